"""Laying the periods of a school."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from django.db import transaction

from qingshan.programmes.models import Period, PeriodDay
from qingshan.programmes.periods import departures_by_year, periods_of
from qingshan.school.calendar import days_between
from qingshan.school.models import CalendarDay, School, Term

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from qingshan.school.calendar import Stretch

BATCH = 2000


@transaction.atomic
def lay_periods(school: School) -> int:
    """Lays the periods of all years of `school` anew from its terms and calendar; how many.

    They are derived rows: nobody's deed, so no audit row. Called whenever the calendar changed.
    """
    school = School.objects.select_for_update().get(pk=school.pk)  # one layer at a time
    periods = [
        Period(
            school=school,
            year_id=year,
            cadence=laid.cadence,
            starts_on=laid.starts_on,
            ends_on=laid.ends_on,
            due_on=laid.due_on,
            school_days=laid.school_days,
        )
        for year, (terms, departures) in _calendars(school).items()
        for laid in periods_of(terms, departures)
    ]
    PeriodDay.objects.filter(school=school).delete()
    Period.objects.filter(school=school).delete()
    Period.objects.bulk_create(periods, batch_size=BATCH)
    PeriodDay.objects.bulk_create(
        (
            PeriodDay(
                school=school,
                period=period,
                year_id=period.year_id,
                cadence=period.cadence,
                date=day,
            )
            for period in periods
            for day in days_between(period.starts_on, period.ends_on)
        ),
        batch_size=BATCH,
    )
    return len(periods)


def _calendars(school: School) -> dict[int, tuple[Sequence[Stretch], dict[date, str]]]:
    """School year → its terms and the days of it that depart from the week."""
    terms: dict[int, list[Stretch]] = defaultdict(list)
    for term in Term.objects.filter(school=school).order_by("starts_on"):
        terms[term.year_id].append(term)
    days = dict(CalendarDay.objects.filter(school=school).values_list("date", "kind"))
    shared = departures_by_year(terms, days)
    return {year: (held, shared.get(year, {})) for year, held in terms.items()}
