"""Deeds on pieces. Each locks its piece: of two at once the second finds what came of the first."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max

from qingshan.access.doing import doing
from qingshan.ideals.models import Piece, PiecePicture, PieceStep
from qingshan.ideals.series.visibility import is_about, may_review, writes
from qingshan.kit.words import tr
from qingshan.people.visibility import staff_of
from qingshan.records.kinds import all_kinds
from qingshan.records.models import Record
from qingshan.records.services import record_for
from qingshan.school.models import School

if TYPE_CHECKING:
    from qingshan.ideals.series.blocks import Block
    from qingshan.people.models import Staff
    from qingshan.school.membership import Member

SERIES = tr("《扎根农村，教书育人》")
RECORD = "portrait"
EXCERPT = 200
State, Kind = Piece.State, PieceStep.Kind


class NotInThisState(Exception):
    """The piece is not, or no longer, where this can be done."""


class NotTheirs(Exception):
    """It is for somebody else to do: the writer, whom it is about, or another."""


class NothingToRead(Exception):
    """A piece needs words before anybody is asked."""


class SavedMeanwhile(Exception):
    """The piece was saved since the editor was opened; `piece` is as it is now."""

    def __init__(self, piece: Piece) -> None:
        super().__init__(str(piece))
        self.piece = piece


@transaction.atomic
def begin_piece(*, actor: Member, writer: Staff, portrayed: Staff, title: str) -> Piece:
    piece = Piece(
        school_id=writer.school_id,
        writer=writer,
        portrayed=portrayed,
        title=title,
        blocks=[{"kind": "text", "text": "", "by": "", "picture": None}],
    )
    return _done(actor, piece, "begin_piece", Kind.BEGUN)


@transaction.atomic
def save_piece(*, actor: Member, piece: Piece, title: str, blocks: list[Block], seen: int) -> Piece:
    """Keeps the draft; `seen` is the version that the editor was opened with.

    Raises `SavedMeanwhile`, `NotInThisState`, `NotTheirs`.
    """
    held = _locked(piece, State.DRAFT)
    if not writes(actor, held):
        raise NotTheirs
    if held.version != seen:
        raise SavedMeanwhile(held)
    own = set(PiecePicture.objects.filter(piece=held).values_list("pk", flat=True))
    for block in blocks:
        if block.file is not None:
            block.picture = _kept_picture(held, block)
        elif block.picture not in own:
            block.picture = None
    held.title, held.blocks = title, [block.kept() for block in blocks]
    held.version += 1
    with doing("save_piece", actor=actor.account):
        held.save()
    return held


@transaction.atomic
def ask_consent(*, actor: Member, piece: Piece) -> Piece:
    """Shows it to whom it is about, without its empty blocks."""
    held = _locked(piece, State.DRAFT)
    if not writes(actor, held):
        raise NotTheirs
    held.blocks = [one for one in held.blocks if one.get("text") or one.get("picture")]
    if not any(one["kind"] == "text" and one["text"] for one in held.blocks):
        raise NothingToRead
    held.state = State.ASKED
    return _done(actor, held, "ask_piece_consent", Kind.ASKED)


@transaction.atomic
def take_back(*, actor: Member, piece: Piece) -> Piece:
    """The writer goes on writing; whatever was consented to before is asked for again."""
    held = _locked(piece, State.ASKED, State.REVIEW)
    if not writes(actor, held):
        raise NotTheirs
    return _back_to_draft(actor, held, Kind.TAKEN_BACK)


@transaction.atomic
def consent(*, actor: Member, piece: Piece) -> Piece:
    """Whom it is about agrees to these words; after taking it down, too."""
    held = _locked(piece, State.ASKED, State.DOWN)
    if not is_about(actor, held):
        raise NotTheirs
    held.state, held.consented_on, held.reviewer = State.REVIEW, actor.today, None
    return _done(actor, held, "consent_to_piece", Kind.CONSENTED)


@transaction.atomic
def decline(*, actor: Member, piece: Piece, words: str) -> Piece:
    """Whom it is about wants it otherwise."""
    held = _locked(piece, State.ASKED)
    if not is_about(actor, held):
        raise NotTheirs
    return _back_to_draft(actor, held, Kind.DECLINED, words)


@transaction.atomic
def withdraw_consent(*, actor: Member, piece: Piece) -> Piece:
    """At any time, without a reason. What is published is taken down at once; its number stays."""
    held = _locked(piece, State.REVIEW, State.PUBLISHED)
    if not is_about(actor, held):
        raise NotTheirs
    held.consented_on = None
    held.state = State.DOWN if held.number else State.ASKED
    _empty_record(held)
    return _done(actor, held, "withdraw_piece_consent", Kind.WITHDRAWN)


@transaction.atomic
def send_back(*, actor: Member, piece: Piece, words: str) -> Piece:
    held = _locked(piece, State.REVIEW)
    if not may_review(actor, held):
        raise NotTheirs
    return _back_to_draft(actor, held, Kind.SENT_BACK, words)


@transaction.atomic
def publish(*, actor: Member, piece: Piece) -> Piece:
    """Gives it the next number and writes the record 风采报道 of whoever wrote it.

    The school's row is held, so that of two at once each gets a number and none is left out.
    """
    School.objects.select_for_update(no_key=True).get(pk=piece.school_id)
    held = _locked(piece, State.REVIEW)
    if not may_review(actor, held):
        raise NotTheirs
    held.reviewer = staff_of(actor)
    held.number = held.number or next_number(held.school_id)
    held.published_on = held.published_on or actor.today
    held.state = State.PUBLISHED
    held.record = _record(actor, held)
    return _done(actor, held, "publish_piece", Kind.PUBLISHED)


def next_number(school_id: int) -> int:
    """After the last piece; the first goes on from the issues that stand among the records."""
    pieces = Piece.objects.filter(school=school_id, number__isnull=False)
    last = pieces.aggregate(last=Max("number"))["last"]
    return (last or Record.objects.filter(school=school_id, kind=RECORD).count()) + 1


def _record(actor: Member, piece: Piece) -> Record:
    title = tr("{series}第{number}期 {portrayed}：{piece}").format(
        series=SERIES, number=piece.number, portrayed=piece.portrayed.name, piece=piece.title
    )
    words = next((one["text"] for one in piece.blocks if one["kind"] == "text"), "")[:EXCERPT]
    if piece.record is None:
        return record_for(
            actor=actor,
            staff=piece.writer,
            kind=all_kinds()[RECORD],
            date=actor.today,
            title=title,
            content=words,
        )
    record: Record = piece.record
    record.title, record.content = title, words
    record.save(update_fields=["title", "content"])
    return record


def _empty_record(piece: Piece) -> None:
    """That there was an issue stays counted; whom it was about does not stay."""
    if piece.record is not None:
        piece.record.title = tr("{series}第{number}期（应本人要求撤下）").format(
            series=SERIES, number=piece.number
        )
        piece.record.content = ""
        piece.record.save(update_fields=["title", "content"])


def _back_to_draft(actor: Member, piece: Piece, kind: PieceStep.Kind, words: str = "") -> Piece:
    piece.state, piece.consented_on = State.DRAFT, None
    return _done(actor, piece, "send_back_piece", kind, words)


def _kept_picture(piece: Piece, block: Block) -> int | None:
    if block.file is None:
        return None
    picture = PiecePicture(school_id=piece.school_id, piece=piece, media_type=block.file.media_type)
    name = f"{secrets.token_hex(16)}{block.file.suffix}"
    picture.file.save(name, block.file.content, save=False)
    picture.save()
    return picture.pk


def _locked(piece: Piece, *states: Piece.State) -> Piece:
    locked = Piece.objects.select_for_update(of=("self",))
    held = locked.select_related("portrayed", "writer", "record").get(pk=piece.pk)
    if held.state not in states:
        raise NotInThisState(held.state)
    return held


def _done(actor: Member, piece: Piece, deed: str, kind: PieceStep.Kind, words: str = "") -> Piece:
    with doing(deed, actor=actor.account):
        piece.save()
        PieceStep.objects.create(
            school_id=piece.school_id,
            piece=piece,
            kind=kind,
            on=actor.today,
            by=actor.account,
            words=words,
        )
    return piece
