"""Programmes, leave, hiring dates and deeds drawn at random, against a slow, obvious loop."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qingshan.people.models import Leave, Staff
from qingshan.programmes.packs import packs_in
from qingshan.programmes.services import lay_periods
from qingshan.programmes.standing import duties_now_of, standing_of, standing_of_school
from qingshan.records.models import Record
from qingshan.school.models import CalendarDay, SchoolYear, Term
from tests.programmes.ground import add_staff
from tests.programmes.test_standing_property import (
    START,
    Case,
    cases,
    days,
    is_school_day,
    stretches,
)

ONE_DAY = dt.timedelta(days=1)
PEOPLE = ("甲", "乙", "丙")
KINDS = {"新闻阅读": "news_reading", "家访": "home_visit", "教研活动": "research_activity"}
PARTS = {"解决实事": "help", "政策宣传": "policy", "沟通": "talk"}
CADENCES = ("school_day", "week", "month", "term", "school_year", "once")


class Deed(NamedTuple):
    who: str
    kind: str
    on: dt.date
    minutes: int | None
    child: int | None
    parts: frozenset[str]


class Gone(NamedTuple):
    who: str
    first: dt.date
    last: dt.date | None


@dataclass
class School:
    """A school on paper: its calendar, and what is drawn besides."""

    calendar: Case
    duties: list[dict[str, Any]] = field(default_factory=list)
    exceptions: list[str] = field(default_factory=list)
    hired: dict[str, dt.date] = field(default_factory=dict)
    leave: list[Gone] = field(default_factory=list)
    deeds: list[Deed] = field(default_factory=list)


@st.composite
def duties(draw, n: int) -> dict[str, Any]:
    duty: dict[str, Any] = {
        "key": f"duty-{n}",
        "title": f"第{n}条",
        "record": draw(st.lists(st.sampled_from(sorted(KINDS)), min_size=1, unique=True)),
        "cadence": draw(st.sampled_from(CADENCES)),
        "measure": draw(st.sampled_from(["count", "sum", "distinct"])),
        "target": draw(st.integers(1, 3)),
    }
    if duty["measure"] == "sum":
        duty |= {"field": "minutes", "target": draw(st.sampled_from([20, 30, 60]))}
        if draw(st.booleans()):
            duty["each"] = 30
    elif duty["measure"] == "distinct":
        of_a_visit = "家访" in duty["record"]
        duty["field"] = draw(st.sampled_from(["student", "part"] if of_a_visit else ["student"]))
    if "家访" in duty["record"] and draw(st.booleans()):
        duty["part"] = draw(st.sampled_from(sorted(PARTS)))
    if draw(st.booleans()):
        duty["grace"] = draw(st.integers(0, 9))
    return duty


@st.composite
def schools(draw) -> School:
    calendar = draw(cases())
    told = st.one_of(days(), st.just(calendar.as_of))
    deed = st.builds(
        Deed,
        st.sampled_from(PEOPLE),
        st.sampled_from(sorted(KINDS)),
        told,
        st.sampled_from([None, None, 10, 30]),
        st.sampled_from([None, 0, 1]),
        st.frozensets(st.sampled_from(sorted(PARTS))),
    )
    gone = st.builds(
        lambda who, first, length: Gone(who, first, first + length * ONE_DAY if length else None),
        st.sampled_from(PEOPLE),
        days(-3, 40),
        st.sampled_from([None, 1, 2, 3, 4, 10, 20]),
    )
    count = draw(st.integers(1, 4))
    return School(
        calendar,
        [draw(duties(n)) for n in range(count)],
        draw(st.sampled_from([[], ["leave"], ["late_hiring"], ["leave", "late_hiring"]])),
        {who: draw(st.one_of(st.just(START - 400 * ONE_DAY), days(-5, 45))) for who in PEOPLE},
        draw(st.lists(gone, max_size=6)),
        draw(st.lists(deed, min_size=5, max_size=40)),
    )


# The slow loop


def is_away(who: str, day: dt.date, school: School) -> bool:
    on_leave = any(
        g.who == who and g.first <= day and (g.last is None or day <= g.last) for g in school.leave
    )
    not_hired = day < school.hired[who]
    return ("leave" in school.exceptions and on_leave) or (
        "late_hiring" in school.exceptions and not_hired
    )


def amount(who: str, duty: dict[str, Any], held, school: School) -> int:
    done = [
        d
        for d in school.deeds
        if d.who == who
        and d.kind in duty["record"]
        and held(d.on)
        and d.on <= school.calendar.as_of
        and ("part" not in duty or (d.kind == "家访" and duty["part"] in d.parts))
    ]
    if duty["measure"] == "count":
        return len(done)
    if duty["measure"] == "sum":
        return sum(duty.get("each", 0) if d.minutes is None else d.minutes for d in done)
    if duty["field"] == "student":
        return len({d.child for d in done if d.child is not None})
    return len({part for d in done if d.kind == "家访" for part in d.parts})


def slowly(school: School) -> dict[tuple[str, str], tuple[int, int, bool | None]]:
    as_of = school.calendar.as_of
    begun = [terms for terms in school.calendar.years if terms[0].starts_on <= as_of]
    answers = {}
    for who in PEOPLE:
        for duty in school.duties:
            key = f"drawn.{duty['key']}"
            if duty["cadence"] == "once":
                answers[who, key] = once(who, duty, school)
            elif begun:
                answers[who, key] = by_calendar(who, duty, begun[-1], school)
            else:
                answers[who, key] = (0, 0, None)
    return answers


def once(who: str, duty: dict[str, Any], school: School) -> tuple[int, int, bool | None]:
    as_of, hired = school.calendar.as_of, school.hired[who]
    reached = amount(who, duty, lambda day: day >= hired, school) >= duty["target"]
    due = hired + duty.get("grace", 0) * ONE_DAY <= as_of
    return int(due), int(due and reached), reached if hired <= as_of else None


def by_calendar(who: str, duty, terms, school: School) -> tuple[int, int, bool | None]:
    as_of = school.calendar.as_of
    due, met, current = 0, 0, None
    for held, due_on in stretches(duty["cadence"], terms, school.calendar):
        within = [day for day in held if is_school_day(day, school.calendar)]
        own = [d for d in within if terms[0].starts_on <= d <= terms[-1].ends_on]
        if sum(is_away(who, day, school) for day in own) * 2 > len(own):
            continue
        reached = amount(who, duty, held.__contains__, school) >= duty["target"]
        if due_on + duty.get("grace", 0) * ONE_DAY <= as_of:
            due += 1
            met += reached
        if as_of in held:
            current = reached
    return due, met, current


# The same in the database


def put(school: School, cast) -> dict[str, Staff]:
    owner = cast.other_school
    for n, terms in enumerate(school.calendar.years):
        year = SchoolYear.objects.create(school=owner, name=f"{2025 + n}-{2026 + n}")
        Term.objects.bulk_create(
            Term(school=owner, year=year, number=i, name=f"{i}", starts_on=t[0], ends_on=t[1])
            for i, t in enumerate(terms, start=1)
        )
    CalendarDay.objects.bulk_create(
        CalendarDay(school=owner, date=day, kind=kind)
        for day, kind in school.calendar.departures.items()
    )
    lay_periods(owner)
    staff = {who: add_staff(owner, who, hired_on=school.hired[who]) for who in PEOPLE}
    Leave.objects.bulk_create(
        Leave(school=owner, staff=staff[g.who], kind="sick", starts_on=g.first, ends_on=g.last)
        for g in school.leave
    )
    children = (cast.wang, cast.feng)
    Record.objects.bulk_create(
        Record(
            school=owner,
            number=f"{n}",
            date=deed.on,
            kind=KINDS[deed.kind],
            staff=staff[deed.who],
            minutes=deed.minutes,
            student=None if deed.child is None else children[deed.child],
            parts=" ".join(PARTS[p] for p in sorted(deed.parts)) if deed.kind == "家访" else "",
        )
        for n, deed in enumerate(school.deeds)
    )
    return staff


def written(school: School) -> str:
    """A pack as a file: JSON is YAML."""
    return json.dumps(
        {
            "key": "drawn",
            "title": "抽出来的",
            "source": "掷骰子",
            "audience": {"words": "大家"},
            "exceptions": school.exceptions,
            "duties": school.duties,
        },
        ensure_ascii=False,
    )


@pytest.mark.system("T2")
@pytest.mark.system("F2")
@pytest.mark.django_db(transaction=False)
@given(school=schools())
@settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
def test_any_programme_is_counted_as_a_slow_loop_counts_it(cast, tmp_path, settings, school):
    (tmp_path / "抽.yaml").write_text(written(school), encoding="utf-8")
    settings.PACKS_DIR = tmp_path
    assert list(packs_in(tmp_path)) == ["drawn"]
    with transaction.atomic():
        staff = put(school, cast)
        expected = slowly(school)
        as_of = school.calendar.as_of
        lines = standing_of_school(cast.other_school, as_of)
        found = {(x.person.number, x.duty.key): (x.due, x.met, x.current) for x in lines}
        alone = {
            (who, x.duty.key): (x.due, x.met, x.current)
            for who in PEOPLE
            for x in standing_of(staff[who], as_of)
        }
        now = {
            (who, x.duty.key): x.current for who in PEOPLE for x in duties_now_of(staff[who], as_of)
        }
        transaction.set_rollback(True)
    assert found == expected
    assert alone == expected
    assert now == {key: current for key, (_, _, current) in expected.items()}
