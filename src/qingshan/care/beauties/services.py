from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from qingshan.care.beauties.queries import KIND, OPEN, TITLE
from qingshan.care.models import TaskAtHome
from qingshan.kit.words import tr
from qingshan.outcomes.honours.services import record_honour
from qingshan.outcomes.models import Level
from qingshan.records.models import Record

if TYPE_CHECKING:
    from datetime import date

    from qingshan.outcomes.models import Honour
    from qingshan.people.models import Student
    from qingshan.school.membership import Member


class NoSuchTask(Exception):
    """It is none of the child's class, or too long ago."""


def confirm_task(*, child: Student, task: int, words: str, today: date) -> None:
    """A family says that its child did it; said again it stays as it was said first.

    Nobody's account does it. Raises `NoSuchTask`.
    """
    held = Record.objects.filter(
        pk=task, kind=KIND, school_class=child.school_class_id, date__gte=today - OPEN
    ).first()
    if held is None:
        raise NoSuchTask
    try:
        with transaction.atomic():
            TaskAtHome.objects.create(
                school_id=child.school_id, task=held, student=child, said_on=today, words=words
            )
    except IntegrityError:
        return


def honour_child(*, actor: Member, child: Student) -> Honour:
    """The child is a “四美”小主人 of its class. Raises `AlreadyHonoured` on the same day."""
    return record_honour(
        actor=actor,
        name=TITLE,
        level=Level.SCHOOL,
        date=actor.today,
        student=child,
        awarded_by=child.school_class.name,
        category=tr("文明"),
    )
