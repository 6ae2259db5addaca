"""The only door to runs: those of the member's school, for its administrator and principal.

Someone who serves no school yet and runs the installation sees the runs they began themselves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingshan.access.roles import Role
from qingshan.exchange.models import LoadRun

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from qingshan.school.membership import Member

MAY_LOAD = (Role.ADMINISTRATOR, Role.PRINCIPAL)


def moves_in(member: Member) -> bool:
    """Whether this person may bring in a school of their own: they serve none so far."""
    nobodys = member.school is None and member.county is None
    return nobodys and bool(member.account.is_superuser)


def can_load(member: Member) -> bool:
    return member.holds(*MAY_LOAD) if member.school is not None else moves_in(member)


def runs_visible_to(member: Member) -> QuerySet[LoadRun]:
    if not can_load(member):
        return LoadRun.objects.none()
    if member.school is None:
        return LoadRun.objects.filter(school=None, account=member.account)
    return LoadRun.objects.filter(school=member.school)
