"""Objects with which the addresses of growth are tried."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.cast import Cast

DAY = dt.date(2026, 11, 2)


def a_review(cast: Cast) -> list[Any]:
    """Of the teacher, by the head of the group and the officer; an appeal goes to the homeroom."""
    from qingshan.growth.models import Review

    review = Review.objects.create(
        school=cast.school,
        staff=cast.staff["teacher"],
        gate="craft",
        why="入职满一年",
        first=cast.staff["group_head"],
        second=cast.staff["student_affairs"],
        judge=cast.staff["homeroom"],
        opened_by=cast.accounts["secretary"],
        opened_on=DAY,
        write_by=DAY,
    )
    return [review.pk]
