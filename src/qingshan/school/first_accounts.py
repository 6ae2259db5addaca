"""Accounts opened by whoever runs the server: the first administrator, and the last resort."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from qingshan.access.audit import note
from qingshan.access.models import Account
from qingshan.access.roles import Role
from qingshan.access.services import make_account_rows, reset_password
from qingshan.school.models import Appointment, School

OFFERED = [
    role for role in Role if role not in {Role.HOMEROOM, Role.GROUP_HEAD, Role.COUNTY_OFFICER}
]


class NotPossible(Exception):
    """Says in a sentence why, and what to do instead."""


@transaction.atomic
def open_account(username: str, *, name: str, role: str, school_code: str | None) -> dict[str, str]:
    """Opens an account with an office at the school, or with none where there is no school yet.

    An account that is there already gets the office and keeps its password, which is "" in the
    answer; a new one's is in the answer and nowhere else. Raises `NotPossible`.
    """
    if role not in OFFERED:
        raise NotPossible(f"没有 {role} 这个职责，可以用：{'、'.join(OFFERED)}。")
    school = _school(school_code)
    account = Account.objects.filter(username=username).first()
    password = ""
    if account is None:
        [(account, password)] = make_account_rows([(username, name or username)])
        account.is_superuser = school is None
        account.save()
    elif school is None or _holds(account, school, role):
        raise NotPossible(f"账号 {username} 已经有了。忘了密码请加 --reset。")
    if school is not None:
        today = timezone.localdate()
        Appointment.objects.create(account=account, school=school, role=role, since=today)
    note(
        actor=None,
        deed="open_account" if password else "grant_office",
        subject=account,
        school_id=school.pk if school else None,
        office=Role(role).label,
    )
    return {"username": username, "name": account.name, "password": password}


def _holds(account: Account, school: School, role: str) -> bool:
    held = Appointment.objects.filter(account=account, school=school, role=role, until=None)
    return held.exists()


def reset(username: str) -> dict[str, str]:
    """A new one-time password for an account. Raises `NotPossible` where there is none."""
    account = Account.objects.filter(username=username).first()
    if account is None:
        raise NotPossible(f"没有 {username} 这个账号。")
    school_id = _only_school_of(account)
    password = reset_password(actor=None, account=account, school_id=school_id)
    return {"username": username, "name": account.name, "password": password}


def _school(code: str | None) -> School | None:
    """The school named, the only one there is, or None where there is none yet."""
    schools = list(School.objects.order_by("code"))
    if code:
        named = next((school for school in schools if school.code == code), None)
        if named is None:
            raise NotPossible(f"没有学校标识码为 {code} 的学校。")
        return named
    if len(schools) > 1:
        known = "、".join(f"{school.code} {school.name}" for school in schools)
        raise NotPossible(f"这里有几所学校，请用 --school 说是哪一所：{known}。")
    return schools[0] if schools else None


def _only_school_of(account: Account) -> int | None:
    held = Appointment.objects.filter(account=account, school__isnull=False)
    return held.order_by("-since").values_list("school_id", flat=True).first()
