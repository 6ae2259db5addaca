"""Whose tokens one sees, and who may hold one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.mfa.utils import is_mfa_enabled

from qingshan.api.models import AccessToken

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from qingshan.school.membership import Member


def tokens_visible_to(member: Member) -> QuerySet[AccessToken]:
    """One's own of the school one is at; nobody sees another's."""
    if member.school is None:
        return AccessToken.objects.none()
    return AccessToken.objects.filter(account=member.account, school=member.school)


def can_hold_token(member: Member) -> bool:
    """Anybody who serves a school; whoever sees the whole of it only with the second step on.

    A token is worth as much as the sign-in that made it, and theirs opens every child's page.
    """
    if member.school is None:
        return False
    return not member.sees_whole_school or bool(is_mfa_enabled(member.account))
