"""Deeds on suggestions. Each leaves a step, and tells whoever proposed it."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from auditlog.models import LogEntry
from django.db import IntegrityError, transaction

from qingshan.access.audit import note
from qingshan.kit.words import tr
from qingshan.people.visibility import staff_of
from qingshan.voice.models import Suggestion, SuggestionStep
from qingshan.voice.suggestions.visibility import may_answer, may_take_up

if TYPE_CHECKING:
    from datetime import date

    from qingshan.people.models import Staff
    from qingshan.records.models import Record
    from qingshan.records.uploads import CheckedFile
    from qingshan.school.membership import Member

Kind = SuggestionStep.Kind
State = Suggestion.State


class NotNow(Exception):
    """The suggestion is not, or no longer, in a state in which this person can do this."""


class TakenUp(Exception):
    """Somebody took it up already."""


def take_up(
    *, actor: Member, record: Record, responsible: Staff, answer_by: date, words: str = ""
) -> Suggestion:
    """Somebody sees to it and answers by a day. Raises `TakenUp`, `NotNow`."""
    if not may_take_up(actor):
        raise NotNow
    suggestion = Suggestion(
        school_id=record.school_id, record=record, responsible=responsible, answer_by=answer_by
    )
    try:
        with transaction.atomic():
            suggestion.save()
            told = tr("{responsible}来办，{answer_by} 前答复。{words}").format(
                responsible=responsible.name, answer_by=answer_by, words=words
            )
            return _done(actor, suggestion, "take_up_suggestion", Kind.TAKEN, told)
    except IntegrityError:
        if Suggestion.objects.filter(record=record).exists():
            raise TakenUp from None
        raise


@transaction.atomic
def hand_over(
    *, actor: Member, suggestion: Suggestion, responsible: Staff, answer_by: date, words: str = ""
) -> Suggestion:
    held = _locked(actor, suggestion, State.TAKEN, State.ADOPTED)
    told = tr("{responsible}来办，{answer_by} 前。{words}").format(
        responsible=responsible.name, answer_by=answer_by, words=words
    )
    held.responsible = responsible
    if held.state == State.TAKEN:
        held.answer_by = answer_by
    else:
        held.done_by = answer_by
    return _done(actor, held, "hand_over_suggestion", Kind.HANDED, told)


@transaction.atomic
def tell(
    *, actor: Member, suggestion: Suggestion, words: str, file: CheckedFile | None = None
) -> Suggestion:
    """How far it is."""
    held = _locked(actor, suggestion, State.TAKEN, State.ADOPTED)
    return _done(actor, held, "tell_of_suggestion", Kind.TOLD, words, file)


@transaction.atomic
def adopt(*, actor: Member, suggestion: Suggestion, words: str, done_by: date) -> Suggestion:
    """Adopted, with a reason, and to be done by a day."""
    held = _locked(actor, suggestion, State.TAKEN)
    held.state, held.done_by = State.ADOPTED, done_by
    return _done(actor, held, "adopt_suggestion", Kind.ADOPTED, words)


@transaction.atomic
def decline(*, actor: Member, suggestion: Suggestion, words: str) -> Suggestion:
    """Not adopted, with a reason."""
    held = _locked(actor, suggestion, State.TAKEN, State.ADOPTED)
    held.state, held.settled_on = State.DECLINED, actor.today
    return _done(actor, held, "decline_suggestion", Kind.DECLINED, words)


@transaction.atomic
def finish(
    *, actor: Member, suggestion: Suggestion, words: str, file: CheckedFile | None = None
) -> Suggestion:
    """Done, and shown."""
    held = _locked(actor, suggestion, State.ADOPTED)
    held.state, held.settled_on = State.DONE, actor.today
    return _done(actor, held, "finish_suggestion", Kind.DONE, words, file)


def note_seen(*, actor: Member, suggestion: Suggestion) -> None:
    """Whoever proposed it has looked at what became of it."""
    if suggestion.has_news and suggestion.record.staff == staff_of(actor):
        Suggestion.objects.filter(pk=suggestion.pk).update(has_news=False)


def _locked(actor: Member, suggestion: Suggestion, *states: State) -> Suggestion:
    rows = Suggestion.objects.select_for_update(of=("self",))
    held = rows.select_related("record__staff", "responsible").get(pk=suggestion.pk)
    if held.state not in states or not may_answer(actor, held):
        raise NotNow
    return held


def _done(
    actor: Member,
    suggestion: Suggestion,
    deed: str,
    kind: SuggestionStep.Kind,
    words: str,
    file: CheckedFile | None = None,
) -> Suggestion:
    suggestion.has_news = suggestion.record.staff != staff_of(actor)
    suggestion.save()
    note(
        actor=actor.account,
        deed=deed,
        subject=suggestion,
        school_id=suggestion.school_id,
        action=LogEntry.Action.UPDATE,
        number=suggestion.record.number,
    )
    step = SuggestionStep(
        school_id=suggestion.school_id,
        suggestion=suggestion,
        kind=kind,
        date=actor.today,
        by=actor.account,
        words=words,
        media_type=file.media_type if file else "",
    )
    if file is not None:
        name: Any = f"{secrets.token_hex(16)}{file.suffix}"
        step.file.save(name, file.content, save=False)
    step.save()
    return suggestion
