"""The addresses of the voices: suggestions, complaints, surveys."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from tests.route import (
    EVERYBODY,
    OFFICES,
    SCHOOL,
    SERVING,
    Route,
    named,
)

if TYPE_CHECKING:
    from tests.cast import Cast

DAY = dt.date(2026, 11, 2)


def a_suggestion(cast: Cast) -> list[Any]:
    """Of the teacher's."""
    from qingshan.records.models import Record

    record = Record.objects.create(
        school=cast.school,
        number="S1",
        date=DAY,
        kind="suggestion",
        staff=cast.staff["teacher"],
        title="食堂错峰就餐",
    )
    return [record.pk]


def a_suggestion_taken_up(cast: Cast, **more: Any) -> list[Any]:
    """The homeroom teacher sees to it."""
    from qingshan.voice.models import Suggestion

    (pk,) = a_suggestion(cast)
    Suggestion.objects.create(
        school=cast.school,
        record_id=pk,
        responsible=cast.staff["homeroom"],
        answer_by=DAY + dt.timedelta(days=14),
        **more,
    )
    return [pk]


def an_adopted_suggestion(cast: Cast) -> list[Any]:
    return a_suggestion_taken_up(cast, state="adopted", done_by=DAY + dt.timedelta(days=30))


def a_picture_of_what_was_done(cast: Cast) -> list[Any]:
    from django.core.files.base import ContentFile

    from qingshan.voice.models import Suggestion, SuggestionStep

    (pk,) = an_adopted_suggestion(cast)
    step = SuggestionStep(
        school=cast.school,
        suggestion=Suggestion.objects.get(record=pk),
        kind="told",
        date=DAY,
        by=cast.accounts["homeroom"],
        media_type="image/jpeg",
    )
    step.file.save("a.jpg", ContentFile(b"\xff\xd8"))
    step.file.close()
    step.save()
    return [step.pk]


def of_the_school(cast: Cast) -> list[Any]:
    return [cast.school.code]


def a_complaint(cast: Cast) -> list[Any]:
    """About the teacher; for the offices that handle complaints."""
    from uuid import uuid4

    from qingshan.voice.complaints.services import receive_complaint

    held, _ = receive_complaint(
        school=cast.school, about="teacher", name="吴老师", words="放学晚了", once=uuid4()
    )
    return [held.pk]


def a_deed_on_a_complaint(cast: Cast) -> list[Any]:
    return [*a_complaint(cast), "answer"]


def a_voice_note(cast: Cast) -> list[Any]:
    from uuid import uuid4

    from django.core.files.base import ContentFile

    from qingshan.records.uploads import CheckedFile
    from qingshan.voice.complaints.services import receive_complaint
    from qingshan.voice.models import ComplaintStep

    file = CheckedFile("录音", ".ogg", "audio/ogg", ContentFile(b"OggS"))
    held, _ = receive_complaint(school=cast.school, about="canteen", file=file, once=uuid4())
    return [ComplaintStep.objects.get(complaint=held).pk]


def an_incident(cast: Cast) -> list[Any]:
    from qingshan.voice.models import Incident

    made = Incident.objects.create(
        school=cast.school, date=DAY, kind="accident", description="操场摔了一跤"
    )
    return [made.pk]


def a_survey(cast: Cast) -> list[Any]:
    """Answered by six households of the homeroom teacher's class, and over."""
    from qingshan.voice.models import Survey, SurveyAnswer, SurveyQuestion, SurveySlip

    survey = Survey.objects.create(
        school=cast.school,
        title="家长调查",
        opens_on=DAY,
        closes_on=DAY + dt.timedelta(days=7),
        made_by=cast.accounts["principal"],
    )
    SurveyQuestion.objects.create(
        school=cast.school, survey=survey, place=1, text="学校怎么样？", index="satisfaction"
    )
    room = {"school": cast.school, "survey": survey, "school_class": cast.class_31}
    for n in range(6):
        SurveySlip.objects.create(**room, code_hash=f"{survey.pk}-{n}", is_used=True)
        SurveyAnswer.objects.create(**room, marks={"q1": 5 if n else 2})
    return [survey.pk]


def an_open_survey(cast: Cast) -> list[Any]:
    from django.utils import timezone

    from qingshan.voice.models import Survey

    (pk,) = a_survey(cast)
    Survey.objects.filter(pk=pk).update(closes_on=timezone.localdate() + dt.timedelta(days=2))
    return [pk]


def answers_of_a_survey(cast: Cast) -> list[Any]:
    return [*a_survey(cast), 1]


HANDLERS = frozenset({"principal", "secretary", "student_affairs"})


ROWS: dict[str, Route] = {
    "voice:suggestion_list": Route(SERVING),
    "voice:suggestion_new": Route(SERVING),
    "voice:suggestion_alike": Route(SERVING),
    "voice:suggestion": Route(SCHOOL, a_suggestion),
    "voice:suggestion_photo": Route(SCHOOL, a_picture_of_what_was_done),
    "voice:suggestion_take": Route(OFFICES, a_suggestion),
    "voice:suggestion_hand": Route(OFFICES | {"homeroom"}, a_suggestion_taken_up),
    "voice:suggestion_tell": Route(OFFICES | {"homeroom"}, a_suggestion_taken_up),
    "voice:suggestion_adopt": Route(OFFICES | {"homeroom"}, a_suggestion_taken_up),
    "voice:suggestion_decline": Route(OFFICES | {"homeroom"}, a_suggestion_taken_up),
    "voice:suggestion_finish": Route(OFFICES | {"homeroom"}, an_adopted_suggestion),
    "voice:quiet": Route(SERVING),
    "voice:poster": Route(OFFICES | {"other_school"}),
    "voice:incident_list": Route(OFFICES | {"other_school"}),
    "voice:incident_new": Route(OFFICES | {"other_school"}),
    "voice:incident": Route(OFFICES, an_incident),
    "voice:incident_handle": Route(OFFICES, an_incident),
    "voice:complaint_list": Route(HANDLERS | {"county_officer", "other_school"}),
    "voice:complaint": Route(HANDLERS, a_complaint),
    "voice:complaint_deed": Route(HANDLERS, a_deed_on_a_complaint),
    "voice:complaint_away": Route(HANDLERS, a_complaint),
    "voice:complaint_recording": Route(HANDLERS, a_voice_note),
    "voice:survey_list": Route(SERVING),
    "voice:survey_new": Route(HANDLERS | {"other_school"}),
    "voice:survey": Route(SCHOOL, a_survey),
    "voice:survey_answers": Route(SCHOOL, answers_of_a_survey),
    "voice:survey_slips": Route(HANDLERS, an_open_survey),
    "voice:answer_by_code": Route(EVERYBODY),
    "voice:answer": Route(EVERYBODY, named("123456789012")),
    "voice:say": Route(EVERYBODY, of_the_school),
    "voice:complain": Route(EVERYBODY, of_the_school),
    "voice:follow": Route(EVERYBODY, of_the_school),
}
