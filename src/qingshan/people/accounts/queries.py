"""What is asked about the accounts of a school."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone

from qingshan.access.roles import Role
from qingshan.access.scope import whole_house
from qingshan.kit.words import tr
from qingshan.people.models import Staff
from qingshan.school.models import Appointment

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from qingshan.access.models import Account
    from qingshan.school.models import School


def administrators_but(account: Account, school_id: int | None) -> bool:
    """Whether somebody else with an open account administers the school today."""
    return _administrators(school_id).exclude(account=account).exists()


def may_close(account: Account, school: School) -> bool:
    """Whether the school still has an administrator without `account`."""
    holds = _administrators(school.pk).filter(account=account).exists()
    return not holds or administrators_but(account, school.pk)


def is_of_this_school_only(account: Account, school: School) -> bool:
    """Whether the school's administrator may reset it: it opens no other school's doors."""
    elsewhere = _in_force(Appointment.objects.filter(account=account)).exclude(school=school)
    with whole_house():
        return not account.is_superuser and not elsewhere.exists()


def staff_without_account(school: School) -> int:
    return Staff.objects.filter(school=school, account=None).count()


def offices_by_account(school: School, accounts: Iterable[int]) -> dict[int, str]:
    """Account → the offices it holds today at the school, in the order of roles."""
    held: dict[int, set[str]] = {}
    found = _in_force(Appointment.objects.filter(school=school, account__in=list(accounts)))
    for account, role in found.values_list("account", "role"):
        held.setdefault(account, set()).add(role)
    return {
        account: tr("、").join(role.label for role in Role if role in roles)
        for account, roles in held.items()
    }


def _administrators(school_id: int | None) -> QuerySet[Appointment]:
    found = Appointment.objects.filter(
        school=school_id,
        role=Role.ADMINISTRATOR,
        since__lte=timezone.localdate(),
        account__is_active=True,
    )
    return _in_force(found)


def _in_force(appointments: QuerySet[Appointment]) -> QuerySet[Appointment]:
    """Those not over yet."""
    return appointments.filter(Q(until=None) | Q(until__gte=timezone.localdate()))
