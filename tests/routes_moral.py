"""Addresses of moral education: drops, themes, festivals."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from qingshan.character.models import Drop
    from tests.cast import Cast

DAY = dt.date(2026, 11, 24)
MORAL = frozenset({"principal", "secretary", "student_affairs"})
MORAL_ANYWHERE = MORAL | {"other_school"}


def made_drop(cast: Cast, **fields: Any) -> Drop:
    """A drop in use."""
    from qingshan.character.models import Drop

    told = {"title": "排队", "of": "event", "story": "排队。", "principle": "让一让。"}
    told |= {"sentence": "先来后到。", "theme": "manners", "five": "文明", "state": "accepted"}
    return Drop.objects.create(school=cast.school, **(told | fields))


def a_drop(cast: Cast) -> list[Any]:
    return [made_drop(cast).pk]


def a_proposed_drop(cast: Cast) -> list[Any]:
    return [made_drop(cast, state="proposed", proposed_by=cast.staff["teacher"]).pk]


def a_drop_lesson(cast: Cast) -> list[Any]:
    from qingshan.character.models import DropLesson

    lesson = DropLesson.objects.create(
        school=cast.school,
        term=cast.year.terms.get(number=1),
        school_class=cast.class_31,
        date=DAY,
        drop=made_drop(cast),
    )
    return [lesson.pk]
