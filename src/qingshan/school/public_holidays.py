"""The state's days off as a proposal: the school's own calendar is the truth."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import chinese_calendar
from chinese_calendar.constants import Holiday

from qingshan.kit.words import tr
from qingshan.school.calendar import days_between, in_week
from qingshan.school.models import CalendarDay

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from qingshan.school.calendar import Stretch

WORDS = {holiday.value: str(holiday.chinese) for holiday in Holiday}

# Where a year's arrangement is not known yet: the days that are off every year.
EVERY_YEAR = {
    (1, 1): tr("元旦"),
    (4, 5): tr("清明"),
    **{(5, day): tr("劳动节") for day in range(1, 6)},
    **{(10, day): tr("国庆节") for day in range(1, 8)},
}


@dataclass(frozen=True, slots=True)
class Proposal:
    """A day on which the school would depart from the week. `known`: the state has said so."""

    day: date
    kind: CalendarDay.Kind
    reason: str
    known: bool

    @property
    def value(self) -> str:
        """What stands in a form."""
        return f"{self.day:%Y-%m-%d} {self.kind.value}"


def proposals(terms: Iterable[Stretch]) -> list[Proposal]:
    """Days inside the terms that are off though in the week, or worked though not, in order."""
    days = {day for term in terms for day in days_between(term.starts_on, term.ends_on)}
    found = (_proposal(day) for day in sorted(days))
    return [proposal for proposal in found if proposal]


def _proposal(day: date) -> Proposal | None:
    known, off, reason = _arranged(day)
    if in_week(day) and off:
        return Proposal(day, CalendarDay.Kind.HOLIDAY, reason, known)
    if not in_week(day) and not off and known:
        return Proposal(
            day, CalendarDay.Kind.MAKE_UP, tr("{reason}调休").format(reason=reason), known
        )
    return None


def _arranged(day: date) -> tuple[bool, bool, str]:
    """(known, off, why)"""
    try:
        off, name = chinese_calendar.get_holiday_detail(day)
    except NotImplementedError:
        reason = EVERY_YEAR.get((day.month, day.day), "")
        return False, bool(reason), reason
    return True, bool(off), WORDS.get(name, "")
