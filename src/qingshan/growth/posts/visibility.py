"""The only door to model posts: a sign that a member hangs out, so the school sees it.

That somebody is a party member is known of those who took a post, since they show it; the open
lessons of members without one are listed for who leads the branch.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from qingshan.access.roles import Role
from qingshan.growth.models import ModelPost
from qingshan.people.models import Staff
from qingshan.people.visibility import staff_of
from qingshan.records.models import Record
from qingshan.records.visibility import records_visible_to

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from qingshan.school.membership import Member

BRANCH = (Role.PRINCIPAL, Role.SECRETARY)
"""Who leads the branch's work."""

LESSON = "open_lesson"


def posts_visible_to(member: Member) -> QuerySet[ModelPost]:
    if member.school is None:
        return ModelPost.objects.none()
    return ModelPost.objects.filter(school=member.school)


def may_keep(member: Member, post: ModelPost) -> bool:
    own = staff_of(member)
    return member.holds_at(post, *BRANCH) or (own is not None and own.pk == post.staff_id)


def lessons_of_members(member: Member) -> QuerySet[Record]:
    """Open lessons of party members, as far as the person may know of both."""
    lessons = records_visible_to(member).filter(kind=LESSON)
    if member.holds(*BRANCH):
        return lessons.filter(staff__political_status__in=Staff.PARTY_MEMBERS)
    own, posts = staff_of(member), posts_visible_to(member).values("staff")
    mine = Q(staff=own) if own is not None and own.is_party_member else Q(pk__in=())
    return lessons.filter(mine | Q(staff__in=posts))
