"""Deeds on teaching groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from qingshan.access.doing import doing
from qingshan.people.models import GroupHead, Staff

if TYPE_CHECKING:
    from qingshan.school.membership import Member
    from qingshan.school.models import TeachingGroup


@transaction.atomic
def set_group_head(*, actor: Member, group: TeachingGroup, staff: Staff | None) -> None:
    """`staff` heads `group` from now on, or nobody does."""
    with doing("set_group_head", actor=actor.account):
        held = GroupHead.objects.select_for_update().filter(group=group).first()
        if staff is None:
            if held:
                held.delete()
            return
        held = held or GroupHead(school_id=group.school_id, group=group, staff=staff)
        held.staff = staff
        held.save()
