"""A school with two newcomers and three who could be their mentors, on a day in November."""

from __future__ import annotations

import datetime as dt

import pytest

from qingshan.people.models import Staff
from qingshan.school import membership
from qingshan.school.models import Subject, TeachingGroup

TODAY = dt.date(2026, 11, 24)
HIRED = {
    "administrator": 2022,  # neither new nor long enough in the work
    "student_affairs": 2022,
    "principal": 2008,
    "secretary": 2016,
    "group_head": 2016,
    "homeroom": 2025,
    "teacher": 2026,
}


@pytest.fixture
def mentors(cast, monkeypatch):
    """吴老师 and 周老师 are new; 钱书记, 郑组长 (ten years) and 赵校长 could guide them."""
    monkeypatch.setattr(membership.timezone, "localdate", lambda: TODAY)
    for who, year in HIRED.items():
        cast.staff[who].hired_on = dt.date(year, 8, 20)
        cast.staff[who].save()
    Staff.objects.update(political_status="群众")
    return cast


@pytest.fixture
def secretary(client, mentors):
    return mentors.sign_in(client, "secretary")


def hire(cast, number: int, *, year: int, subject: str = "语文", **more) -> Staff:
    """One more colleague, without an account."""
    fields = {
        "school": cast.school,
        "number": f"N{number:03}",
        "name": f"新{number}老师",
        "gender": "female",
        "political_status": "群众",
        "post": Staff.Post.PERMANENT,
        "hired_on": dt.date(year, 8, 20),
        "subject": Subject.objects.get_or_create(school=cast.school, name=subject)[0],
        "group": TeachingGroup.objects.get_or_create(school=cast.school, name=f"{subject}教研组")[
            0
        ],
        "search_key": f"新{number}老师",
    }
    return Staff.objects.create(**fields | more)
