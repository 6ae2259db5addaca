"""What the page of one child shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import F, Q
from django.http import Http404
from django.shortcuts import get_object_or_404

from qingshan.kit.prepared import Prepared
from qingshan.kit.words import tr
from qingshan.people.asking import AskedBy
from qingshan.people.models import Guardian, Pairing, Student
from qingshan.people.visibility import students_visible_to

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from qingshan.school.membership import Member

TEACHER = "school_class__homeroom__staff"


@dataclass(frozen=True, slots=True)
class Homeroom:
    """The teacher of a child's class; `account` is how to know whether it is oneself."""

    staff: int
    name: str
    account: int | None


@dataclass(frozen=True, slots=True)
class Supporter:
    """Someone who stands by a child: of the child's own, or for the class."""

    pairing: int
    staff: int
    name: str
    words: str
    since: date
    until: date | None
    open: bool


def student_seen_by(member: Member, pk: int) -> Student:
    """The child, with what `homeroom_of` tells; `Http404` where the person may not see it."""
    found: Student | None = _SEEN.row(member, child=pk)
    if found is None:
        raise Http404
    return found


def _seen(member: Member, child: int) -> QuerySet[Student]:
    told = students_visible_to(member).annotate(
        homeroom=F(TEACHER), homeroom_name=F(f"{TEACHER}__name"), account=F(f"{TEACHER}__account")
    )
    return told.filter(pk=child).order_by().select_related("school_class")


_SEEN = AskedBy(_seen, names=("child",))


def homeroom_of(student: Student) -> Homeroom | None:
    """Who leads the class of a child from `student_seen_by`; no query."""
    told = vars(student)
    if told["homeroom"] is None:
        return None
    return Homeroom(told["homeroom"], told["homeroom_name"], told["account"])


def guardian_seen_by(member: Member, pk: int) -> Guardian:
    """A guardian of a child the person may open; otherwise `Http404`."""
    seen = students_visible_to(member).order_by().values("pk")
    return get_object_or_404(Guardian.objects.filter(student__in=seen), pk=pk)


def guardians_of(student: Student) -> list[Guardian]:
    return _GUARDIANS.rows(child=student.pk)


_GUARDIANS = Prepared(lambda child: Guardian.objects.filter(student=child))


_PAIRINGS = Prepared(
    lambda child, school_class: Pairing.objects.filter(
        Q(student=child) | Q(school_class=school_class)
    ).values_list("pk", "kind", "giver", "giver__name", "starts_on", "ends_on")
)


def supporters_of(student: Student, today: date) -> list[Supporter]:
    """Who supports the child, today or once, and who keeps contact with its class today."""
    rows = _PAIRINGS.rows(child=student.pk, school_class=student.school_class_id)
    return [
        Supporter(pk, giver, name, KIND_WORDS[kind], since, until, is_open)
        for pk, kind, giver, name, since, until in rows
        if (is_open := _holds(since, until, today)) or kind == Pairing.Kind.STUDENT_SUPPORT
    ]


KIND_WORDS: dict[str, str] = {
    Pairing.Kind.STUDENT_SUPPORT: tr("帮扶"),
    Pairing.Kind.CLASS_CONTACT: tr("联系这个班"),
}


def _holds(since: date, until: date | None, today: date) -> bool:
    return since <= today and (until is None or until >= today)
