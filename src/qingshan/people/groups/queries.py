"""Teaching groups, their heads and their members."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404

from qingshan.people.models import Staff
from qingshan.school.models import TeachingGroup

if TYPE_CHECKING:
    from qingshan.school.membership import Member


@dataclass(slots=True)
class Group:
    """A teaching group as the page shows it; `head` is the key of the head's row."""

    pk: int
    name: str
    head: int | None
    head_name: str
    members: list[tuple[int, str]] = field(default_factory=list)

    @property
    def candidates(self) -> list[tuple[int, str]]:
        """Who may head it: its members, and the head although not one of them."""
        listed = dict(self.members)
        if self.head is not None:
            listed.setdefault(self.head, self.head_name)
        return list(listed.items())


def groups_of(member: Member) -> list[Group]:
    """Every group of the school; two queries however many there are."""
    members: dict[int, list[tuple[int, str]]] = defaultdict(list)
    staff = Staff.objects.filter(school=member.school, group__isnull=False)
    for group, pk, name in staff.values_list("group", "pk", "name"):
        members[group].append((pk, name))
    rows = TeachingGroup.objects.filter(school=member.school).values_list(
        "pk", "name", "head__staff", "head__staff__name"
    )
    return [Group(pk, name, head, called or "", members[pk]) for pk, name, head, called in rows]


def group_seen_by(member: Member, pk: int) -> TeachingGroup:
    return get_object_or_404(TeachingGroup.objects.filter(school=member.school), pk=pk)
