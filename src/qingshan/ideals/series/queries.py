"""Reading the series: the archive, and what waits for somebody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, F, OuterRef, Q
from django.shortcuts import get_object_or_404

from qingshan.ideals.models import Piece, PiecePicture, PieceStep
from qingshan.ideals.series.visibility import is_about, may_review, pieces_visible_to, writes
from qingshan.ideals.visibility import KEEPERS
from qingshan.kit.prepared import Prepared
from qingshan.kit.words import tr
from qingshan.people.visibility import staff_of

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from qingshan.school.membership import Member

State = Piece.State


@dataclass(frozen=True, slots=True)
class Role:
    """What the person is to a piece, and so what they may do with it now."""

    edits: bool
    takes_back: bool
    consents: bool
    withdraws: bool
    reviews: bool


def piece_seen_by(member: Member, pk: int) -> Piece:
    seen = pieces_visible_to(member).select_related("portrayed", "writer", "reviewer", "school")
    return get_object_or_404(seen, pk=pk)


def picture_seen_by(member: Member, pk: int) -> PiecePicture:
    seen = pieces_visible_to(member).values("pk")
    return get_object_or_404(PiecePicture, pk=pk, piece__in=seen)


def role_of(member: Member, piece: Piece) -> Role:
    state, about = piece.state, is_about(member, piece)
    wrote = writes(member, piece)
    return Role(
        edits=wrote and state == State.DRAFT,
        takes_back=wrote and state in {State.ASKED, State.REVIEW},
        consents=about and state in {State.ASKED, State.DOWN},
        withdraws=about and state in {State.REVIEW, State.PUBLISHED},
        reviews=may_review(member, piece),
    )


def steps_of(piece: Piece) -> QuerySet[PieceStep]:
    """What happened to it, the latest first, with who did it."""
    return PieceStep.objects.filter(piece=piece).annotate(doer=F("by__name"))


def archive_of(member: Member) -> QuerySet[Piece]:
    """Every issue by its number: of one that was taken down only the number is told."""
    issues = Piece.objects.filter(school=member.school, number__isnull=False)
    issues = issues.annotate(shown=Exists(pieces_visible_to(member).filter(pk=OuterRef("pk"))))
    return issues.select_related("portrayed").order_by("-number")


def numbers_waiting_for(member: Member) -> tuple[int, int]:
    """How many pieces wait for the person's consent, and how many for their review.

    One query each; nought for whoever has neither.
    """
    staff = staff_of(member)
    if staff is None:
        return 0, 0
    live = Piece.objects.filter(school=member.school)
    asked = ASKED.count(staff=staff.pk)
    if not member.holds(*KEEPERS):
        return asked, 0
    review = live.filter(state=State.REVIEW).exclude(Q(writer=staff) | Q(portrayed=staff))
    return asked, review.count()


ASKED = Prepared(lambda staff: Piece.objects.filter(portrayed=staff, state=State.ASKED))


def waiting_for(member: Member) -> list[tuple[str, list[Piece]]]:
    """What one writes, what waits for one's consent, what waits for one's review."""
    staff = staff_of(member)
    if staff is None:
        return []
    live = Piece.objects.filter(school=member.school).select_related("portrayed", "writer")
    review = live.filter(state=State.REVIEW).exclude(Q(writer=staff) | Q(portrayed=staff))
    own = live.filter(writer=staff, state__in=(State.DRAFT, State.ASKED, State.REVIEW))
    asked = live.filter(portrayed=staff, state=State.ASKED)
    told = [(tr("等你同意"), asked), (tr("你在写的"), own)]
    if member.holds(*KEEPERS):
        told.append((tr("等你审"), review))
    return [(title, found) for title, rows in told if (found := list(rows.order_by("-pk")[:20]))]
