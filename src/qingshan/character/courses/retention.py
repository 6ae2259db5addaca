"""What leaves with time: wishes, and who was not at a meeting. Places stay with the child."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingshan.character.models import CourseAbsence, CourseTogether, CourseWish
from qingshan.kit.leaving import gone, leaves
from qingshan.kit.words import tr

if TYPE_CHECKING:
    from datetime import date

KEPT_DAYS = 365
"""After the end of their term."""


@leaves("character.course_wishes", tr("校本课程的志愿和缺席"), days=KEPT_DAYS)
def wishes_and_absences(school: int, before: date, *, dry_run: bool) -> int:
    old = (
        CourseWish.objects.filter(slot__term__ends_on__lt=before),
        CourseTogether.objects.filter(term__ends_on__lt=before),
        CourseAbsence.objects.filter(session__offering__term__ends_on__lt=before),
    )
    return sum(gone(rows.filter(school=school), dry_run=dry_run) for rows in old)
