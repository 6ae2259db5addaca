"""One round: letters that are due are written, what waits is sent, what is old goes."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from qingshan.reminders.retention import KEPT_DAYS, scrub
from qingshan.reminders.sending import send_waiting, waiting
from qingshan.reminders.writing import write_letters

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True)
class Round:
    """What one round did; `held` waits for quiet hours to end, `waiting` is left by a dry run."""

    letters: int = 0
    sent: int = 0
    failed: int = 0
    given_up: int = 0
    held: int = 0
    waiting: int = 0
    deleted: int = 0

    def as_json(self) -> dict[str, int]:
        return asdict(self)


def remind(now: datetime) -> Round:
    """Run it as often as one likes, and twice at once: each letter is written and sent once."""
    deleted = scrub(before=timezone.localdate(now) - timedelta(days=KEPT_DAYS))
    written = write_letters(now)
    outcomes = send_waiting(now)
    return Round(
        letters=written.letters,
        sent=outcomes["sent"],
        failed=outcomes["failed"],
        given_up=outcomes["given_up"],
        held=outcomes["held"],
        deleted=deleted,
    )


def would_remind(now: datetime) -> Round:
    """The same without writing or sending anything."""
    written = write_letters(now, dry_run=True)
    return Round(letters=written.letters, waiting=written.deliveries + waiting(now).count())
