"""A gathering as the tests know it, and the school's clock to turn."""

from __future__ import annotations

import datetime as dt

from django.test import Client

from qingshan.gatherings.models import Gathering

DAY = dt.date(2026, 11, 24)
ADDRESS = "/gatherings/"


def by(cast, who: str) -> Client:
    return cast.sign_in(Client(), who)


def plan(cast, **changed: object) -> dict[str, object]:
    """The sheet of a gathering, filled in."""
    return {
        "title": "学习二十届四中全会精神",
        "date": "2026-11-24",
        "starts_at": "15:30",
        "ends_at": "16:30",
        "place": "三楼会议室",
        "leader": cast.staff["secretary"].pk,
        "audience": "everybody",
        "sign_in": "tap",
    } | changed


def called(cast, kind: str = "training", who: str = "secretary", **changed: object) -> Gathering:
    answer = by(cast, who).post(f"{ADDRESS}new/{kind}/", plan(cast, **changed))
    assert answer.status_code == 302, answer.content.decode()
    return Gathering.objects.latest("pk")


def at(clock: str) -> dt.datetime:
    """A moment of the day of the gathering, by the school's clock."""
    return dt.datetime.fromisoformat(f"2026-11-24T{clock}+08:00")
