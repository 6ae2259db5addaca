"""The closing review of a mentor pair: both sides write, a third reads and says a word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from qingshan.access.doing import doing
from qingshan.access.roles import Role
from qingshan.growth.models import MentoringClosing
from qingshan.people.models import Pairing
from qingshan.people.visibility import staff_of

if TYPE_CHECKING:
    from qingshan.school.membership import Member

READERS = (Role.PRINCIPAL, Role.SECRETARY)
"""Who reads what both wrote, unless they are one of the two."""


class NotNow(Exception):
    """Not, or no longer, to be written or read."""


@dataclass(frozen=True, slots=True)
class Look:
    """The closing review as one person sees it."""

    closing: MentoringClosing | None
    side: str
    reads: bool

    @property
    def sees_mentor(self) -> bool:
        return self._sees("mentor")

    @property
    def sees_mentee(self) -> bool:
        return self._sees("mentee")

    def _sees(self, side: str) -> bool:
        """One's own at once; the other's when both are written."""
        if self.closing is None or getattr(self.closing, f"{side}_on") is None:
            return False
        return self.side == side or (bool(self.side or self.reads) and self.closing.both_wrote)

    @property
    def may_write(self) -> bool:
        return bool(self.side) and (self.closing is None or self.closing.read_on is None)

    @property
    def may_read(self) -> bool:
        held = self.closing
        return self.reads and held is not None and held.both_wrote and held.read_on is None

    @property
    def own_words(self) -> str:
        return getattr(self.closing, f"{self.side}_words", "") if self.closing else ""


def look_at(member: Member, pairing: Pairing) -> Look:
    """One query. Others who see the pair see only how far the review is."""
    staff = staff_of(member)
    key = staff.pk if staff else None
    side = {pairing.giver_id: "mentor", pairing.mentee_id: "mentee"}.get(key, "")
    held = MentoringClosing.objects.filter(pairing=pairing).select_related("reader").first()
    return Look(held, side, reads=not side and member.holds(*READERS))


@transaction.atomic
def write_closing(*, actor: Member, pairing: Pairing, words: str) -> MentoringClosing:
    """One side writes, or writes anew until it is read."""
    held = _locked(pairing)
    look = look_at(actor, pairing)
    if not look.side or held.read_on is not None:
        raise NotNow
    setattr(held, f"{look.side}_words", words)
    setattr(held, f"{look.side}_on", actor.today)
    with doing("write_closing", actor=actor.account):
        held.save()
    return held


@transaction.atomic
def read_closing(*, actor: Member, pairing: Pairing, words: str) -> MentoringClosing:
    """A third who read both says a word to the two; that closes the review."""
    held = _locked(pairing)
    reader = staff_of(actor)
    if reader is None or not look_at(actor, pairing).reads:
        raise NotNow
    if not held.both_wrote or held.read_on is not None:
        raise NotNow
    held.reader, held.read_on = reader, actor.today
    setattr(held, "read_words", words)  # noqa: B010 - a sealed field takes text
    with doing("read_closing", actor=actor.account):
        held.save()
    return held


def closings_waiting_for(member: Member) -> int:
    """How many pairs wait for this person to read what both wrote. One query, or none."""
    staff = staff_of(member)
    if staff is None or not member.holds(*READERS):
        return 0
    waiting = MentoringClosing.objects.filter(
        school=member.school, mentor_on__isnull=False, mentee_on__isnull=False, read_on=None
    )
    return waiting.exclude(pairing__giver=staff).exclude(pairing__mentee=staff).count()


def _locked(pairing: Pairing) -> MentoringClosing:
    """The pair's one closing review; two who begin at once find the same."""
    Pairing.objects.select_for_update(of=("self",)).get(pk=pairing.pk)
    made, _ = MentoringClosing.objects.get_or_create(
        pairing=pairing, defaults={"school_id": pairing.school_id}
    )
    return made
