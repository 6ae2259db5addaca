"""Deeds on figures: to pin one, and to take the pin out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlog.models import LogEntry
from django.db import transaction

from qingshan.access.audit import note
from qingshan.indicators.models import Pin

if TYPE_CHECKING:
    from qingshan.kit.figures import Figure
    from qingshan.school.membership import Member

AT_MOST = 12
"""As many as stay readable at the head of a page on a phone."""


class TooManyPins(Exception):
    """So many are pinned that another would hide the others."""


@transaction.atomic
def pin_figure(*, actor: Member, figure: Figure) -> None:
    """Keeps the figure at the head of the list. Raises `TooManyPins`."""
    own = Pin.objects.filter(account=actor.account)
    if own.filter(key=figure.key).exists():
        return
    if own.count() >= AT_MOST:
        raise TooManyPins
    Pin.objects.create(account=actor.account, key=figure.key)
    _note(actor, "pin_figure", figure, LogEntry.Action.CREATE)


@transaction.atomic
def unpin_figure(*, actor: Member, figure: Figure) -> None:
    taken, _ = Pin.objects.filter(account=actor.account, key=figure.key).delete()
    if taken:
        _note(actor, "unpin_figure", figure, LogEntry.Action.DELETE)


def _note(actor: Member, deed: str, figure: Figure, action: int) -> None:
    note(
        actor=actor.account,
        deed=deed,
        subject=actor.account,
        school_id=actor.school.pk if actor.school else None,
        action=action,
        figure=figure.key,
    )
