"""A case as the tests know it: words that must not be seen elsewhere, and a record with a file."""

from __future__ import annotations

import datetime as dt

from django.core.files.base import ContentFile
from django.test import Client

from qingshan.care.models import Case
from qingshan.records.models import Evidence, Record

CASES = "/care/cases/"
FIRST = dt.date(2026, 11, 2)
WHY, GOALS, NEXT = "密语缘由甲", "密语目标乙", "密语下一步丙"


def by(cast, who: str) -> Client:
    return cast.sign_in(Client(), who)


def new_case(cast, **changed: object) -> dict[str, object]:
    return {
        "student": cast.wang.pk,
        "concern": "suspected",
        "why": WHY,
        "responsible": cast.staff["homeroom"].pk,
        "goals": GOALS,
        "next_step": NEXT,
        "next_step_on": "2026-11-10",
    } | changed


def opened(cast, who: str = "student_affairs", **changed: object) -> Case:
    answer = by(cast, who).post(f"{CASES}new/", new_case(cast, **changed))
    assert answer.status_code == 302, answer.content.decode()
    return Case.objects.latest("pk")


def shown(cast, day: dt.date, *, child=None, bare: bool = False) -> Record:
    """A record about the child, with a file unless it is `bare`."""
    record = Record.objects.create(
        school=cast.school,
        number=f"R{Record.objects.count()}",
        date=day,
        kind="return_attempt",
        content="一起走回了学校",
        staff=cast.staff["homeroom"],
        student=child or cast.wang,
    )
    if not bare:
        Evidence.objects.create(
            school=cast.school,
            record=record,
            file=ContentFile(b"seen", name="seen.jpg"),
            name="返校.jpg",
            media_type="image/jpeg",
            size=4,
            added_by=cast.accounts["homeroom"],
        )
    return record


def closing(record: Record, **changed: object) -> dict[str, object]:
    told = {"ground": "returned", "evidence": record.pk, "words": "已经连着上了两周课"}
    return told | changed
