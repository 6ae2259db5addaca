"""The only door to a colleague's stages: what is there, and what was said of them.

The person, their mentors (also those of before), the head of their group, and who leads the school.
A mentor and a head thereby learn in which year of work somebody is, as they do every day.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from qingshan.growth.models import StageVoice
from qingshan.people.models import Pairing, Staff
from qingshan.people.visibility import PAIRERS, staff_of, staff_visible_to

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from qingshan.school.membership import Member


def staff_whose_stages_are_visible_to(member: Member) -> QuerySet[Staff]:
    everyone = staff_visible_to(member)
    if member.holds(*PAIRERS):
        return everyone
    staff = staff_of(member)
    if staff is None:
        return everyone.none()
    return everyone.filter(
        Q(pk=staff.pk)
        | Q(pk__in=_mentees(staff))
        | Q(group__in=staff.headed_groups.values("group"))
    )


def voice_of(member: Member, staff: Staff) -> str:
    """As which of the three this person speaks of that one; "" for none."""
    own = staff_of(member)
    if own is None:
        return ""
    if own.pk == staff.pk:
        return StageVoice.SELF.value
    if _mentees(own).filter(mentee=staff).exists():
        return StageVoice.MENTOR.value
    if staff.group_id and own.headed_groups.filter(group=staff.group_id).exists():
        return StageVoice.HEAD.value
    return ""


def _mentees(staff: Staff) -> QuerySet[Pairing, dict[str, int]]:
    pairs = Pairing.objects.filter(giver=staff, kind=Pairing.Kind.MENTORING)
    return pairs.values("mentee")  # type: ignore[return-value]
