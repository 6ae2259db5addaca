"""The addresses of the teaching wing: with which objects each is tried; used by `tests.routes`."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from tests.route import (
    EVERYBODY,
    HEADS,
    HEADS_ANYWHERE,
    POST_ONLY,
    SCHOOL,
    SERVING,
    Route,
    of_the_teacher,
)

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


def a_design(cast: Cast) -> list[Any]:
    from qingshan.teaching.models import LessonDesign

    staff = cast.staff["teacher"]
    made = LessonDesign.objects.create(
        school=cast.school,
        author=staff,
        subject=staff.subject,
        grade_number=3,
        unit="第三单元",
        title="草船借箭",
        changed_on=MONDAY,
    )
    return [made.pk]


def a_file_of_a_design(cast: Cast) -> list[Any]:
    from django.core.files.base import ContentFile

    from qingshan.teaching.models import DesignFile

    held = DesignFile(
        school=cast.school,
        design_id=a_design(cast)[0],
        name="a.pdf",
        media_type="application/pdf",
        size=4,
        added_by=cast.accounts["teacher"],
    )
    held.file.save("a.pdf", ContentFile(b"%PDF"))
    held.file.close()
    return [held.pk]


def a_finding(cast: Cast) -> list[Any]:
    from qingshan.records.models import Record
    from qingshan.teaching.models import Finding

    head = cast.staff["group_head"]
    record = Record.objects.create(
        school=cast.school, number="R8", date=MONDAY, kind="teaching_check", staff=head
    )
    made = Finding.objects.create(
        school=cast.school,
        record=record,
        found_by=head,
        mender=cast.staff["teacher"],
        words="没有反思",
        until=MONDAY,
    )
    return [made.pk]


def a_trip(cast: Cast) -> list[Any]:
    from qingshan.teaching.models import Trip

    made = Trip.objects.create(
        school=cast.school,
        staff=cast.staff["teacher"],
        starts_on=MONDAY,
        ends_on=MONDAY,
        place="长春",
        topic="单元教学",
    )
    return [made.pk]


def an_online_lesson(cast: Cast) -> list[Any]:
    """Of the teacher, moved to today, whatever day that is."""
    from django.utils import timezone

    from qingshan.timetable.models import LessonChange
    from tests.timetable.ground import make_ground

    lesson, today = make_ground(cast).lesson(), timezone.localdate()
    LessonChange.objects.create(
        school=cast.school,
        kind="move",
        date=MONDAY,
        slot=lesson.slot,
        to_date=today,
        to_slot=lesson.slot,
        school_class=lesson.school_class,
        subject=lesson.subject,
        planned=lesson.teacher,
        teacher=lesson.teacher,
        link="https://class.example/31",
    )
    return [today.isoformat(), lesson.slot_id, lesson.school_class_id]


def a_roll_of_a_lesson_online(cast: Cast) -> list[Any]:
    """Of the teacher with 三(1)班; one child was missing."""
    from qingshan.teaching.models import OnlineAbsence, OnlineRoll
    from tests.timetable.ground import make_ground

    lesson = make_ground(cast).lesson()
    roll = OnlineRoll.objects.create(
        school=cast.school,
        date=MONDAY,
        slot=lesson.slot,
        school_class=lesson.school_class,
        subject=lesson.subject,
        teacher=lesson.teacher,
        called=3,
        absent=1,
    )
    OnlineAbsence.objects.create(
        school=cast.school, roll=roll, student=cast.wang, reason="no_device"
    )
    return [roll.pk]


ROWS: dict[str, Route] = {
    "teaching:observation_list": Route(SERVING),
    "teaching:observation_new": Route(SCHOOL),
    "teaching:observation": Route(
        frozenset({"principal", "group_head", "teacher"}), a_sent_observation
    ),
    "teaching:observe": Route(frozenset({"group_head"}), an_observation),
    "teaching:note_take_back": Route(EVERYBODY, with_a_note, **POST_ONLY),
    "teaching:observation_send": Route(frozenset({"group_head"}), noted),
    "teaching:observation_agreement": Route(frozenset({"principal", "other_school"})),
    "teaching:observation_trend": Route(frozenset({"teacher"}), of_the_teacher),
    "teaching:design_list": Route(SERVING),
    "teaching:design_coverage": Route(SERVING),
    "teaching:design_new": Route(SCHOOL),
    "teaching:design": Route(SCHOOL, a_design),
    "teaching:design_edit": Route(frozenset({"teacher"}), a_design),
    "teaching:design_fork": Route(EVERYBODY, a_design, **POST_ONLY),
    "teaching:design_remove": Route(EVERYBODY, a_design, **POST_ONLY),
    "teaching:design_file_add": Route(EVERYBODY, a_design, **POST_ONLY),
    "teaching:design_file": Route(SCHOOL, a_file_of_a_design),
    "teaching:design_file_remove": Route(EVERYBODY, a_file_of_a_design, **POST_ONLY),
    "teaching:finding_list": Route(SERVING),
    "teaching:finding_new": Route(frozenset({"principal", "group_head"})),
    "teaching:finding": Route(frozenset({"principal", "group_head", "teacher"}), a_finding),
    "teaching:online_list": Route(SERVING),
    "teaching:online_call": Route(frozenset({"teacher"}), an_online_lesson),
    "teaching:online_roll": Route(
        frozenset({"principal", "student_affairs", "teacher", "homeroom"}),
        a_roll_of_a_lesson_online,
    ),
    "teaching:trip_list": Route(SERVING),
    "teaching:trip_new": Route(SCHOOL),
    "teaching:trip": Route(SCHOOL, a_trip),
    "teaching:trip_edit": Route(HEADS | {"teacher"}, a_trip),
    "teaching:trip_report": Route(frozenset({"teacher"}), a_trip),
    "teaching:draw_list": Route(SERVING),
    "teaching:draw_new": Route(HEADS_ANYWHERE),
    "teaching:draw": Route(SCHOOL, a_draw),
    "teaching:draw_ground": Route(SCHOOL, a_draw),
}
