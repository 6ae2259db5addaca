"""Attendance of the school that the bench measures: a year of rolls, and those yet to be taken."""

from __future__ import annotations

import datetime as dt
import random
from itertools import islice

DAYS_TAKEN = 180
ABSENT = 0.03  # of the children, each morning


def rolls_to_take(school, sessions: list[str]) -> list[list[str]]:
    """Session, address and form of rolls that nobody has taken; the newest days are taken here."""
    from qingshan.people.models import HomeroomTeacher, Student

    days = school_days(school)
    led = HomeroomTeacher.objects.filter(school=school).select_related("staff__account")
    classes = {head.staff.account.username: head.school_class_id for head in led}
    children: dict[int, list[int]] = {}
    for pk, at in Student.objects.filter(school=school).values_list("pk", "school_class"):
        children.setdefault(at, []).append(pk)
    take_those_of(school, days[:DAYS_TAKEN], children)
    # The teachers' sessions stand in the order of their accounts, as their classes do.
    whose = list(zip(sessions, (classes[name] for name in sorted(classes)), strict=False))
    return [
        [session, f"/care/attendance/{at}/morning/{day}/", absent_form(children[at])]
        for day in days[DAYS_TAKEN:]
        for session, at in whose
    ]


def absent_form(children: list[int]) -> str:
    return f"seen=&absent_{children[0]}=on&reason_{children[0]}=sick"


def school_days(school) -> list[dt.date]:
    """The newest first: whatever the calendar calls a school day."""
    from django.utils import timezone

    from qingshan.school.queries import is_school_day

    today = timezone.localdate()
    back = (today - dt.timedelta(days=n) for n in range(5 * 366))
    return list(islice((day for day in back if is_school_day(school, day)), 1000))


def take_those_of(school, days: list[dt.date], children: dict[int, list[int]]) -> None:
    from qingshan.access.models import Account
    from qingshan.care.models import Absence, RollCall

    chance, who = random.Random(1), Account.objects.order_by("pk").first()
    common = {"school": school, "session": "morning"}
    RollCall.objects.bulk_create(
        (
            RollCall(date=day, school_class_id=at, taken_by=who, **common)
            for day in days
            for at in children
        ),
        batch_size=2000,
    )
    Absence.objects.bulk_create(
        (
            Absence(date=day, student_id=pk, school_class_id=at, reason="sick", **common)
            for day in days
            for at, pks in children.items()
            for pk in pks
            if chance.random() < ABSENT
        ),
        batch_size=2000,
    )
