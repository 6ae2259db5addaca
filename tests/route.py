"""What a row of the table of addresses says, and what many rows share."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.cast import ROLES

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cast import Cast

OFFICES = frozenset({"administrator", "principal", "secretary", "student_affairs"})

SCHOOL = OFFICES | {"group_head", "homeroom", "teacher"}
"""Everybody of the cast's own school."""

SIGNED_IN = frozenset(ROLES) - {"stranger"}
EVERYBODY = frozenset(ROLES)


def nothing(cast: Cast) -> list[Any]:
    return []


@dataclass(frozen=True)
class Route:
    """`opens` get the page, `special` names other outcomes, the rest do not see it exist."""

    opens: frozenset[str]
    args: Callable[[Cast], list[Any]] = nothing
    special: dict[str, str] = field(default_factory=dict)
    as_opened: str = "open"

    def expected(self, who: str) -> str:
        if who in self.special:
            return self.special[who]
        if who in self.opens:
            return self.as_opened
        return "sign in" if who == "stranger" else "hidden"


def reading(cast: Cast) -> list[Any]:
    """A record of the homeroom teacher's, about a child of the class."""
    from qingshan.records.models import Record

    record = Record.objects.create(
        school=cast.school,
        number="R1",
        date=dt.date(2026, 11, 2),
        kind="home_visit",
        staff=cast.staff["homeroom"],
        student=cast.wang,
    )
    return [record.pk]


def mentoring(cast: Cast) -> list[Any]:
    from qingshan.people.models import Pairing

    pairing = Pairing.objects.create(
        school=cast.school,
        kind="mentoring",
        giver=cast.staff["group_head"],
        mentee=cast.staff["teacher"],
        starts_on=dt.date(2026, 9, 1),
    )
    return [pairing.pk]


def group(cast: Cast) -> list[Any]:
    return [cast.staff["teacher"].group_id]


def of_wang(cast: Cast) -> list[Any]:
    return [cast.wang.pk]


def of_the_teacher(cast: Cast) -> list[Any]:
    return [cast.staff["teacher"].pk]


def of_class_31(cast: Cast) -> list[Any]:
    return [cast.class_31.pk]


def first_term(cast: Cast) -> list[Any]:
    return [cast.year.terms.get(number=1).pk]


def named(*words: str) -> Callable[[Cast], list[Any]]:
    return lambda cast: list(words)


SERVING = SCHOOL | {"other_school"}
"""Everybody who serves a school, each at their own."""

HEADS = frozenset({"administrator", "principal"})
HEADS_ANYWHERE = HEADS | {"other_school"}
SEES_WANG = OFFICES | {"homeroom"}
POST_ONLY = {"as_opened": "post only"}
ELSEWHERE = {"as_opened": "elsewhere"}
