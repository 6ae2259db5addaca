"""The table of what is kept about people, in words, for the school and for families."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qingshan.kit.leaving import all_leaving
from qingshan.kit.personal import Basis, Kind, kinds
from qingshan.kit.words import tr
from qingshan.privacy.scrubbing import days_at

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qingshan.school.models import School

YEAR, LEAP = 365, 366
HEADINGS = (
    tr("哪一类"),
    tr("里面有什么"),
    tr("用来做什么"),
    tr("依据"),
    tr("谁保管"),
    tr("留多久"),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One kind as the table shows it."""

    kind: Kind
    kept: str

    @property
    def basis(self) -> str:
        return tr("{basis}；{law}").format(basis=self.kind.basis.value, law=self.kind.law)

    @property
    def cells(self) -> tuple[str, ...]:
        kind = self.kind
        return kind.title, kind.what, kind.purpose, self.basis, kind.holder, self.kept


@dataclass(frozen=True, slots=True)
class Part:
    """Lines about the same people."""

    title: str
    about: str
    lines: list[Line]


def parts(school: School | None = None) -> list[Part]:
    """The table in its three parts, children apart. Without a school, with the house's own days."""
    days = days_at(school) if school else {one.key: one.days for one in all_leaving()}
    lines = [Line(kind, kept_words(kind, days)) for kind in kinds()]
    return [
        Part(
            tr("孩子"),
            tr(
                "九年制学校的孩子大多不满十四周岁：他们的信息都按敏感个人信息保护（第二十"
                "八条、第三十一条）。"
            ),
            [line for line in lines if line.kind.of.children],
        ),
        Part(tr("家长和监护人"), "", [one for one in lines if one.kind.of.value == "家长"]),
        Part(
            tr("教职工"),
            "",
            [one for one in lines if one.kind.of.staff and not one.kind.of.children],
        ),
    ]


def asked_of_families(lines: list[Line]) -> list[Line]:
    """What the school's duty does not cover, so that the family is asked."""
    return [line for line in lines if line.kind.basis is Basis.CONSENT]


def kept_words(kind: Kind, days: Mapping[str, int]) -> str:
    """`结束后 2 年；账留着，…`."""
    titles = {one.key: one.title for one in all_leaving()}
    by_hand = {one.key for one in all_leaving() if one.by_hand}
    left = [
        tr("离校{long}后由两个人删去").format(long=length_of(days[key]))
        if key in by_hand
        else tr("{titles}：{length_of}后离开").format(
            titles=titles[key], length_of=length_of(days[key])
        )
        if len(kind.leaves) > 1
        else tr("结束后{length_of}离开").format(length_of=length_of(days[key]))
        for key in kind.leaves
    ]
    return tr("；").join([*left, kind.kept] if kind.kept else left)


def length_of(days: int) -> str:
    """Days in words: `3 年`, `100 天`."""
    for year in (YEAR, LEAP):
        if days >= year and days % year == 0:
            return tr(" {days} 年").format(days=days // year)
    return tr(" {days} 天").format(days=days)


def as_markdown() -> str:
    """`docs/personal-data.md`, with the days that a school starts from."""
    told = [
        tr("# 个人信息一览 Personal data"),
        "",
        "What the house keeps about people, why, by what law, who holds it, how long. Generated",
        "from each app's `personal_data`; `python tests/tools/personal_data.py` writes it anew.",
        tr(
            "条款号是《个人信息保护法》的；其他法律写明名称。"
            "学校自己定过留多久的，以“个人信息”一页为准。"
        ),
    ]
    for part in parts():
        told += ["", f"## {part.title}", ""]
        if part.about:
            told += [part.about, ""]
        told += [_row(HEADINGS), _row(["---"] * len(HEADINGS))]
        told += [_row(_marked(line)) for line in part.lines]
        asked = asked_of_families(part.lines)
        if asked and part.title != "教职工":
            told += ["", tr("要先问家里的：")]
            told += [
                tr("- {kind}：{consent}。").format(kind=line.kind.title, consent=line.kind.consent)
                for line in asked
            ]
    return "\n".join(told) + "\n"


def _marked(line: Line) -> list[str]:
    title, *rest = line.cells
    return [tr("{title}（敏感）").format(title=title) if line.kind.sensitive else title, *rest]


def _row(cells: tuple[str, ...] | list[str]) -> str:
    return f"| {' | '.join(cells)} |"
