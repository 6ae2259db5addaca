"""Which figures a county sees, and how each is guarded.

Only counts. A rate is left out, because with its whole it tells how few are missing; so is money,
because one gift can be told from two sums. A key that is not listed here does not reach a county.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qingshan.county.suppression import Cell, Said, protected, protected_part
from qingshan.indicators.registry import figure_named

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qingshan.kit.figures import Figure


@dataclass(frozen=True, slots=True)
class Asked:
    """`whole` is the figure that this one is a part of; `of_things`, what counts nobody's deeds
    or circumstances and is said as it is: courses, visits of inspectors, honours of the school."""

    key: str
    whole: str = ""
    of_things: bool = False

    @property
    def figure(self) -> Figure:
        found = figure_named(self.key)
        if found is None:
            raise LookupError(self.key)
        return found

    @property
    def title(self) -> str:
        return self.figure.title

    @property
    def unit(self) -> str:
        return self.figure.unit


ASKED = (
    Asked("students.total"),
    Asked("students.boarding", whole="students.total"),
    Asked("students.left_behind", whole="students.total"),
    Asked("staff.total"),
    Asked("staff.special_post", whole="staff.total"),
    Asked("care.visits"),
    Asked("care.home_teaching"),
    Asked("students.awards"),
    Asked("school.honours", of_things=True),
    Asked("courses.count", of_things=True),
    Asked("inspections.total", of_things=True),
    Asked("inspections.good", of_things=True),
    Asked("incidents.accidents"),
    Asked("incidents.complaints"),
    Asked("incidents.opinion"),
    Asked("incidents.violations"),
)
"""A whole stands before its parts."""

BY_KEY = {asked.key: asked for asked in ASKED}


def as_said(counts: Mapping[str, int], before: Mapping[str, Cell]) -> dict[str, Cell]:
    """The cells of a school's month from its counts and what was said `before`."""
    cells: dict[str, Cell] = {}
    for asked in ASKED:
        if asked.key not in counts:
            continue
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
