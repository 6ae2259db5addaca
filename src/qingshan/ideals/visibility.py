"""The only door to study, lessons and what people took from them.

A takeaway is seen by whoever wrote it and, once shared, by those who see the session: no office
sees more of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from qingshan.access.roles import Role
from qingshan.gatherings.visibility import gatherings_visible_to
from qingshan.ideals.models import Campaign, Lesson, StudySession, Takeaway
from qingshan.people.visibility import staff_of

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from qingshan.school.membership import Member

KEEPERS = (Role.SECRETARY, Role.PRINCIPAL, Role.ADMINISTRATOR)
"""Who plans campaigns, and may write in every lesson."""


def campaigns_visible_to(member: Member) -> QuerySet[Campaign]:
    return Campaign.objects.filter(school=member.school)


def sessions_visible_to(member: Member) -> QuerySet[StudySession]:
    seen = gatherings_visible_to(member).values("pk")
    return StudySession.objects.filter(school=member.school, gathering__in=seen)


def takeaways_visible_to(member: Member) -> QuerySet[Takeaway]:
    own = Q(staff=staff_of(member)) if staff_of(member) else Q(pk=None)
    shared = Q(shared_on__isnull=False, session__in=sessions_visible_to(member).values("pk"))
    return Takeaway.objects.filter(school=member.school).filter(own | shared)


def lessons_visible_to(member: Member) -> QuerySet[Lesson]:
    return Lesson.objects.filter(school=member.school)


def may_write_lesson(member: Member, lesson: Lesson) -> bool:
    """Who gives it, and the keepers."""
    staff = staff_of(member)
    return member.holds_at(lesson, *KEEPERS) or (staff is not None and lesson.author_id == staff.pk)
