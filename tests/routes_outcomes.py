"""The addresses of outcomes: honours, visits from above, rounds and what they found."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from tests import routes_growth as growth
from tests.route import (
    EVERYBODY,
    OFFICES,
    POST_ONLY,
    SCHOOL,
    SEES_WANG,
    SERVING,
    Route,
    named,
    of_class_31,
)

if TYPE_CHECKING:
    from tests.cast import Cast

DAY = dt.date(2026, 11, 2)


def an_honour(cast: Cast) -> list[Any]:
    """Of the teacher's."""
    from qingshan.outcomes.models import Honour

    honour = Honour.objects.create(
        school=cast.school,
        recipient="staff",
        staff=cast.staff["teacher"],
        name="优秀教师",
        level="district",
        date=DAY,
    )
    return [honour.pk]


def an_honour_of_a_child(cast: Cast) -> list[Any]:
    from qingshan.outcomes.models import Honour

    honour = Honour.objects.create(
        school=cast.school,
        recipient="student",
        student=cast.wang,
        name="朗诵一等奖",
        level="city",
        date=DAY,
    )
    return [honour.pk]


def a_certificate(cast: Cast) -> list[Any]:
    from django.core.files.base import ContentFile

    from qingshan.outcomes.models import Certificate

    certificate = Certificate(
        school=cast.school,
        honour_id=an_honour_of_a_child(cast)[0],
        name="a.pdf",
        media_type="application/pdf",
        size=4,
        added_by=cast.accounts["homeroom"],
    )
    certificate.file.save("a.pdf", ContentFile(b"%PDF"))
    certificate.file.close()
    return [certificate.pk]


def a_visit(cast: Cast) -> list[Any]:
    from qingshan.outcomes.models import Inspection

    visit = Inspection.objects.create(
        school=cast.school, date=DAY, level="市级", content="食堂卫生", result="good"
    )
    return [visit.pk]


def a_round(cast: Cast) -> list[Any]:
    """Made by the teacher."""
    from qingshan.records.models import Record

    made = Record.objects.create(
        school=cast.school,
        number="W1",
        date=DAY,
        kind="safety_round",
        staff=cast.staff["teacher"],
    )
    return [made.pk]


def a_hazard(cast: Cast, **more: Any) -> list[Any]:
    """Found on the teacher's round; the homeroom teacher mends it."""
    from qingshan.outcomes.models import Finding

    found = Finding.objects.create(
        school=cast.school,
        record_id=a_round(cast)[0],
        words="二楼栏杆松了",
        found_on=DAY,
        responsible=cast.staff["homeroom"],
        due_on=DAY + dt.timedelta(days=7),
        **more,
    )
    return [found.pk]


def a_mended_hazard(cast: Cast) -> list[Any]:
    return a_hazard(cast, state="mended", mended_by=cast.accounts["homeroom"])


def a_picture_of_a_hazard(cast: Cast) -> list[Any]:
    from django.core.files.base import ContentFile

    from qingshan.outcomes.models import FindingStep

    step = FindingStep(
        school=cast.school,
        finding_id=a_hazard(cast)[0],
        kind="found",
        date=DAY,
        by=cast.accounts["teacher"],
        media_type="image/jpeg",
    )
    step.file.save("a.jpg", ContentFile(b"\xff\xd8"))
    step.file.close()
    step.save()
    return [step.pk]


ROWS: dict[str, Route] = {
    "outcomes:mark_list": Route(SERVING),
    "outcomes:examination_list": Route(SERVING),
    "outcomes:progression_chart": Route(SCHOOL, growth.two_years),
    "outcomes:trend": Route(frozenset({"principal", "student_affairs", "homeroom"}), of_class_31),
    "outcomes:trend_chart": Route(
        frozenset({"principal", "student_affairs", "homeroom"}), growth.five_marks
    ),
    "outcomes:mark_sheet": Route(
        frozenset({"principal", "student_affairs", "homeroom"}),
        lambda cast: [cast.class_31.pk],
    ),
    "outcomes:honour_list": Route(SERVING),
    "outcomes:honour_new": Route(SERVING, named("staff"), special={"other_school": "open"}),
    "outcomes:honour": Route(SCHOOL, an_honour),
    "outcomes:honour_paper": Route(OFFICES | {"teacher"}, an_honour),
    "outcomes:honour_edit": Route(OFFICES | {"teacher"}, an_honour),
    "outcomes:honour_remove": Route(OFFICES | {"teacher"}, an_honour),
    "outcomes:honour_consent": Route(OFFICES | {"homeroom"}, an_honour_of_a_child),
    "outcomes:honour_public": Route(EVERYBODY, lambda cast: [cast.school.code]),
    "outcomes:consent_withdraw": Route(EVERYBODY, an_honour_of_a_child, **POST_ONLY),
    "outcomes:certificate": Route(SEES_WANG, a_certificate),
    "outcomes:certificate_add": Route(EVERYBODY, an_honour_of_a_child, **POST_ONLY),
    "outcomes:certificate_remove": Route(EVERYBODY, a_certificate, **POST_ONLY),
    "outcomes:inspection_list": Route(SERVING),
    "outcomes:inspection_new": Route(OFFICES | {"other_school"}),
    "outcomes:inspection": Route(SCHOOL, a_visit),
    "outcomes:inspection_edit": Route(OFFICES, a_visit),
    "outcomes:inspection_finding": Route(OFFICES, a_visit),
    "outcomes:round_list": Route(SERVING),
    "outcomes:round": Route(SCHOOL, a_round),
    "outcomes:round_finding": Route(OFFICES | {"teacher"}, a_round),
    "outcomes:finding_list": Route(SERVING),
    "outcomes:finding": Route(SCHOOL, a_hazard),
    "outcomes:finding_hand": Route(OFFICES | {"teacher"}, a_hazard),
    "outcomes:finding_mend": Route(OFFICES | {"homeroom"}, a_hazard),
    "outcomes:finding_again": Route(OFFICES | {"teacher"}, a_mended_hazard),
    "outcomes:finding_photo": Route(SCHOOL, a_picture_of_a_hazard),
}
