"""What is one's own: the children one accompanies, one's classes, one's stage as a teacher."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from qingshan.desk.sql import BONDS, CLASSES, day, rows
from qingshan.people.models import Pairing, Staff, Student
from qingshan.school.calendar import in_words

if TYPE_CHECKING:
    from qingshan.school.membership import Member

VISIT, DROP = "home_visit", "moral_drop"
VISIT_AGAIN_AFTER = 21  # days; the card then asks, and no rule is broken
STAGES = (("站稳讲台", 1), ("出成果", 3), ("成骨干", 5))


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
        year = "" if on.year == today.year else f"{on.year}年"
        return f"{year}{on.month}月{on.day}日"

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
class Stage:
    """One step of the 1-3-5 plan as the hiring date has it: `state` is done, now or ahead."""

    name: str
    state: str


@dataclass(frozen=True)
class Stages:
    year: int
    steps: tuple[Stage, ...]

    @property
    def words(self) -> str:
        return f"第{in_words(self.year)}年"

    @property
    def towards(self) -> str:
        return next(step.name for step in self.steps if step.state == "now")


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
    found = rows(CLASSES, (*leads, staff.pk, staff.pk, contact, today, today))
    return [
        MyClass(pk, name, children, boarding, away, bool(leader), bool(drops))
        for pk, name, children, boarding, away, leader, drops in found
    ]


def stages_of(staff: Staff, today: date) -> Stages | None:
    """Where a special-post teacher is in the 1-3-5 plan; None for others and after five years."""
    if staff.post != Staff.Post.SPECIAL:
        return None
    had_day = (today.month, today.day) >= (staff.hired_on.month, staff.hired_on.day)
    year = today.year - staff.hired_on.year + (1 if had_day else 0)
    if not 1 <= year <= STAGES[-1][1]:
        return None
    now = next(n for n, (_, until) in enumerate(STAGES) if year <= until)
    steps = tuple(
        Stage(name, "done" if n < now else "now" if n == now else "ahead")
        for n, (name, _) in enumerate(STAGES)
    )
    return Stages(year, steps)
