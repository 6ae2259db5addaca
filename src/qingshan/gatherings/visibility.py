"""The only door to gatherings.

Whoever is called, leads, speaks or came sees a gathering; the school-wide offices see all. Who
came, by name, is seen by those who lead it (`may_lead`): to everybody else it is a number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from qingshan.access.roles import Role
from qingshan.gatherings.models import Attendance, Gathering, Speaker
from qingshan.people.models import GroupHead, Staff
from qingshan.people.visibility import staff_of
from qingshan.school.models import TeachingGroup

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from qingshan.school.membership import Member

LEADERS_OF_ALL = (Role.ADMINISTRATOR, Role.PRINCIPAL, Role.SECRETARY)

Audience = Gathering.Audience


def gatherings_visible_to(member: Member) -> QuerySet[Gathering]:
    everything = Gathering.objects.filter(school=member.school)
    if member.school is None:
        return everything.none()
    if member.sees_whole_school:
        return everything
    staff = staff_of(member)
    if staff is None:
        return everything.none()
    theirs = Q(leader=staff) | Q(made_by=member.account) | calls(staff)
    for taking_part in (Speaker, Attendance):
        theirs |= Q(pk__in=taking_part.objects.filter(staff=staff).values("gathering"))
    return everything.filter(theirs)


def calls(staff: Staff) -> Q:
    """Gatherings to which the colleague is called: those of the time since they were hired."""
    theirs = Q(audience=Audience.EVERYBODY)
    if staff.is_party_member:
        theirs |= Q(audience=Audience.PARTY)
    of_groups = Gathering.groups.through.objects.filter(teachinggroup=staff.group_id or 0)
    by_name = Gathering.named.through.objects.filter(staff=staff.pk)
    theirs |= Q(audience=Audience.GROUPS, pk__in=of_groups.values("gathering"))
    theirs |= Q(audience=Audience.NAMED, pk__in=by_name.values("gathering"))
    return theirs & Q(date__gte=staff.hired_on)


def called_to(gathering: Gathering) -> QuerySet[Staff]:
    """Everybody who is called: the same rule from the other side."""
    here = Staff.objects.filter(school=gathering.school_id, hired_on__lte=gathering.date)
    if gathering.audience == Audience.PARTY:
        return here.filter(political_status__in=Staff.PARTY_MEMBERS)
    if gathering.audience == Audience.GROUPS:
        return here.filter(group__in=gathering.groups.values("pk"))
    if gathering.audience == Audience.NAMED:
        return here.filter(pk__in=gathering.named.values("pk"))
    return here


def may_lead(member: Member, gathering: Gathering) -> bool:
    """Who takes its list, shows its code and writes it up."""
    if member.school is None or gathering.school_id != member.school.pk:
        return False
    staff = staff_of(member)
    leads = staff is not None and gathering.leader_id == staff.pk
    return leads or gathering.made_by_id == member.account.pk or member.holds(*LEADERS_OF_ALL)


def groups_called_by(member: Member) -> QuerySet[TeachingGroup]:
    """Groups that the person may call together: one's own, all for the school-wide offices."""
    groups = TeachingGroup.objects.filter(school=member.school)
    if member.sees_whole_school:
        return groups
    headed = GroupHead.objects.filter(staff=staff_of(member))
    return groups.filter(pk__in=headed.values("group"))


def may_call(member: Member) -> bool:
    """Who may call a gathering at all; one who heads a group, only the group."""
    return member.sees_whole_school or groups_called_by(member).exists()
