"""Deeds on tokens, and finding out who asks with one."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from auditlog.models import LogEntry
from django.db import transaction
from django.db.models import Case, F, Value, When
from django.utils import timezone

from qingshan.access.audit import note
from qingshan.access.scope import whole_house
from qingshan.api.models import AccessToken
from qingshan.api.visibility import can_hold_token, tokens_visible_to
from qingshan.school.membership import member_for

if TYPE_CHECKING:
    import datetime as dt

    from qingshan.school.membership import Member

MARK = "qs_"
SHOWN = 9  # signs of a token that its list shows to recognise it by
AT_MOST = 10  # tokens of one person at one school
A_MINUTE = 120  # requests of one token
SECONDS = 60


class MayNotHoldTokens(Exception):
    """The person serves no school, or sees a whole one without the second step."""


class TooManyTokens(Exception):
    """A person holds `AT_MOST` tokens at a school."""


class NoSuchToken(Exception):
    """None, revoked, run out, of a closed account, an ended office or an earlier password."""


class AskedTooOften(Exception):
    """More than `A_MINUTE` requests in the minute; `wait` seconds until the next begins."""

    def __init__(self, wait: int) -> None:
        super().__init__(wait)
        self.wait = wait


@dataclass(frozen=True, slots=True)
class Caller:
    """A program that asks, and for whom."""

    token: AccessToken
    member: Member


@transaction.atomic
def make_token(*, actor: Member, name: str, scope: str, expires_on: dt.date) -> str:
    """The token itself, which is kept nowhere. Raises `MayNotHoldTokens`, `TooManyTokens`."""
    if actor.school is None or not can_hold_token(actor):
        raise MayNotHoldTokens
    if tokens_visible_to(actor).filter(expires_on__gte=actor.today).count() >= AT_MOST:
        raise TooManyTokens
    text = MARK + secrets.token_urlsafe(32)
    token = AccessToken.objects.create(
        school=actor.school,
        account=actor.account,
        name=name,
        scope=scope,
        prefix=text[:SHOWN],
        token_hash=_hash(text),
        made_under=actor.account.get_session_auth_hash(),
        made_on=actor.today,
        expires_on=expires_on,
    )
    _note(actor, "make_token", token, LogEntry.Action.CREATE)
    return text


@transaction.atomic
def revoke_token(*, actor: Member, token: AccessToken) -> None:
    _note(actor, "revoke_token", token, LogEntry.Action.DELETE)
    token.delete()


def caller_with(text: str) -> Caller:
    """Who asks with this token, counted. Raises `NoSuchToken` and `AskedTooOften`.

    One statement counts for every process at once; two more find the person and their offices.
    """
    now = timezone.now()
    minute, second = divmod(int(now.timestamp()), SECONDS)
    held = AccessToken.objects.filter(token_hash=_hash(text), expires_on__gte=timezone.localdate())
    with whole_house():  # a token does not say of which school it is
        held.update(
            asked=Case(When(minute=minute, then=F("asked") + 1), default=Value(1)),
            minute=minute,
            last_used_at=now,
        )
        token = held.select_related("account").first()
    if token is None:
        raise NoSuchToken
    if token.asked > A_MINUTE:
        raise AskedTooOften(SECONDS - second)
    member = member_for(token.account, school_id=token.school_id)
    if not _still_holds(token, member):
        raise NoSuchToken
    return Caller(token, member)


def _still_holds(token: AccessToken, member: Member) -> bool:
    account = token.account
    serves = member.school is not None and member.school.pk == token.school_id
    same_password = secrets.compare_digest(token.made_under, account.get_session_auth_hash())
    return serves and account.is_active and same_password and can_hold_token(member)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _note(actor: Member, deed: str, token: AccessToken, action: int) -> None:
    note(
        actor=actor.account,
        deed=deed,
        subject=token,
        school_id=token.school_id,
        action=action,
        name=token.name,
        scope=token.get_scope_display(),
    )
