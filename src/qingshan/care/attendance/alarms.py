"""From half past eight: who is missing without a word, and whose roll nobody has taken."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone

from qingshan.access.roles import Role
from qingshan.care.models import Absence, RollCall
from qingshan.kit.words import tr
from qingshan.people.asking import AskedBy
from qingshan.people.models import HomeroomTeacher, Student
from qingshan.people.roster import on_roster
from qingshan.people.visibility import staff_of
from qingshan.school.models import SchoolClass
from qingshan.school.queries import is_school_day

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from qingshan.school.membership import Member
    from qingshan.school.models import School

HALF_PAST_EIGHT = dt.time(8, 30)
OFFICERS = (Role.STUDENT_AFFAIRS, Role.PRINCIPAL)
NAMED = 6


@dataclass(frozen=True)
class Alarm:
    """A sentence, and the page on which to do something about it."""

    sentence: str
    words: str
    href: str


def alarms_for(member: Member, school: School) -> list[Alarm]:
    """For the homeroom teacher of a class, and for `OFFICERS` of all. At most four queries."""
    if timezone.localtime().time() < HALF_PAST_EIGHT:
        return []
    found = _unexplained(member) + _not_taken(member)
    # At weekends and between terms nobody is missing; asked last, since it is rarely the answer.
    return found if found and is_school_day(school, member.today) else []


def _answers_for(member: Member) -> QuerySet[SchoolClass]:
    classes = SchoolClass.objects.filter(school=member.school)
    if member.holds(*OFFICERS):
        return classes
    staff = staff_of(member)
    if staff is None:
        return classes.none()
    led = HomeroomTeacher.objects.filter(staff=staff)
    return classes.filter(pk__in=led.values("school_class"))


def _missing(member: Member) -> QuerySet[Absence, tuple[int, str, str]]:
    rows = Absence.objects.filter(
        school_class__in=_answers_for(member),
        date=member.today,
        session=Absence.Session.MORNING,
        reason=Absence.Reason.UNEXPLAINED,
    )
    fields = ("school_class", "school_class__name", "student__name")
    return rows.order_by("school_class", "student__name").values_list(*fields)


def _without_a_roll(member: Member) -> QuerySet[SchoolClass, tuple[int, str]]:
    taken = RollCall.objects.filter(
        school_class=OuterRef("pk"), date=member.today, session=RollCall.Session.MORNING
    )
    here = Student.objects.filter(on_roster(member.today), school_class=OuterRef("pk"))
    return (
        _answers_for(member)
        .filter(Exists(here), ~Exists(taken))
        .order_by("grade_number", "code")
        .values_list("pk", "name")
    )


MISSING = AskedBy(_missing)
WITHOUT_A_ROLL = AskedBy(_without_a_roll)


def _unexplained(member: Member) -> list[Alarm]:
    told: dict[int, list[str]] = {}
    names: dict[int, str] = {}
    for pk, school_class, child in MISSING.rows(member):
        told.setdefault(pk, []).append(child)
        names[pk] = school_class
    return [
        Alarm(
            tr("{names}的{named}今天没来，还不知道原因。").format(
                names=names[pk], named=_named(children)
            ),
            tr("问清楚，写上原因"),
            reverse("care:roll", args=[pk, "morning", member.today.isoformat()]),
        )
        for pk, children in told.items()
    ]


def _not_taken(member: Member) -> list[Alarm]:
    rows = WITHOUT_A_ROLL.rows(member)
    if not rows:
        return []
    if len(rows) == 1 or not member.holds(*OFFICERS):
        return [
            Alarm(
                tr("{name}今天还没有点名。").format(name=name),
                tr("现在点"),
                reverse("care:roll", args=[pk, "morning", member.today.isoformat()]),
            )
            for pk, name in rows
        ]
    sentence = tr("{named}今天还没有点名。").format(named=_named([name for _, name in rows]))
    return [Alarm(sentence, tr("看看是哪些班"), reverse("care:roll_list"))]


def _named(names: list[str]) -> str:
    if len(names) <= NAMED:
        return tr("、").join(names)
    return tr("{names}等 {names2} 个").format(names=tr("、").join(names[:NAMED]), names2=len(names))
