"""The only door to pieces of the series.

==============================  ============================================================
who                             sees
==============================  ============================================================
whoever writes it               always, but its words no more once it was taken down
whom it is about                from the moment they are asked
secretary, principal, admin     once the person has consented, to review it
everybody of the school         what is published
==============================  ============================================================
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from qingshan.ideals.models import Piece
from qingshan.ideals.visibility import KEEPERS
from qingshan.people.visibility import staff_of

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from qingshan.school.membership import Member

State = Piece.State


def pieces_visible_to(member: Member) -> QuerySet[Piece]:
    """Those that the person may open; of those taken down only by whom they are about."""
    everything = Piece.objects.filter(school=member.school)
    if member.school is None:
        return everything.none()
    seen = Q(state=State.PUBLISHED)
    if member.holds(*KEEPERS):
        seen |= Q(state=State.REVIEW)
    staff = staff_of(member)
    if staff is not None:
        seen |= Q(writer=staff) & ~Q(state=State.DOWN)
        seen |= Q(portrayed=staff) & ~Q(state=State.DRAFT)
    return everything.filter(seen)


def may_review(member: Member, piece: Piece) -> bool:
    """Another than who wrote it and whom it is about, and by office."""
    staff = staff_of(member)
    others = staff is not None and staff.pk not in {piece.writer_id, piece.portrayed_id}
    return piece.state == State.REVIEW and others and member.holds_at(piece, *KEEPERS)


def writes(member: Member, piece: Piece) -> bool:
    """Whoever wrote it, until it is taken down."""
    staff = staff_of(member)
    theirs = staff is not None and piece.writer_id == staff.pk
    return theirs and piece.state != State.DOWN


def is_about(member: Member, piece: Piece) -> bool:
    """Whom it is about, once they are asked."""
    staff = staff_of(member)
    theirs = staff is not None and piece.portrayed_id == staff.pk
    return theirs and piece.state != State.DRAFT
