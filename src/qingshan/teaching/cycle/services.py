"""Deeds on findings: written, mended, seen again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from qingshan.access.doing import doing
from qingshan.teaching.models import Finding

if TYPE_CHECKING:
    from datetime import date

    from qingshan.people.models import Staff
    from qingshan.records.models import Record
    from qingshan.school.membership import Member


class NotYet(Exception):
    """The step before has not been taken, or this one has."""


@transaction.atomic
def write_finding(
    *, actor: Member, found_by: Staff, record: Record, mender: Staff, words: str, until: date
) -> Finding:
    """One thing to mend that a check or review found."""
    with doing("write_finding", actor=actor.account):
        return Finding.objects.create(
            school_id=found_by.school_id,
            record=record,
            found_by=found_by,
            mender=mender,
            words=words,
            until=until,
        )


@transaction.atomic
def mend_finding(*, actor: Member, finding: Finding, words: str) -> None:
    """The mender says what was done. Raises `NotYet` where that is said already."""
    held = Finding.objects.select_for_update(of=("self",)).get(pk=finding.pk)
    if held.done_on is not None:
        raise NotYet
    _set(held, done_on=actor.today, done_words=words)
    with doing("mend_finding", actor=actor.account):
        held.save()


@transaction.atomic
def look_again(
    *, actor: Member, finding: Finding, is_mended: bool, words: str, until: date | None
) -> None:
    """Whoever found it looks once more: mended, or not yet and until when. Raises `NotYet`."""
    held = Finding.objects.select_for_update(of=("self",)).get(pk=finding.pk)
    if held.done_on is None or held.is_mended:
        raise NotYet
    if is_mended:
        _set(held, seen_on=actor.today, seen_words=words, is_mended=True)
    else:
        _set(held, seen_words=words, is_mended=False, done_on=None, done_words="", until=until)
    with doing("look_again", actor=actor.account):
        held.save()


def _set(held: Finding, **values: object) -> None:
    for name, value in values.items():
        setattr(held, name, value)
