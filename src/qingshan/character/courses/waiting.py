"""Classes whose children have still to wish for courses, for whoever leads them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Case, Count, Exists, OuterRef, Subquery, Value, When
from django.urls import reverse

from qingshan.character.models import CourseRound, CourseSlot, CourseWish
from qingshan.kit.prepared import Prepared
from qingshan.kit.words import tr
from qingshan.people.models import Student
from qingshan.people.roster import on_roster

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from qingshan.people.models import Staff


@dataclass(frozen=True)
class StillToWish:
    """How many children of a class have no wish yet, and up to which day they may have one."""

    teacher: int
    school_class: int
    name: str
    children: int
    until: date
    term: int

    @property
    def words(self) -> str:
        """Without the name of a child."""
        day = tr("{month}月{day}日").format(month=self.until.month, day=self.until.day)
        return tr("{name}还有 {children} 个孩子没写课程志愿，收到 {day}。").format(
            name=self.name, children=self.children, day=day
        )

    @property
    def href(self) -> str:
        page = reverse("character:course_wish_class", args=[self.school_class])
        return f"{page}?term={self.term}"


def classes_still_to_wish(
    school: int, today: date, *, staff: Staff | None = None
) -> list[StillToWish]:
    """Of one colleague, or of all who lead a class; while wishes are open. Two queries."""
    if not _OPEN.rows(school=school, today=today):  # most of the year
        return []
    if staff is not None:
        rows = _OF_ONE.rows(school=school, today=today, staff=staff.pk)
    else:
        rows = list(_still_to_wish(school, today))
    return [
        StillToWish(
            row["school_class__homeroom__staff"],
            row["school_class"],
            row["school_class__name"],
            row["n"],
            row["until"],
            row["term"],
        )
        for row in rows
    ]


def _still_to_wish(school: int, today: date, staff: int | None = None) -> QuerySet[Any]:
    rounds = _rounds(school, today)
    terms = rounds.order_by().values("term")
    slots = CourseSlot.objects.filter(
        term__in=terms,
        first_grade__lte=OuterRef("school_class__grade_number"),
        last_grade__gte=OuterRef("school_class__grade_number"),
        who__in=(CourseSlot.Who.EVERYONE.value, OuterRef("stays")),
    )
    boards = When(boarding=Student.Boarding.BOARDING, then=Value(CourseSlot.Who.BOARDING.value))
    wished = CourseWish.objects.filter(student=OuterRef("pk"), slot__term__in=terms)
    children = Student.objects.filter(
        on_roster(today), school=school, school_class__homeroom__isnull=False
    )
    if staff is not None:
        children = children.filter(school_class__homeroom__staff=staff)
    return (
        children.annotate(stays=Case(boards, default=Value(CourseSlot.Who.DAY.value)))
        .filter(Exists(slots), ~Exists(wished))
        .order_by()
        .values("school_class__homeroom__staff", "school_class", "school_class__name")
        .annotate(
            n=Count("pk"),
            until=Subquery(rounds.values("wishes_until")[:1]),
            term=Subquery(rounds.values("term")[:1]),
        )
        .order_by("school_class__grade_number", "school_class__code")
    )


def _rounds(school: int, today: date) -> QuerySet[CourseRound]:
    """Those in which children may wish now."""
    still = CourseRound.objects.filter(school=school, adopted_at=None, wishes_until__gte=today)
    return still.order_by("wishes_until")


_OPEN = Prepared(lambda school, today: _rounds(school, today).values("pk")[:1])
_OF_ONE = Prepared(lambda school, today, staff: _still_to_wish(school, today, staff))
