"""The only door to what people owe and have done.

Everybody sees their own. Who leads the branch and the school sees everyone's, and the head of a
teaching group that of the group, to help where something is open; nobody else looks at colleagues.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from qingshan.access.roles import Role
from qingshan.people.models import Staff
from qingshan.people.visibility import staff_of, staff_visible_to
from qingshan.programmes.packs import all_packs
from qingshan.school.models import TeachingGroup

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from qingshan.programmes.packs import Pack
    from qingshan.programmes.standing import Standing
    from qingshan.school.membership import Member

SEES_EVERYONE = (Role.ADMINISTRATOR, Role.PRINCIPAL, Role.SECRETARY)


def sees_everyones_standing(member: Member) -> bool:
    return member.holds(*SEES_EVERYONE)


def staff_whose_standing_is_visible_to(member: Member) -> QuerySet[Staff]:
    everyone = staff_visible_to(member)
    if sees_everyones_standing(member):
        return everyone
    return everyone.filter(
        Q(account=member.account) | Q(group__head__staff__account=member.account)
    )


def sees_programme_of_others(member: Member, pack: Pack) -> bool:
    """Whether a person may see of colleagues that a programme binds them, and how far they are.

    A programme for party members says who is one, which only those who lead may know.
    """
    return sees_everyones_standing(member) or not pack.tells_of_party


def without_party_matters(lines: Iterable[Standing]) -> list[Standing]:
    """Of the standing of colleagues what may be seen by those who do not lead the school."""
    packs = all_packs()
    telling = {key for key, pack in packs.items() if pack.tells_of_party}
    return [line for line in lines if line.duty.programme not in telling]


def groups_visible_to(member: Member) -> QuerySet[TeachingGroup]:
    """Groups whose coverage a person may open: one's own, as a member; all for those who lead."""
    groups = TeachingGroup.objects.filter(school=member.school)
    if sees_everyones_standing(member):
        return groups
    staff = staff_of(member)
    if staff is None:
        return groups.none()
    return groups.filter(Q(pk=staff.group_id) | Q(head__staff=staff))


def sees_names_in(member: Member, group: TeachingGroup) -> bool:
    """Whether a person sees who of a group still has something open, beside how many."""
    if member.holds_at(group, *SEES_EVERYONE):
        return True
    staff = staff_of(member)
    return (
        staff is not None and TeachingGroup.objects.filter(pk=group.pk, head__staff=staff).exists()
    )
