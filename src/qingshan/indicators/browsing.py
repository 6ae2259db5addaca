"""Which figures a person looks for: by a word, a system, a part of the house, a dimension."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from django.utils.translation import get_language

from qingshan.indicators.models import Pin
from qingshan.indicators.registry import everything_declared, figure_named, figure_of
from qingshan.kit.words import tr

if TYPE_CHECKING:
    from django.http import QueryDict

    from qingshan.kit.counting import Declared
    from qingshan.kit.figures import Figure
    from qingshan.school.membership import Member


@dataclass(frozen=True)
class Wanted:
    """What was asked for: words, a system's id, an app's label, a dimension's key."""

    words: str = ""
    system: str = ""
    app: str = ""
    dimension: str = ""

    def __bool__(self) -> bool:
        return bool(self.words or self.system or self.app or self.dimension)

    def takes(self, figure: Figure) -> bool:
        return (
            self.system in ("", figure.system)
            and self.app in ("", _app_of(figure)[0])
            and (not self.dimension or self.dimension in dict(_dimensions_of(figure)))
            and all(word in _text(figure) for word in self.words.casefold().split())
        )


@dataclass(frozen=True)
class Choice:
    """A select of the page: its name, label and options (value, words, whether chosen)."""

    name: str
    label: str
    options: list[tuple[str, str, bool]]


def wanted_of(asked: QueryDict) -> Wanted:
    return Wanted(
        words=asked.get("q", "")[:50].strip(),
        system=asked.get("system", ""),
        app=asked.get("app", ""),
        dimension=asked.get("by", ""),
    )


def figures_for(member: Member, wanted: Wanted) -> list[Declared]:
    """What the person may know and asked for, chapter by chapter."""
    return [
        one
        for one in everything_declared()
        if figure_of(one).known_to(member) and wanted.takes(figure_of(one))
    ]


def pinned_by(member: Member) -> list[Figure]:
    """The figures a person has pinned, the oldest pin first; those that they still may know."""
    keys = Pin.objects.filter(account=member.account).values_list("key", flat=True)
    found = (figure_named(key) for key in keys)
    return [figure for figure in found if figure is not None and figure.known_to(member)]


def has_pinned(member: Member, figure: Figure) -> bool:
    return Pin.objects.filter(account=member.account, key=figure.key).exists()


def choices_for(wanted: Wanted) -> list[Choice]:
    offered = _offered(get_language())
    return [
        _choice("system", tr("案例里的做法"), offered["system"], wanted.system),
        _choice("app", tr("哪一块工作"), offered["app"], wanted.app),
        _choice("by", tr("能按什么分"), offered["by"], wanted.dimension),
    ]


def _choice(name: str, label: str, options: dict[str, str], chosen: str) -> Choice:
    return Choice(name, label, [(value, word, value == chosen) for value, word in options.items()])


@lru_cache(maxsize=4)
def _offered(language: str | None) -> dict[str, dict[str, str]]:
    """Every value of each select, with its words in the `language` that is active."""
    figures = [figure_of(one) for one in everything_declared()]
    systems = sorted({figure.system for figure in figures} - {""}, key=_system_place)
    return {
        "system": {system: f"{system} {SYSTEMS[system]}" for system in systems},
        "app": dict(sorted({_app_of(figure) for figure in figures})),
        "by": dict(pair for figure in figures for pair in _dimensions_of(figure)),
    }


def _system_place(system: str) -> int:
    return list(SYSTEMS).index(system)


def _app_of(figure: Figure) -> tuple[str, str]:
    """Label and name of the app whose rows it counts."""
    config = figure.source.model._meta.app_config
    return config.label, str(config.verbose_name)


def _dimensions_of(figure: Figure) -> list[tuple[str, str]]:
    return [(dimension.key, dimension.title) for dimension in figure.parted_by]


def _text(figure: Figure) -> str:
    words = (figure.title, figure.key, figure.definition, figure.chapter, figure.system)
    return " ".join((*words, SYSTEMS.get(figure.system, ""))).casefold()


SYSTEMS = {
    "F1": tr("五成教育"),
    "F2": tr("党建五个一"),
    "F3": tr("特长、特色、特点"),
    "B1": tr("主题教育"),
    "B2": tr("先进榜样学习"),
    "B3": tr("风采系列"),
    "B4": tr("党课"),
    "T1": tr("强基固本"),
    "T2": tr("一三五培养计划"),
    "T3": tr("读书五个一"),
    "T4": tr("三个关口"),
    "T5": tr("四有教师评选"),
    "T6": tr("师德报告会"),
    "T7": tr("青蓝工程"),
    "T8": tr("名师工程"),
    "T9": tr("五个结合"),
    "M1": tr("四位一体"),
    "M2": tr("一个不落"),
    "M3": tr("五大主题教育"),
    "M4": tr("主题节日"),
    "M5": tr("小水滴"),
    "M6": tr("校本课程"),
    "M7": tr("课程体系"),
    "A1": tr("教学管理与听课"),
    "A2": tr("五学模式"),
    "A3": tr("一定二查三评"),
    "A4": tr("外出学习"),
    "C1": tr("控辍保学"),
    "C2": tr("留守儿童关怀"),
    "C3": tr("三三二一"),
    "C4": tr("助力筑梦铸人"),
    "C5": tr("百名教师进百家"),
    "C6": tr("四美小主人"),
    "C7": tr("送教上门"),
    "C8": tr("帮扶资金"),
    "R1": tr("检查与安全"),
    "R2": tr("表彰与荣誉"),
    "R3": tr("特岗教师成长"),
    "R4": tr("社团与获奖"),
    "R5": tr("教学质量"),
    "R6": tr("帮扶成效"),
    "R7": tr("口碑与四无"),
    "R8": tr("合理建议"),
}
"""The systems of the case document that figures tell of, by the ids of docs/systems.md."""
