"""What a course has done so far: its meetings with who was missing, what it showed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qingshan.character.courses.visibility import course_records_visible_to
from qingshan.character.models import CourseAbsence, CourseRecord
from qingshan.records.models import Evidence

if TYPE_CHECKING:
    from datetime import date

    from qingshan.character.models import Offering
    from qingshan.school.membership import Member

Kind = CourseRecord.Kind
SHOWN = 20


@dataclass(frozen=True)
class Meeting:
    """`missing` children were not there; being late is none."""

    day: date
    title: str
    missing: int


@dataclass(frozen=True)
class Showing:
    """Something shown; `child` "" where it was the whole course. `photos` are evidence keys."""

    day: date
    title: str
    words: str
    child: str
    record: int
    photos: tuple[int, ...]


def meetings_of(member: Member, offering: Offering) -> list[Meeting]:
    """The latest first. Two queries."""
    seen = course_records_visible_to(member).filter(offering=offering, kind=Kind.SESSION)
    rows = list(
        seen.order_by("-record__date").values_list("pk", "record__date", "record__title")[:SHOWN]
    )
    absent = CourseAbsence.objects.filter(session__in=[pk for pk, *_ in rows])
    missing = Counter(
        absent.exclude(reason=CourseAbsence.Reason.LATE).values_list("session", flat=True)
    )
    return [Meeting(day, title, missing[pk]) for pk, day, title in rows]


def showings_of(member: Member, offering: Offering) -> list[Showing]:
    """The latest first. Two queries."""
    seen = course_records_visible_to(member).filter(offering=offering, kind=Kind.SHOWING)
    fields = ("record", "record__date", "record__title", "record__content", "student__name")
    rows = list(seen.order_by("-record__date", "-pk").values_list(*fields)[:SHOWN])
    photos: dict[int, list[int]] = {}
    pictures = Evidence.objects.filter(
        record__in=[row[0] for row in rows], media_type__startswith="image/"
    )
    for record, pk in pictures.order_by("pk").values_list("record", "pk"):
        photos.setdefault(record, []).append(pk)
    return [
        Showing(day, title, words, child or "", record, tuple(photos.get(record, ())))
        for record, day, title, words, child in rows
    ]
