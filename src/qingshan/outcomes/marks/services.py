"""Deeds on marks: those of one class in one subject of one examination, at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from qingshan.access.doing import doing
from qingshan.outcomes.marks.queries import marks_of, version
from qingshan.outcomes.models import Mark
from qingshan.school.models import SchoolClass

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from decimal import Decimal

    from qingshan.school.membership import Member


@dataclass(frozen=True, slots=True)
class Paper:
    """What was sat: one subject of an examination, on a day, of `full` points."""

    exam: str
    subject: str
    day: date
    full: Decimal


class ChangedMeanwhile(Exception):
    """Somebody wrote these marks since the page was opened; `marks` are theirs, by child."""

    def __init__(self, marks: dict[int, Mark]) -> None:
        super().__init__()
        self.marks = marks


@transaction.atomic
def keep_marks(
    *,
    actor: Member,
    school_class: SchoolClass,
    paper: Paper,
    points: Mapping[int, Decimal | None],
    seen: str,
) -> int:
    """Writes `points` (child → points, None for who has no mark); returns how many have one.

    `seen` is the `version` of the marks that stood on the page. Raises `ChangedMeanwhile` where
    they are others by now; nothing is written then.
    """
    SchoolClass.objects.select_for_update().get(pk=school_class.pk)  # one sheet at a time
    held = marks_of(school_class, paper.exam, paper.subject)
    if version(held) != seen:
        raise ChangedMeanwhile(held)
    with doing("keep_marks", actor=actor.account):
        for child, number in points.items():
            mark = held.get(child)
            if number is not None:
                fresh = mark or Mark(
                    school_id=school_class.school_id,
                    student_id=child,
                    exam=paper.exam,
                    subject=paper.subject,
                )
                _keep(fresh, paper, number)
            elif mark is not None:
                mark.delete()
    return sum(number is not None for number in points.values())


def _keep(mark: Mark, paper: Paper, number: Decimal) -> None:
    if (mark.points, mark.full, mark.date) != (number, paper.full, paper.day):
        mark.points, mark.full, mark.date = number, paper.full, paper.day
        mark.save()
