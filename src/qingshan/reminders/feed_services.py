"""Deeds on the address of one's calendar."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from auditlog.models import LogEntry
from django.db import transaction

from qingshan.access.audit import note
from qingshan.access.scope import whole_house
from qingshan.reminders.models import CalendarFeed, new_token
from qingshan.school.membership import member_for

if TYPE_CHECKING:
    from qingshan.school.membership import Member


class ServesNoSchool(Exception):
    """A calendar is that of somebody at a school."""


@transaction.atomic
def make_feed(*, actor: Member) -> str:
    """Gives a new address, and the one before it up: its secret part, kept nowhere."""
    if actor.school is None:
        raise ServesNoSchool
    token = new_token()
    with whole_house():  # the one before may have been made at another school
        feed, _ = CalendarFeed.objects.update_or_create(
            account=actor.account,
            defaults={"school": actor.school, "token_hash": _hash(token), "made_on": actor.today},
        )
    _note(actor, "make_calendar", feed, LogEntry.Action.CREATE)
    return token


@transaction.atomic
@whole_house()
def drop_feed(*, actor: Member) -> None:
    for feed in CalendarFeed.objects.filter(account=actor.account):
        _note(actor, "drop_calendar", feed, LogEntry.Action.DELETE)
        feed.delete()


@whole_house()
def feed_held_by(actor: Member) -> CalendarFeed | None:
    """One's own, at whichever school it was made."""
    return CalendarFeed.objects.filter(account=actor.account).first()


def member_with(token: str) -> Member | None:
    """Whose calendar it is, while the account is open and serves the school."""
    found = CalendarFeed.objects.filter(token_hash=_hash(token)).select_related("account")
    with whole_house():
        feed = found.filter(account__is_active=True).first()
    if feed is None:
        return None
    member = member_for(feed.account, school_id=feed.school_id)
    serves = member.school is not None and member.school.pk == feed.school_id
    return member if serves else None


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _note(actor: Member, deed: str, feed: CalendarFeed, action: int) -> None:
    note(actor=actor.account, deed=deed, subject=feed, school_id=feed.school_id, action=action)
