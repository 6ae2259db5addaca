"""Figures as lines of a list: each beside itself a year ago, with its last twelve months drawn.

However many figures there are, a few queries a table: what every line asks is asked at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from qingshan.indicators.comparing import year_before
from qingshan.indicators.parts import months_up_to
from qingshan.indicators.queries import answers_of, scope_of
from qingshan.indicators.registry import is_of_a_family
from qingshan.kit.parting import by_month, on_their_days

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from qingshan.kit.counting import Answer
    from qingshan.kit.figures import Figure
    from qingshan.school.models import School

STEP, HIGH = 5, 18
"""Of the small chart: how wide a month is and how high the highest of them, in pixels."""


@dataclass(frozen=True)
class Line:
    """A figure's answer, what it was on the same day a year before, and its months.

    `then` is None where nobody can know; `months` are what was done in each, or for a stock how it
    stood at the end of each; empty where there is nothing to draw.
    """

    answer: Answer
    then: Answer | None = None
    months: tuple[float, ...] = ()

    @property
    def drawn(self) -> str:
        """The path of the small chart: a step a month, the highest as high as there is room.

        A list has a hundred of them, so months that are alike are one step.
        """
        most = max(self.months, default=0)
        if most <= 0:
            return ""
        tops = [HIGH - round(HIGH * max(0.0, value) / most) for value in self.months]
        steps = "".join(f"V{top}h{STEP * len(list(same))}" for top, same in groupby(tops))
        return f"M0 {HIGH}{steps}V{HIGH}"


def lines_of(answers: Iterable[Answer], school: School, as_of: date) -> dict[str, Line]:
    """Answer's key → its line."""
    listed = list(answers)
    then = _year_ago([answer.figure for answer in listed], school, as_of)
    drawn = [answer.figure for answer in listed if _can_be_drawn(answer.figure)]
    months = _levels([f for f in drawn if f.is_stock], school, as_of)
    months |= _done([f for f in drawn if not f.is_stock], school, as_of)
    return {
        answer.figure.key: Line(
            answer, then.get(answer.figure.key), months.get(answer.figure.key, ())
        )
        for answer in listed
    }


def _can_be_drawn(figure: Figure) -> bool:
    if is_of_a_family(figure.key) or not (figure.has_past and figure.measure.in_database):
        return False
    return figure.is_stock or bool(figure.date_column)


def _year_ago(figures: list[Figure], school: School, as_of: date) -> dict[str, Answer]:
    day = year_before(as_of)
    known = [figure for figure in figures if figure.has_past and not is_of_a_family(figure.key)]
    summed = [(figure, day) for figure in known if figure.measure.in_database]
    found = {key: one for (key, _), one in on_their_days(summed, scope_of(school, as_of)).items()}
    others = [figure for figure in known if not figure.measure.in_database]
    return found | answers_of(others, school, as_of=day)


def _levels(figures: list[Figure], school: School, as_of: date) -> dict[str, tuple[float, ...]]:
    days = [*(span.last for span in months_up_to(as_of)[:-1]), as_of]
    asked = [(figure, day) for figure in figures for day in days]
    found = on_their_days(asked, scope_of(school, as_of))
    return {
        figure.key: tuple(float(found[figure.key, day].value) for day in days) for figure in figures
    }


def _done(figures: list[Figure], school: School, as_of: date) -> dict[str, tuple[float, ...]]:
    firsts = [span.first for span in months_up_to(as_of)]
    found = by_month(figures, scope_of(school, as_of), since=firsts[0])
    return {
        key: tuple(float(months[day].value) if day in months else 0.0 for day in firsts)
        for key, months in found.items()
    }
