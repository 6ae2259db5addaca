"""Which figures a person looks for: by a word, a system, a part of the house, a dimension."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from qingshan.indicators.models import Pin
from qingshan.indicators.registry import everything_declared, figure_named, figure_of

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
    offered = _offered()
    return [
        _choice("system", "案例里的做法", offered["system"], wanted.system),
        _choice("app", "哪一块工作", offered["app"], wanted.app),
        _choice("by", "能按什么分", offered["by"], wanted.dimension),
    ]


def _choice(name: str, label: str, options: dict[str, str], chosen: str) -> Choice:
    return Choice(name, label, [(value, word, value == chosen) for value, word in options.items()])


@lru_cache(maxsize=1)
def _offered() -> dict[str, dict[str, str]]:
    """Every value of each select, with its words."""
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
    "F1": "五成教育",
    "F2": "党建五个一",
    "F3": "特长、特色、特点",
    "B1": "主题教育",
    "B2": "先进榜样学习",
    "B3": "风采系列",
    "B4": "党课",
    "T1": "强基固本",
    "T2": "一三五培养计划",
    "T3": "读书五个一",
    "T4": "三个关口",
    "T5": "四有教师评选",
    "T6": "师德报告会",
    "T7": "青蓝工程",
    "T8": "名师工程",
    "T9": "五个结合",
    "M1": "四位一体",
    "M2": "一个不落",
    "M3": "五大主题教育",
    "M4": "主题节日",
    "M5": "小水滴",
    "M6": "校本课程",
    "M7": "课程体系",
    "A1": "教学管理与听课",
    "A2": "五学模式",
    "A3": "一定二查三评",
    "A4": "外出学习",
    "C1": "控辍保学",
    "C2": "留守儿童关怀",
    "C3": "三三二一",
    "C4": "助力筑梦铸人",
    "C5": "百名教师进百家",
    "C6": "四美小主人",
    "C7": "送教上门",
    "C8": "帮扶资金",
    "R1": "检查与安全",
    "R2": "表彰与荣誉",
    "R3": "特岗教师成长",
    "R4": "社团与获奖",
    "R5": "教学质量",
    "R6": "帮扶成效",
    "R7": "口碑与四无",
    "R8": "合理建议",
}
"""The systems of the case document that figures tell of, by the ids of docs/systems.md."""
