"""Accounts opened by whoever runs the server: the first administrator, and the last resort."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from qingshan.access.audit import note
from qingshan.access.models import Account
from qingshan.access.roles import Role
from qingshan.access.services import make_account_rows, reset_password
from qingshan.kit.words import tr
from qingshan.school.models import Appointment, County, School

OFFERED = [role for role in Role if role not in {Role.HOMEROOM, Role.GROUP_HEAD}]


class NotPossible(Exception):
    """Says in a sentence why, and what to do instead."""


def open_account(
    username: str, *, name: str, role: str, school_code: str | None, county_code: str | None = None
) -> dict[str, str]:
    """Opens an account with an office at the school, or with none where there is no school yet.

    The county officer's office is at the county named, or that the school belongs to. An account
    that is there already gets the office and keeps its password, which is "" in the answer; a new
    one's is in the answer and nowhere else. Raises `NotPossible`.
    """
    if role not in OFFERED:
        raise NotPossible(
            tr("没有 {role} 这个职责，可以用：{offered}。").format(
                role=role, offered=tr("、").join(OFFERED)
            )
        )
    school = None if county_code is not None else _school(school_code)
    appointment = (
        _appointment(role, school) if county_code is None else _at_county(role, county_code)
    )
    account = Account.objects.filter(username=username).first()
    if account is None:
        [(account, password)] = make_account_rows([(username, name or username)])
    elif appointment is None or _holds(account, appointment):
        raise NotPossible(
            tr("账号 {username} 已经有了。忘了密码请加 --reset。").format(username=username)
        )
    else:
        password = ""
    _write(account, appointment, school)
    return {"username": username, "name": account.name, "password": password}


@transaction.atomic
def _write(account: Account, appointment: Appointment | None, school: School | None) -> None:
    is_new = account.pk is None
    if is_new:
        account.is_superuser = appointment is None
        account.save()
    if appointment is not None:
        appointment.account = account
        appointment.save()
    note(
        actor=None,
        deed="open_account" if is_new else "grant_office",
        subject=account,
        school_id=school.pk if school else None,
        office=Role(appointment.role).label if appointment else "",
    )


def _appointment(role: str, school: School | None) -> Appointment | None:
    """The office to give, still nobody's; None where there is no school yet."""
    if school is None:
        return None
    office = Appointment(role=role, since=timezone.localdate())
    if role != Role.COUNTY_OFFICER:
        office.school = school
    elif school.county is None:
        raise NotPossible(
            tr(
                "{school}还没有登记属于哪个县区，先登记："
                "qingshan county 行政区划码 --name 名称 --school {code}"
            ).format(school=school.name, code=school.code)
        )
    else:
        office.county = school.county
    return office


def _at_county(role: str, code: str) -> Appointment:
    if role != Role.COUNTY_OFFICER:
        raise NotPossible(tr("--county 只给县区的人用：--role county_officer。"))
    county = County.objects.filter(code=code.upper()).first()
    if county is None:
        raise NotPossible(
            tr("没有 {code} 这个县区，请先登记：qingshan county {code} --name 名称").format(
                code=code
            )
        )
    return Appointment(role=role, since=timezone.localdate(), county=county)


def _holds(account: Account, office: Appointment) -> bool:
    held = Appointment.objects.filter(account=account, role=office.role, until=None)
    return held.filter(school=office.school, county=office.county).exists()


def reset(username: str) -> dict[str, str]:
    """A new one-time password for an account. Raises `NotPossible` where there is none."""
    account = Account.objects.filter(username=username).first()
    if account is None:
        raise NotPossible(tr("没有 {username} 这个账号。").format(username=username))
    school_id = _only_school_of(account)
    password = reset_password(actor=None, account=account, school_id=school_id)
    return {"username": username, "name": account.name, "password": password}


def _school(code: str | None) -> School | None:
    """The school named, the only one there is, or None where there is none yet."""
    schools = list(School.objects.select_related("county").order_by("code"))
    if code:
        named = next((school for school in schools if school.code == code), None)
        if named is None:
            raise NotPossible(tr("没有学校标识码为 {code} 的学校。").format(code=code))
        return named
    if len(schools) > 1:
        known = tr("、").join(f"{school.code} {school.name}" for school in schools)
        raise NotPossible(
            tr("这里有几所学校，请用 --school 说是哪一所：{known}。").format(known=known)
        )
    return schools[0] if schools else None


def _only_school_of(account: Account) -> int | None:
    held = Appointment.objects.filter(account=account, school__isnull=False)
    return held.order_by("-since").values_list("school_id", flat=True).first()
