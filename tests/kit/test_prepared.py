"""Questions whose statement is written once: they answer as the queryset would, or are refused."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.db.models import Count, Q
from django.test.utils import CaptureQueriesContext

from qingshan.kit.prepared import NotPreparable, Prepared, summed
from qingshan.people.models import Staff, Student
from qingshan.people.roster import on_roster
from qingshan.school.models import SchoolClass, Term

pytestmark = pytest.mark.django_db

OF_A_CLASS = Prepared(
    lambda school_class, today: (
        Student.objects.filter(on_roster(today), school_class=school_class)
        .select_related("school_class")
        .order_by("number")
    )
)


def test_it_answers_each_time_for_the_values_it_is_given(cast):
    today = dt.date(2026, 9, 1)
    for at in (cast.class_31, cast.class_41):
        rows = OF_A_CLASS.rows(school_class=at.pk, today=today)
        assert rows == list(Student.objects.filter(school_class=at).order_by("number"))
        assert OF_A_CLASS.count(school_class=at.pk, today=today) == len(rows)
    cast.wang.left_on = dt.date(2026, 5, 1)
    cast.wang.save()
    assert cast.wang not in OF_A_CLASS.rows(school_class=cast.class_31.pk, today=today)
    assert cast.wang in OF_A_CLASS.rows(school_class=cast.class_31.pk, today=dt.date(2026, 5, 1))


def test_rows_bring_what_belongs_to_them_in_one_query(cast):
    OF_A_CLASS.rows(school_class=cast.class_31.pk, today=dt.date(2026, 9, 1))
    with CaptureQueriesContext(
        connection,
    ) as asked:
        (child, *_) = OF_A_CLASS.rows(school_class=cast.class_31.pk, today=dt.date(2026, 9, 1))
        assert child.school_class.name == cast.class_31.name
    assert len(asked) == 1


@pytest.mark.parametrize("back", [-400, -1, 0, 1, 2, 30, 366])
def test_a_day_may_be_some_days_from_a_value(cast, back):
    def asks(day, other):
        return Term.objects.filter(starts_on__lte=day, ends_on__gte=other - dt.timedelta(back))

    asked = Prepared(asks, days=("day", "other"))
    for month in range(1, 13):
        days = {"day": dt.date(2026, month, 1), "other": dt.date(2026, month, 15)}
        assert asked.count(**days) == asks(**days).count()


def test_sums_are_those_of_an_aggregate(cast):
    asked = Prepared(
        lambda school: summed(
            Staff.objects.filter(school=school),
            all=Count("pk"),
            named=Count("pk", filter=Q(name__startswith="周")),
        )
    )
    assert asked.row(school=cast.school.pk) == {
        "all": Staff.objects.filter(school=cast.school).count(),
        "named": 1,
    }
    assert asked.row(school=0) == {"all": 0, "named": 0}


@pytest.mark.parametrize(
    "asks",
    [
        pytest.param(
            lambda school: SchoolClass.objects.filter(pk__in=[school, school + 1]), id="a sum"
        ),
        pytest.param(
            lambda school: (
                SchoolClass.objects.filter(school=school)
                if Staff.objects.filter(school=school).exists()
                else SchoolClass.objects.all()
            ),
            id="an answer of the database",
        ),
        pytest.param(lambda school: SchoolClass.objects.filter(pk__gt=0), id="nothing"),
        pytest.param(
            lambda school: Term.objects.filter(school=school, starts_on__lte=dt.date(2026, 9, 1)),
            id="a day of the moment",
        ),
        pytest.param(
            lambda today: Term.objects.filter(starts_on__gte=today.replace(day=1)),
            id="the first of the month",
        ),
        pytest.param(
            lambda today: Term.objects.filter(
                starts_on__gte=today - dt.timedelta(days=today.weekday())
            ),
            id="the Monday before",
        ),
        pytest.param(
            lambda today: (
                Term.objects.filter(starts_on=today)
                if today > dt.date(1750, 1, 1)
                else Term.objects.filter(ends_on=today)
            ),
            id="another statement",
        ),
    ],
)
def test_what_is_made_of_the_values_is_refused(asks):
    asked = Prepared(asks)
    given = dict.fromkeys(asked._names, 1) | {"today": dt.date(2026, 9, 1)}
    with pytest.raises(NotPreparable):
        asked.rows(**given)


def test_where_there_can_be_no_row_there_is_none():
    asked = Prepared(lambda school: SchoolClass.objects.filter(school=school).none())
    assert asked.rows(school=1) == []
    assert asked.row(school=1) is None
    assert asked.count(school=1) == 0
