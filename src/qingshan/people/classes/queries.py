"""What the pages of classes show."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from django.db.models import Count, Q
from django.shortcuts import get_object_or_404

from qingshan.kit.words import tr
from qingshan.people.models import Pairing, Student
from qingshan.people.roster import on_roster
from qingshan.people.students.words import CIRCUMSTANCES
from qingshan.people.visibility import classes_visible_to, open_on
from qingshan.school.models import SchoolClass

if TYPE_CHECKING:
    from datetime import date

    from qingshan.school.membership import Member

OPEN_TO_ALL = ("left_behind",)
"""Circumstances counted for everyone; the others only for those who may see the children."""

ALWAYS_TOLD = (tr("住校"), tr("走读"), tr("留守儿童"))


@dataclass(frozen=True, slots=True)
class Room:
    """A class as a line of the list."""

    pk: int
    name: str
    homeroom: str
    children: int
    boarding: int
    left_behind: int


@dataclass(frozen=True, slots=True)
class Grade:
    name: str
    rooms: list[Room]

    @property
    def children(self) -> int:
        return sum(room.children for room in self.rooms)


@dataclass(frozen=True, slots=True)
class Part:
    """So many of a class's children; `query` narrows the list of children to them."""

    words: str
    number: int
    query: str


def grades_of(member: Member) -> list[Grade]:
    """The classes of the school by grade; two queries however many there are."""
    rows = (
        classes_visible_to(member)
        .order_by("grade_number", "code")
        .values_list("pk", "name", "grade", "homeroom__staff__name")
    )
    counts = {
        pk: numbers
        for pk, *numbers in Student.objects.filter(on_roster(member.today), school=member.school)
        .order_by()
        .values_list("school_class")
        .annotate(
            in_all=Count("pk"),
            who_board=Count("pk", filter=Q(boarding=Student.Boarding.BOARDING)),
            whose_parents_left=Count("pk", filter=CIRCUMSTANCES["left_behind"][1]),
        )
    }
    rooms = [
        (grade, Room(pk, name, homeroom or "", *counts.get(pk, (0, 0, 0))))
        for pk, name, grade, homeroom in rows
    ]
    return [
        Grade(grade, [room for _, room in group])
        for grade, group in groupby(rooms, key=lambda pair: pair[0])
    ]


def class_seen_by(member: Member, pk: int) -> SchoolClass:
    """A class with its homeroom teacher; otherwise `Http404`."""
    seen = classes_visible_to(member).select_related("homeroom__staff")
    hidden = [f"homeroom__staff__{field}" for field in ("id_number", "phone")]
    return get_object_or_404(seen.defer(*hidden), pk=pk)


def parts_of(
    school_class: SchoolClass, today: date, *, all_of_them: bool
) -> tuple[int, list[Part]]:
    """The number of children, and of those who board, are left behind …; one query."""
    told = {
        "boarding=boarding": (tr("住校"), Q(boarding=Student.Boarding.BOARDING)),
        "boarding=day": (tr("走读"), Q(boarding=Student.Boarding.DAY)),
        **{
            f"circumstance={key}": words
            for key, words in CIRCUMSTANCES.items()
            if all_of_them or key in OPEN_TO_ALL
        },
    }
    numbers = Student.objects.filter(on_roster(today), school_class=school_class).aggregate(
        in_all=Count("pk"),
        **{f"n{n}": Count("pk", filter=where) for n, (_, where) in enumerate(told.values())},
    )
    parts = [
        Part(words, numbers[f"n{n}"], query) for n, (query, (words, _)) in enumerate(told.items())
    ]
    shown = [part for part in parts if part.number or part.words in ALWAYS_TOLD]
    return numbers["in_all"], shown


def contacts_of(school_class: SchoolClass, today: date) -> list[tuple[int, str, date]]:
    """Who keeps contact with the class today: staff, name, since."""
    open_now = Pairing.objects.filter(
        open_on(today), school_class=school_class, kind=Pairing.Kind.CLASS_CONTACT
    )
    return list(open_now.values_list("giver", "giver__name", "starts_on"))
