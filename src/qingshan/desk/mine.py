"""What is one's own: the children one accompanies, one's classes, one's stage as a teacher."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Count, Max, Q

from qingshan.people.models import Pairing, Staff
from qingshan.people.visibility import open_on
from qingshan.records.models import Record
from qingshan.school.calendar import in_words
from qingshan.school.models import SchoolClass

if TYPE_CHECKING:
    from qingshan.school.membership import Member

VISIT = "home_visit"
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
        day = self.visited_on
        if day is None:
            return ""
        year = "" if day.year == today.year else f"{day.year}年"
        return f"{year}{day.month}月{day.day}日"

    def wants_a_visit(self, today: date) -> bool:
        return self.visited_on is None or (today - self.visited_on).days >= VISIT_AGAIN_AFTER


@dataclass(frozen=True)
class MyClass:
    pk: int
    name: str
    children: int
    leads: bool


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
    contact_classes: frozenset[int]


def bonds_of(staff: Staff, member: Member) -> Bonds:
    """One query, and one more where there are children."""
    rows = list(
        Pairing.objects.filter(Q(giver=staff) | Q(mentee=staff), open_on(member.today))
        .order_by("starts_on", "pk")
        .values_list(
            "giver_id",
            "giver__name",
            "mentee_id",
            "mentee__name",
            "school_class_id",
            "student_id",
            "student__name",
            "student__school_class__name",
        )
    )
    given = [row for row in rows if row[0] == staff.pk]
    supported = {row[5]: (row[6], row[7]) for row in given if row[5]}
    seen = _last_visits(list(supported)) if supported else {}
    return Bonds(
        children=[MyChild(pk, *told, seen.get(pk)) for pk, told in supported.items()],
        mentees=list({(row[2], row[3]): None for row in given if row[2]}),
        mentors=list({(row[0], row[1]): None for row in rows if row[2] == staff.pk}),
        contact_classes=frozenset(row[4] for row in given if row[4]),
    )


def classes_of(staff: Staff, contact: frozenset[int]) -> list[MyClass]:
    """The classes one leads or is in contact with; one query."""
    found = (
        SchoolClass.objects.filter(Q(homeroom__staff=staff) | Q(pk__in=contact))
        .annotate(children=Count("students"), leader=Max("homeroom__staff"))
        .values_list("pk", "name", "children", "leader")
    )
    return [MyClass(pk, name, number, leader == staff.pk) for pk, name, number, leader in found]


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


def _last_visits(children: list[int]) -> dict[int, date]:
    found = Record.objects.filter(student__in=children, kind=VISIT).order_by()
    return dict(found.values_list("student").annotate(last=Max("date")))
