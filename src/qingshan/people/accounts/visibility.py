"""The only door to the accounts of a school: its administrator, and to look at, its principal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from qingshan.access.models import Account
from qingshan.access.roles import Role
from qingshan.people.models import Staff
from qingshan.school.models import Appointment

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from qingshan.school.membership import Member

MAY_LOOK = (Role.ADMINISTRATOR, Role.PRINCIPAL)


def accounts_visible_to(member: Member) -> QuerySet[Account]:
    """Accounts that hold or held an office at the member's school, or belong to its staff."""
    if member.school is None or not member.holds(*MAY_LOOK):
        return Account.objects.none()
    serving = Appointment.objects.filter(school=member.school).values("account")
    employed = Staff.objects.filter(school=member.school, account__isnull=False).values("account")
    return Account.objects.filter(Q(pk__in=serving) | Q(pk__in=employed))


def appointments_visible_to(member: Member, account: Account) -> QuerySet[Appointment]:
    """The offices of a visible account at the member's own school."""
    if not accounts_visible_to(member).filter(pk=account.pk).exists():
        return Appointment.objects.none()
    return Appointment.objects.filter(account=account, school=member.school)
