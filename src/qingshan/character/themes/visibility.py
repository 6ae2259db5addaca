"""The only door to plans and sessions of theme education.

Plans name no child: everybody at the school reads them. A session's page names who took part, so
it opens to whoever may see the children of the class.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingshan.character.drops.visibility import REVIEWERS
from qingshan.character.models import ThemePlan, ThemeSession
from qingshan.people.visibility import classes_bound_to, staff_of
from qingshan.school.models import SchoolClass

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from qingshan.school.membership import Member

PLANNERS = REVIEWERS


def theme_plans_visible_to(member: Member) -> QuerySet[ThemePlan]:
    everything = ThemePlan.objects.filter(school=member.school)
    return everything if member.school is not None else everything.none()


def theme_sessions_visible_to(member: Member) -> QuerySet[ThemeSession]:
    """That a class held a session, on which day and with whom of the four parties."""
    everything = ThemeSession.objects.filter(school=member.school)
    return everything if member.school is not None else everything.none()


def theme_sessions_open_to(member: Member) -> QuerySet[ThemeSession]:
    """Those of which a person may see the children."""
    held_for = classes_held_for(member).values("pk")
    return theme_sessions_visible_to(member).filter(school_class__in=held_for)


def classes_held_for(member: Member) -> QuerySet[SchoolClass]:
    """Classes whose sessions a person may note: not those of a single child they support."""
    if member.sees_whole_school:
        return SchoolClass.objects.filter(school=member.school)
    return classes_bound_to(member)


def can_change_plan(member: Member, plan: ThemePlan) -> bool:
    """Those who plan, and whoever is responsible for it."""
    if member.holds_at(plan, *PLANNERS):
        return True
    staff = staff_of(member)
    return staff is not None and plan.responsible_id == staff.pk
