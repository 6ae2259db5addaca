"""The only door to what people owe and have done.

Everybody sees their own. Who leads the branch and the school sees everyone's, to help where
something is open; nobody else looks at colleagues.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingshan.access.roles import Role
from qingshan.people.models import Staff
from qingshan.people.visibility import staff_visible_to

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from qingshan.school.membership import Member

SEES_EVERYONE = (Role.ADMINISTRATOR, Role.PRINCIPAL, Role.SECRETARY)


def sees_everyones_standing(member: Member) -> bool:
    return member.holds(*SEES_EVERYONE)


def staff_whose_standing_is_visible_to(member: Member) -> QuerySet[Staff]:
    everyone = staff_visible_to(member)
    return everyone if sees_everyones_standing(member) else everyone.filter(account=member.account)
