"""What leaves with time: wishes, and who was not at a meeting. Places stay with the child."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingshan.character.models import CourseAbsence, CourseTogether, CourseWish

if TYPE_CHECKING:
    import datetime as dt

KEPT_DAYS = 365
"""After the end of their term. Done whenever wishes are opened for a new one."""


def scrub(before: dt.date, *, school: int) -> int:
    """Deletes those of terms that ended before that day; how many."""
    gone = 0
    for rows in (
        CourseWish.objects.filter(slot__term__ends_on__lt=before),
        CourseTogether.objects.filter(term__ends_on__lt=before),
        CourseAbsence.objects.filter(session__offering__term__ends_on__lt=before),
    ):
        gone += rows.filter(school=school).delete()[0]
    return gone
