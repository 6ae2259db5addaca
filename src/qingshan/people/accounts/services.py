"""Deeds of the administrator on the accounts of a school."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from qingshan.access.audit import note
from qingshan.access.models import Account
from qingshan.access.roles import Role
from qingshan.access.services import make_account_rows
from qingshan.kit.words import tr
from qingshan.people.accounts.queries import administrators_but
from qingshan.people.models import Staff
from qingshan.school.models import Appointment

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from qingshan.school.models import School

OFFICE_OF_POSITION = {
    "校长": Role.PRINCIPAL,
    "书记": Role.SECRETARY,
    "支部书记": Role.SECRETARY,
    "党支部书记": Role.SECRETARY,
    "学生事务主任": Role.STUDENT_AFFAIRS,
    "政教主任": Role.STUDENT_AFFAIRS,
    "德育主任": Role.STUDENT_AFFAIRS,
}
"""职务 → the office it brings; every other position, deputies too, is a teacher's."""


class LastAdministrator(Exception):
    """A school keeps somebody who can open its accounts."""


class OfficeAlreadyHeld(Exception):
    """One holds an office once at a time."""


@dataclass(frozen=True, slots=True)
class Slip:
    """What a person is handed on paper. The password is nowhere else."""

    name: str
    username: str
    password: str
    offices: str


def open_accounts(*, actor: Account, school: School) -> list[Slip]:
    """An account for everyone on the staff of `school` who has none yet.

    The username is the 工号, or 学校标识码-工号 where somebody else has it. The hashes, which take
    the time, are made before the transaction, so that no other write waits for them.
    """
    waiting = list(Staff.objects.filter(school=school, account=None).order_by("number"))
    usernames = _free_usernames(school, [staff.number for staff in waiting])
    made = make_account_rows((usernames[staff.number], staff.name) for staff in waiting)
    _write_accounts(actor, school, waiting, [account for account, _ in made])
    return [
        Slip(staff.name, account.username, password, tr("、").join(o.label for o in offices))
        for staff, (account, password) in zip(waiting, made, strict=True)
        for offices in [offices_of(staff.position)]
    ]


@transaction.atomic
def _write_accounts(
    actor: Account, school: School, staff: Sequence[Staff], accounts: Sequence[Account]
) -> None:
    if not accounts:
        return
    Account.objects.bulk_create(accounts, batch_size=200)
    for person, account in zip(staff, accounts, strict=True):
        person.account = account
    Staff.objects.bulk_update(staff, ["account"], batch_size=200)
    today = timezone.localdate()
    Appointment.objects.bulk_create(
        Appointment(account=account, school=school, role=office, since=today)
        for person, account in zip(staff, accounts, strict=True)
        for office in offices_of(person.position)
    )
    opened = [account.username for account in accounts]
    note(actor=actor, deed="open_accounts", subject=school, school_id=school.pk, accounts=opened)


@transaction.atomic
def grant_office(
    *, actor: Account, account: Account, school: School, role: Role, since: date
) -> Appointment:
    """Gives an office from `since` on. Raises `OfficeAlreadyHeld` where it is still held."""
    if Appointment.objects.filter(account=account, school=school, role=role, until=None).exists():
        raise OfficeAlreadyHeld
    granted = Appointment.objects.create(account=account, school=school, role=role, since=since)
    note(
        actor=actor,
        deed="grant_office",
        subject=account,
        school_id=school.pk,
        office=role.label,
        since=since.isoformat(),
    )
    return granted


@transaction.atomic
def end_office(*, actor: Account, appointment: Appointment, on: date) -> None:
    """The office is held until the day before `on`.

    Raises `LastAdministrator` where nobody else could open the school's accounts then.
    """
    held = Appointment.objects.select_for_update().select_related("account").get(pk=appointment.pk)
    if held.role == Role.ADMINISTRATOR and not administrators_but(held.account, held.school_id):
        raise LastAdministrator
    last_day = on - timedelta(days=1)
    if last_day < held.since:
        held.delete()  # given and taken back before it was ever held
    else:
        held.until = last_day
        held.save(update_fields=["until"])
    note(
        actor=actor,
        deed="end_office",
        subject=held.account,
        school_id=held.school_id,
        office=Role(held.role).label,
        until=last_day.isoformat(),
    )


def offices_of(position: str) -> tuple[Role, ...]:
    """The offices that a 职务 such as 校长、党支部书记 brings."""
    named = (OFFICE_OF_POSITION.get(part) for part in re.split(r"[、，,/\s兼]+", position))
    return tuple(dict.fromkeys(office for office in named if office)) or (Role.TEACHER,)


def _free_usernames(school: School, numbers: Sequence[str]) -> dict[str, str]:
    """工号 → a username that nobody has yet."""
    taken: set[str] = set()
    for start in range(0, len(numbers), 500):
        part = numbers[start : start + 500]
        taken |= set(Account.objects.filter(username__in=part).values_list("username", flat=True))
    return {n: f"{school.code}-{n}" if n in taken else n for n in numbers}
