"""Deeds of a course under way: a meeting with who was missing, a showing, a child's piece."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from qingshan.access.audit import note
from qingshan.character.courses.queries import children_of
from qingshan.character.models import CourseAbsence, CourseRecord, Offering
from qingshan.kit.words import tr
from qingshan.records.kinds import all_kinds
from qingshan.records.services import record_deed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from qingshan.people.models import Student
    from qingshan.records.uploads import CheckedFile
    from qingshan.school.membership import Member

Kind = CourseRecord.Kind
SESSION, SHOWING = "course_session", "course_showing"


@transaction.atomic
def hold_session(
    *, actor: Member, offering: Offering, day: date, absent: Mapping[int, str], title: str
) -> CourseRecord:
    """A meeting of the course: everyone was there but `absent` (child → reason).

    Written down again it corrects who was there; the record stays the one it was. Raises
    `records.services.NotOnTheStaff`.
    """
    Offering.objects.select_for_update().get(pk=offering.pk)  # one roll of a course at a time
    session = session_on(offering, day)
    if session is None:
        record = record_deed(
            actor=actor,
            kind=all_kinds()[SESSION],
            date=day,
            title=tr("{course}：{title}").format(course=offering.course.name, title=title)
            if title
            else offering.course.name,
            minutes=offering.slot.minutes,
            five=offering.five,
        )
        session = CourseRecord.objects.create(
            school_id=offering.school_id, record=record, offering=offering, kind=Kind.SESSION
        )
    here = set(children_of(offering, day).values_list("pk", flat=True))
    CourseAbsence.objects.filter(session=session, student__in=here).delete()
    CourseAbsence.objects.bulk_create(
        CourseAbsence(
            school_id=offering.school_id, session=session, student_id=child, reason=reason
        )
        for child, reason in sorted(absent.items())
        if child in here
    )
    note(
        actor=actor.account,
        deed="hold_session",
        subject=session,
        school_id=offering.school_id,
        absent=sorted(absent),
    )
    return session


@transaction.atomic
def show_work(
    *,
    actor: Member,
    offering: Offering,
    day: date,
    title: str,
    content: str,
    student: Student | None,
    evidence: Sequence[CheckedFile],
) -> CourseRecord:
    """What the course showed, or one child's piece of work, with its photographs."""
    record = record_deed(
        actor=actor,
        kind=all_kinds()[SHOWING],
        date=day,
        title=tr("{course}：{title}").format(course=offering.course.name, title=title),
        content=content,
        five=offering.five,
        evidence=evidence,
    )
    shown = CourseRecord.objects.create(
        school_id=offering.school_id,
        record=record,
        offering=offering,
        kind=Kind.SHOWING,
        student=student,
    )
    note(actor=actor.account, deed="show_work", subject=shown, school_id=offering.school_id)
    return shown


def session_on(offering: Offering, day: date) -> CourseRecord | None:
    found = CourseRecord.objects.filter(offering=offering, kind=Kind.SESSION, record__date=day)
    return found.select_related("record").order_by("pk").first()
