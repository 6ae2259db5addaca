"""Deeds on the calendar. Each sends `calendar_changed`: what follows from it is laid anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from qingshan.access.audit import note
from qingshan.access.doing import doing
from qingshan.school.calendar import days_between, in_week
from qingshan.school.models import CalendarDay, School, SchoolYear, Term
from qingshan.school.signals import calendar_changed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from qingshan.access.models import Account


class YearAlreadyThere(Exception):
    """A school has each school year once."""


@transaction.atomic
def mark_days(
    *, actor: Account, school: School, first: date, last: date, kind: CalendarDay.Kind | None
) -> int:
    """Makes the days off, made up, or (None) as in any week; how many changed. Both ends included.

    A row stands only where the day departs from the week: a weekend is not marked off, a school
    day is not marked made up.
    """
    School.objects.select_for_update().get(pk=school.pk)
    terms = list(Term.objects.filter(school=school, starts_on__lte=last, ends_on__gte=first))
    held = {
        row.date: row
        for row in CalendarDay.objects.filter(school=school, date__range=(first, last))
    }
    changed = 0
    with doing("mark_days", actor=actor):
        for day in days_between(first, last):
            taught = in_week(day) and any(term.covers(day) for term in terms)
            changed += _mark(school, day, _departure(kind, taught=taught), held.get(day))
    if changed:
        calendar_changed.send(sender=School, school=school)
    return changed


@transaction.atomic
def change_term(*, actor: Account, term: Term, name: str, starts_on: date, ends_on: date) -> Term:
    """Gives a term another name or other days."""
    term = Term.objects.select_for_update().select_related("school").get(pk=term.pk)
    term.name, term.starts_on, term.ends_on = name, starts_on, ends_on
    with doing("change_term", actor=actor):
        term.save(update_fields=["name", "starts_on", "ends_on"])
    calendar_changed.send(sender=School, school=term.school)
    return term


@transaction.atomic
def start_year(
    *,
    actor: Account,
    school: School,
    name: str,
    terms: Sequence[tuple[str, date, date]],
    departures: Mapping[date, str],
) -> SchoolYear:
    """A new school year: its terms (name, first and last day) and the days that depart.

    Raises `YearAlreadyThere` for one that has terms. A day marked before stays as it is.
    """
    year, _ = SchoolYear.objects.get_or_create(school=school, name=name)
    if year.terms.exists():
        raise YearAlreadyThere
    Term.objects.bulk_create(
        Term(school=school, year=year, number=n, name=title, starts_on=first, ends_on=last)
        for n, (title, first, last) in enumerate(terms, start=1)
    )
    CalendarDay.objects.bulk_create(
        (CalendarDay(school=school, date=day, kind=kind) for day, kind in departures.items()),
        ignore_conflicts=True,
    )
    note(
        actor=actor,
        deed="start_year",
        subject=year,
        school_id=school.pk,
        since=terms[0][1].isoformat(),
        until=terms[-1][2].isoformat(),
        rows=len(departures),
    )
    calendar_changed.send(sender=School, school=school)
    return year


def _departure(kind: CalendarDay.Kind | None, *, taught: bool) -> CalendarDay.Kind | None:
    """The row a day needs to become `kind`; None for none."""
    needed = CalendarDay.Kind.HOLIDAY if taught else CalendarDay.Kind.MAKE_UP
    return kind if kind == needed else None


def _mark(
    school: School, day: date, kind: CalendarDay.Kind | None, held: CalendarDay | None
) -> bool:
    """Whether anything changed."""
    if kind == (held.kind if held else None):
        return False
    if held and kind is None:
        held.delete()
    elif held and kind:
        held.kind = kind
        held.save(update_fields=["kind"])
    elif kind:
        CalendarDay.objects.create(school=school, date=day, kind=kind)
    return True
