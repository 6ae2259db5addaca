"""What is one's own: the children one accompanies, one's classes, one's stage as a teacher."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from qingshan.desk.sql import BONDS, CLASSES, day, rows
from qingshan.kit.words import tr
from qingshan.people.models import Pairing, Staff, Student
from qingshan.reminders.children import VISIT_AGAIN_AFTER

if TYPE_CHECKING:
    from qingshan.school.membership import Member

VISIT, DROP = "home_visit", "moral_drop"


@dataclass(frozen=True)
class MyChild:
    """A child one supports, and when one was last at their home."""

    pk: int
    name: str
    room: str
    visited_on: date | None

    def visited_words(self, today: date) -> str:
        on = self.visited_on
        if on is None:
            return ""
        year = "" if on.year == today.year else tr("{year}年").format(year=on.year)
        return tr("{year}{month}月{day}日").format(year=year, month=on.month, day=on.day)

    def wants_a_visit(self, today: date) -> bool:
        return self.visited_on is None or (today - self.visited_on).days >= VISIT_AGAIN_AFTER


@dataclass(frozen=True)
class MyClass:
    """A class one leads or is in contact with; `drop_told`: the drop of today is written down."""

    pk: int
    name: str
    children: int
    boarding: int
    left_behind: int
    leads: bool
    drop_told: bool


@dataclass(frozen=True)
class Bonds:
    """Pairings of today: whom one supports, whom one mentors, who mentors one."""

    children: list[MyChild]
    mentees: list[tuple[int, str]]
    mentors: list[tuple[int, str]]


def bonds_of(staff: Staff, member: Member) -> Bonds:
    """One query."""
    today = member.today
    found = rows(BONDS, (VISIT, staff.pk, staff.pk, today, today))
    given = [row for row in found if row[0] == staff.pk]
    supported = {
        pk: MyChild(pk, name, room, day(visited))
        for *_, pk, name, room, visited in given
        if pk is not None
    }
    return Bonds(
        children=list(supported.values()),
        mentees=list({(row[2], row[3]): None for row in given if row[2]}),
        mentors=list({(row[0], row[1]): None for row in found if row[2] == staff.pk}),
    )


def classes_of(staff: Staff, today: date) -> list[MyClass]:
    """The classes one leads, then those one is in contact with; one query."""
    left_behind = (Student.LeftBehind.ONE_PARENT.value, Student.LeftBehind.BOTH_PARENTS.value)
    stays, contact = Student.Boarding.BOARDING.value, Pairing.Kind.CLASS_CONTACT.value
    leads = (stays, *left_behind, staff.pk, DROP, today)
    found = rows(CLASSES, (*leads, today, staff.pk, staff.pk, contact, today, today))
    return [
        MyClass(pk, name, children, boarding, away, bool(leader), bool(drops))
        for pk, name, children, boarding, away, leader, drops in found
    ]
