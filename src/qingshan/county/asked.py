"""Which figures a county sees, and how each is guarded.

Only counts, and shares told from two of them as they are said; money is left out, because one gift
can be told from two sums. A key that is not listed here does not reach a county.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qingshan.county.suppression import Cell, Said, protected, protected_part
from qingshan.indicators.registry import family_of, figure_named
from qingshan.kit.words import tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from qingshan.kit.figures import Family, Figure

YEARS = 5
"""Of what is told by year, so many of the newest."""

FIRST_YEAR, LAST_YEAR = 1978, 2999
YEAR_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Asked:
    """`whole` is the figure that this one is a part of; `of_things`, what counts nobody's deeds
    or circumstances and is said as it is: courses, visits of inspectors, honours of the school.

    `out_of` is what its share is told of, `share` what that is called; `year` where it is one year
    of a family; `since` is the version of the package that first had it.
    """

    key: str
    whole: str = ""
    of_things: bool = False
    out_of: str = ""
    share: str = ""
    year: int = 0
    since: int = 1

    @property
    def figure(self) -> Figure:
        found = figure_named(self.key)
        if found is None:
            raise LookupError(self.key)
        return found

    @property
    def family(self) -> Family:
        """Of one that stands for all years of it."""
        found = family_of(f"{self.key}.{FIRST_YEAR}")
        if found is None:
            raise LookupError(self.key)
        return found

    @property
    def title(self) -> str:
        return self.figure.title

    @property
    def unit(self) -> str:
        return self.figure.unit

    def at(self, year: int) -> Asked:
        """The same of one year."""
        whole, out_of = (name and f"{name}.{year}" for name in (self.whole, self.out_of))
        return replace(self, key=f"{self.key}.{year}", whole=whole, out_of=out_of, year=year)


def _part(key: str, whole: str, share: str, *, since: int = 1) -> Asked:
    return Asked(key, whole=whole, out_of=whole, share=share, since=since)


ASKED = (
    Asked("students.total"),
    _part("students.boarding", "students.total", tr("住校的占")),
    _part("students.left_behind", "students.total", tr("留守的占")),
    Asked("staff.total"),
    _part("staff.special_post", "staff.total", tr("特岗占")),
    Asked("care.visits"),
    Asked("care.home_teaching"),
    Asked("cases.open", since=2),
    _part("cases.out", "cases.open", tr("失学辍学的占"), since=2),
    Asked("students.awards"),
    Asked("school.honours", of_things=True),
    Asked("courses.count", of_things=True),
    Asked("inspections.total", of_things=True),
    Asked("inspections.good", of_things=True, out_of="inspections.total", share=tr("好评率")),
    Asked("findings.open", of_things=True, since=2),
    Asked("incidents.accidents"),
    Asked("incidents.complaints"),
    Asked("incidents.opinion"),
    Asked("incidents.violations"),
)
"""A whole stands before its parts."""

BY_YEAR = (
    Asked("exam.graduates", since=2),
    _part("exam.entered", "exam.graduates", tr("升学率"), since=2),
    _part("exam.full_marks", "exam.graduates", tr("学科满分的占"), since=2),
)
"""The examination at the end of the ninth grade; each year of it is a figure of its own."""

BY_KEY = {asked.key: asked for asked in ASKED}
_FAMILIES = {asked.key: asked for asked in BY_YEAR}


def asked_named(key: str) -> Asked | None:
    """The figure of a key, one year of a family included; None for what no county sees."""
    start, _, end = key.rpartition(".")
    if start in _FAMILIES and len(end) == YEAR_DIGITS and end.isascii() and end.isdecimal():
        year = int(end)
        return _FAMILIES[start].at(year) if FIRST_YEAR <= year <= LAST_YEAR else None
    return BY_KEY.get(key)


def asked_among(keys: Iterable[str]) -> list[Asked]:
    """Those of the keys that a county sees: as listed, then by year, the newest first."""
    held = set(keys)
    found = (asked_named(key) for key in held)
    years = sorted({asked.year for asked in found if asked and asked.year}, reverse=True)
    by_year = (asked.at(year) for year in years for asked in BY_YEAR)
    return [asked for asked in (*ASKED, *by_year) if asked.key in held]


def as_said(counts: Mapping[str, int], before: Mapping[str, Cell]) -> dict[str, Cell]:
    """The cells of a school's month from its counts and what was said `before`."""
    cells: dict[str, Cell] = {}
    for asked in asked_among(counts):
        count, last = counts[asked.key], before.get(asked.key)
        if asked.of_things:
            cells[asked.key] = Cell(Said.EXACT, count)
        elif asked.whole in cells:
            cells[asked.key] = protected_part(
                count, last, whole=counts[asked.whole], whole_said=cells[asked.whole]
            )
        else:
            cells[asked.key] = protected(count, last)
    return cells
