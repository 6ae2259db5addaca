"""The addresses of the teaching wing: with which objects each is tried; used by `tests.routes`."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.cast import Cast

MONDAY = dt.date(2026, 11, 2)


def planned(cast: Cast, **more: Any) -> Any:
    from qingshan.teaching.models import Observation
    from tests.timetable.ground import make_ground

    lesson = make_ground(cast).lesson()
    given = {
        "school": cast.school,
        "teacher": cast.staff["teacher"],
        "observer": cast.staff["group_head"],
        "date": MONDAY,
        "slot": lesson.slot,
        "school_class": lesson.school_class,
        "subject": lesson.subject,
        "rubric": "five-phases@1",
    }
    return Observation.objects.create(**given | more)


def an_observation(cast: Cast) -> list[Any]:
    """Of the teacher by the head of the group, before it is sent."""
    return [planned(cast).pk]


def a_sent_observation(cast: Cast) -> list[Any]:
    from qingshan.records.models import Record

    record = Record.objects.create(
        school=cast.school,
        number="R7",
        date=MONDAY,
        kind="lesson_observation",
        staff=cast.staff["group_head"],
        school_class=cast.class_31,
    )
    return [planned(cast, state="sent", record=record).pk]


def with_a_note(cast: Cast) -> list[Any]:
    from qingshan.teaching.models import ObservationNote

    one = planned(cast)
    note = ObservationNote.objects.create(
        school=cast.school, observation=one, minute=1, phase="question", words="问"
    )
    ObservationNote.objects.create(
        school=cast.school, observation=one, minute=2, phase="question", words="答"
    )
    return [one.pk, note.pk]


def noted(cast: Cast) -> list[Any]:
    return with_a_note(cast)[:1]


def a_draw(cast: Cast) -> list[Any]:
    from qingshan.teaching.models import Draw

    made = Draw.objects.create(
        school=cast.school,
        first_day=MONDAY,
        last_day=MONDAY,
        number=1,
        source="一个数",
        ground="{}",
        ground_hash="0" * 64,
        fixed_by=cast.accounts["principal"],
    )
    return [made.pk]
