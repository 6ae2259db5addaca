"""Tokens for the cast, and asking with them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from allauth.mfa.models import Authenticator
from django.test import Client

from qingshan.access.fields import seal
from qingshan.api.services import make_token
from qingshan.records.models import Record
from qingshan.school.membership import member_for

if TYPE_CHECKING:
    from tests.cast import Cast

V1 = "/api/v1"
DAY = dt.date(2026, 11, 24)
SCHOOL_WIDE = ("administrator", "principal", "secretary", "student_affairs", "other_school")
SERVING = (*SCHOOL_WIDE, "group_head", "homeroom", "teacher")


def second_step(account: Any) -> None:
    Authenticator.objects.create(
        user=account, type=Authenticator.Type.TOTP, data={"secret": seal("JBSWY3DPEHPK3PXP")}
    )


def token_of(cast: Cast, who: str, scope: str = "record") -> str:
    account = cast.accounts[who]
    if who in SCHOOL_WIDE:
        second_step(account)
    actor = member_for(account)
    until = actor.today + dt.timedelta(days=30)
    return make_token(actor=actor, name="教务平台", scope=scope, expires_on=until)


def program(cast: Cast, who: str, scope: str = "record") -> Client:
    """A program with a token of one of the cast. It knows neither cookies nor CSRF."""
    return with_token(token_of(cast, who, scope))


def with_token(token: str) -> Client:
    return Client(enforce_csrf_checks=True, headers={"authorization": f"Bearer {token}"})


def got(client: Client, path: str, **asked: Any) -> Any:
    answer = client.get(V1 + path, asked)
    assert answer.status_code == 200, answer.content.decode()
    return answer.json()


def all_of(client: Client, path: str, **asked: Any) -> list[Any]:
    """Every row of a listing, page by page."""
    items, cursor = [], None
    while True:
        page = got(client, path, **asked, **({"cursor": cursor} if cursor else {}))
        items += page["items"]
        cursor = page["next"]
        if cursor is None:
            return items


def a_record(cast: Cast, number: str, who: str = "homeroom", **changed: Any) -> Record:
    told = {"date": dt.date(2026, 11, 2), "kind": "home_visit", "student": cast.wang}
    return Record.objects.create(
        school=cast.school, number=number, staff=cast.staff[who], **(told | changed)
    )


def talk(cast: Cast, **changed: Any) -> dict[str, Any]:
    told = {"kind": "heart_talk", "date": "2026-11-24", "student": cast.wang.pk}
    return told | {"content": "聊了聊数学"} | changed


def send(client: Client, path: str, body: Any, key: str = "", method: str = "post") -> Any:
    headers = {"idempotency-key": key} if key else {}
    return getattr(client, method)(
        V1 + path, body, content_type="application/json", headers=headers
    )
