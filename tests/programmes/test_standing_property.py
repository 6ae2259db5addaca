"""Set-based standing against a slow, obvious loop, on calendars and records drawn at random."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import NamedTuple

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qingshan.people.models import Pairing, Staff
from qingshan.programmes.services import lay_periods
from qingshan.programmes.standing import standing_of, standing_of_school
from qingshan.records.models import Record
from qingshan.school.models import CalendarDay, SchoolYear, TeachingGroup, Term
from tests.programmes.ground import add_staff

pytestmark = pytest.mark.usefixtures("only_the_five_ones")

ONE_DAY = dt.timedelta(days=1)
START = dt.date(2026, 1, 28)
KINDS = (
    "news_reading",
    "paper_reading",
    "reading_reflection",
    "monograph_reading",
    "reading_notes",
    "suggestion",
)
PEOPLE = ("teacher", "member", "working member")


class Stretch(NamedTuple):
    starts_on: dt.date
    ends_on: dt.date


class Deed(NamedTuple):
    who: str
    kind: str
    on: dt.date
    words: int | None


class Pair(NamedTuple):
    who: str
    kind: str
    starts_on: dt.date
    ends_on: dt.date | None


@dataclass
class Case:
    """A school on paper."""

    years: list[list[Stretch]] = field(default_factory=list)
    departures: dict[dt.date, str] = field(default_factory=dict)
    deeds: list[Deed] = field(default_factory=list)
    pairs: list[Pair] = field(default_factory=list)
    as_of: dt.date = START


def days(least: int = 0, most: int = 130) -> st.SearchStrategy[dt.date]:
    return st.integers(least, most).map(lambda n: START + n * ONE_DAY)


@st.composite
def cases(draw) -> Case:
    case, at = Case(), START
    for _ in range(draw(st.integers(1, 3))):
        terms = []
        for _ in range(draw(st.integers(1, 2))):
            first = at + draw(st.integers(0, 12)) * ONE_DAY
            last = first + draw(st.integers(0, 25)) * ONE_DAY
            terms.append(Stretch(first, last))
            at = last + ONE_DAY
        case.years.append(terms)
    held = [d for terms in case.years for d in each(terms[0].starts_on, terms[-1].ends_on)]
    case.departures = draw(
        st.dictionaries(st.sampled_from(held), st.sampled_from(["holiday", "make_up"]), max_size=20)
    )
    edges = st.sampled_from([day for terms in case.years for term in terms for day in term])
    case.as_of = draw(st.one_of(edges, st.sampled_from(held), days()))
    telling = st.one_of(days(), st.just(case.as_of), edges)
    deed = st.builds(
        Deed,
        st.sampled_from(PEOPLE),
        st.sampled_from(KINDS),
        telling,
        st.sampled_from([None, 10, 4999, 5001, 10000]),
    )
    case.deeds = draw(st.lists(deed, min_size=5, max_size=40))
    pair = st.builds(
        lambda who, kind, ends: Pair(who, kind, min(ends), None if len(ends) < 2 else max(ends)),
        st.sampled_from(PEOPLE),
        st.sampled_from(["class_contact", "student_support"]),
        st.lists(st.one_of(telling, days(-40)), min_size=1, max_size=2),
    )
    case.pairs = draw(st.lists(pair, max_size=5, unique_by=lambda p: (p.who, p.kind, p.starts_on)))
    return case


# The slow loop


def each(first: dt.date, last: dt.date) -> list[dt.date]:
    found = []
    while first <= last:
        found.append(first)
        first += ONE_DAY
    return found


def is_school_day(day: dt.date, case: Case) -> bool:
    if case.departures.get(day) == "make_up":
        return True
    if case.departures.get(day) == "holiday" or day.isoweekday() > 5:
        return False
    return any(t.starts_on <= day <= t.ends_on for terms in case.years for t in terms)


def stretches(cadence: str, terms: list[Stretch], case: Case) -> list[tuple[set[dt.date], dt.date]]:
    """(days of the period, the day it is due)"""
    year = each(terms[0].starts_on, terms[-1].ends_on)
    if cadence == "school_year":
        return [(set(year), year[-1])]
    if cadence == "term":
        return [(set(each(*t)), t.ends_on) for t in terms]
    school_days = [day for day in year if is_school_day(day, case)]
    if cadence == "school_day":
        return [({day}, day) for day in school_days]
    name = "%G-%V" if cadence == "week" else "%Y-%m"
    found = []
    for label in sorted({day.strftime(name) for day in school_days}):
        around = each(year[0] - 40 * ONE_DAY, year[-1] + 40 * ONE_DAY)
        held = {day for day in around if day.strftime(name) == label}
        found.append((held, max(day for day in school_days if day in held)))
    return found


READING = {
    "teacher-five-ones.news": ("school_day", {"news_reading"}),
    "teacher-five-ones.paper": ("week", {"paper_reading"}),
    "teacher-five-ones.note": ("month", {"reading_reflection"}),
    "teacher-five-ones.monograph": ("term", {"monograph_reading"}),
    "teacher-five-ones.writing": ("school_year", {"reading_reflection", "reading_notes"}),
}


def reading(who: str, duty: str, terms: list[Stretch], case: Case):
    cadence, kinds = READING[duty]
    due, met, current = 0, 0, None
    for held, due_on in stretches(cadence, terms, case):
        done = [
            d
            for d in case.deeds
            if d.who == who and d.kind in kinds and d.on in held and d.on <= case.as_of
        ]
        reached = (
            sum(d.words or 0 for d in done) >= 10000 if duty.endswith("writing") else bool(done)
        )
        if due_on <= case.as_of:
            due += 1
            met += reached
        if case.as_of in held:
            current = reached
    return due, met, current


def membership(who: str, duty: str, terms: list[Stretch], case: Case):
    first, last = terms[0].starts_on, terms[-1].ends_on
    name = duty.partition(".")[2]
    if name == "group":
        reached = who == "member"
    elif name == "suggestion":
        reached = any(
            d.who == who and d.kind == "suggestion" and first <= d.on <= min(last, case.as_of)
            for d in case.deeds
        )
    else:
        kind = {"class": "class_contact", "student": "student_support"}.get(name)
        reached = any(
            p.who == who
            and p.kind == kind
            and p.starts_on <= min(case.as_of, last)
            and (p.ends_on is None or p.ends_on >= first)
            for p in case.pairs
        )
    due = int(last <= case.as_of)
    return due, int(due and reached), reached


def slowly(case: Case) -> dict[tuple[str, str], tuple[int, int, bool | None]]:
    begun = [terms for terms in case.years if terms[0].starts_on <= case.as_of]
    answers = {}
    for who in PEOPLE:
        for name in ("mentor", "group", "class", "student", "suggestion"):
            duty = f"member-five-ones.{name}"
            if who != "teacher":
                answers[who, duty] = (
                    membership(who, duty, begun[-1], case) if begun else (0, 0, None)
                )
        for duty in READING:
            if who != "working member":
                answers[who, duty] = reading(who, duty, begun[-1], case) if begun else (0, 0, None)
    return answers


# The same in the database


def put(case: Case, cast) -> dict[str, Staff]:
    school = cast.other_school
    for n, terms in enumerate(case.years):
        year = SchoolYear.objects.create(school=school, name=f"{2025 + n}-{2026 + n}")
        Term.objects.bulk_create(
            Term(school=school, year=year, number=i, name=f"{i}", starts_on=t[0], ends_on=t[1])
            for i, t in enumerate(terms, start=1)
        )
    CalendarDay.objects.bulk_create(
        CalendarDay(school=school, date=day, kind=kind) for day, kind in case.departures.items()
    )
    group = TeachingGroup.objects.create(school=school, name="组")
    staff = {
        "teacher": add_staff(school, "teacher"),
        "member": add_staff(school, "member", political_status="中共党员", group=group),
        "working member": add_staff(
            school, "working member", political_status="中共预备党员", post=Staff.Post.SUPPORT
        ),
    }
    Record.objects.bulk_create(
        Record(
            school=school,
            number=f"{n}",
            date=deed.on,
            kind=deed.kind,
            staff=staff[deed.who],
            words=deed.words,
        )
        for n, deed in enumerate(case.deeds)
    )
    for pair in case.pairs:
        whom = (
            {"school_class": cast.class_31}
            if pair.kind == "class_contact"
            else {"student": cast.wang}
        )
        Pairing.objects.create(
            school=school,
            kind=pair.kind,
            giver=staff[pair.who],
            starts_on=pair.starts_on,
            ends_on=pair.ends_on,
            **whom,
        )
    lay_periods(school)
    return staff


def told(lines) -> dict[tuple[str, str], tuple[int, int, bool | None]]:
    return {
        (line.person.number, line.duty.key): (line.due, line.met, line.current) for line in lines
    }


@pytest.mark.django_db
@settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
@given(case=cases())
def test_standing_is_what_a_slow_loop_finds(cast, case):
    with transaction.atomic():
        staff = put(case, cast)
        expected = slowly(case)
        assert told(standing_of_school(cast.other_school, case.as_of)) == expected
        alone = [line for one in staff.values() for line in standing_of(one, case.as_of)]
        assert told(alone) == expected
        transaction.set_rollback(True)
