"""Deeds: asking that somebody who left be erased, taking that back, and erasing them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from qingshan.access.audit import note
from qingshan.kit.words import tr
from qingshan.people.accounts.queries import may_close
from qingshan.people.models import Staff
from qingshan.privacy.erasing import files
from qingshan.privacy.erasing.emptying import empty
from qingshan.privacy.erasing.mentions import cover_in_the_log, cover_in_words, mentions_of
from qingshan.privacy.erasing.planning import plan_for
from qingshan.privacy.models import Erasure
from qingshan.school.models import Appointment

if TYPE_CHECKING:
    from datetime import date

    from qingshan.access.models import Account
    from qingshan.privacy.erasing.planning import Plan
    from qingshan.privacy.subjects.person import Person


class NotPossible(Exception):
    """The text says why, and what to do."""


def erasure_of(person: Person) -> Erasure | None:
    return Erasure.objects.filter(**_of(person)).first()


@transaction.atomic
def ask_erasure(*, actor: Account, person: Person, left_on: date, why: str) -> Erasure:
    """The first of two. Raises `NotPossible`."""
    if erasure_of(person) is not None:
        raise NotPossible(tr("已经有人提过了。"))
    if person.account == actor:
        raise NotPossible(tr("自己的信息请别人来提。"))
    if left_on > timezone.localdate():
        raise NotPossible(tr("离开的日子不能在今天以后。"))
    _refuse_the_last_administrator(person)
    asked = Erasure.objects.create(
        school=person.school,
        left_on=left_on,
        why=why,
        asked_by=actor,
        asked_on=timezone.localdate(),
        **_of(person),
    )
    note(actor=actor, deed="ask_erasure", subject=asked, school_id=asked.school_id)
    return asked


@transaction.atomic
def take_back_erasure(*, actor: Account, erasure: Erasure) -> None:
    held = Erasure.objects.select_for_update().get(pk=erasure.pk)
    if held.done_on:
        raise NotPossible(tr("已经删了，收不回来。"))
    note(actor=actor, deed="take_back_erasure", subject=held, school_id=held.school_id)
    held.delete()


def erase(*, actor: Account, erasure: Erasure) -> Plan:
    """The second of two, all of it or nothing; files go after it. Raises `NotPossible`."""
    with transaction.atomic():
        held = Erasure.objects.select_for_update().get(pk=erasure.pk)
        if held.done_on:
            raise NotPossible(tr("已经删过了。"))
        if held.asked_by_id == actor.pk:
            raise NotPossible(tr("提的人不能自己删，请另一位来删。"))
        person = held.person
        if person.account == actor:
            raise NotPossible(tr("自己的信息请别人来删。"))
        _refuse_the_last_administrator(person)
        plan = _take_out(held, person)
        held.refresh_from_db()
        held.done_by, held.done_on = actor, timezone.localdate()
        held.save(update_fields=["done_by", "done_on", "files"])
        note(
            actor=actor,
            deed="erase_person",
            subject=held,
            school_id=held.school_id,
            went={line.table: line.number for line in plan.going},
            stayed={line.table: line.number for line in plan.staying},
        )
    files.sweep(held)
    return plan


def _take_out(held: Erasure, person: Person) -> Plan:
    """Rows, words, the name everywhere, and the ways in."""
    plan, found = plan_for(person), mentions_of(person)
    listed = []
    for part in (plan.go, plan.nameless):
        for model, keys in part.items():
            listed += files.named(model, keys)
    for model, keys in reversed(plan.go.items()):
        model._base_manager.filter(pk__in=keys).delete()
    for model, keys in plan.nameless.items():
        empty(model, keys)
    if found.account is not None:
        _sign_out(found.account)
    elif person.serves_elsewhere:
        _end_here(person, held.left_on)
    cover_in_words(found, held.school_id)
    Erasure.objects.filter(pk=held.pk).update(files=listed)
    cover_in_the_log(held, plan, found)
    return plan


def _end_here(person: Person, day: date) -> None:
    """The account goes on at its other school, and opens no door of this one.

    An office is still held on the day it says, so none ends later than yesterday; one that would
    begin after that had not begun.
    """
    last = min(day, timezone.localdate() - timedelta(days=1))
    here = Appointment.objects.filter(account=person.account, school=person.school)
    here.filter(since__gt=last).delete()
    here.filter(Q(until__isnull=True) | Q(until__gt=last)).update(until=last)
    Staff.objects.filter(pk=person.row.pk).update(account=None)


def _sign_out(account: Account) -> None:
    for session in Session.objects.all().iterator():
        if session.get_decoded().get("_auth_user_id") == str(account.pk):
            session.delete()


def _refuse_the_last_administrator(person: Person) -> None:
    if person.account is not None and not may_close(person.account, person.school):
        raise NotPossible(tr("是学校唯一的管理员。先让别人当管理员。"))


def _of(person: Person) -> dict[str, object]:
    return {"student" if person.is_child else "staff": person.row}
