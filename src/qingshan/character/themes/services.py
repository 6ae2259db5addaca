"""Deeds of theme education: planning, and holding a session."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from qingshan.access.audit import note
from qingshan.access.doing import doing
from qingshan.character.models import ThemeChild, ThemePlan, ThemeSession
from qingshan.kit.words import tr
from qingshan.records.kinds import all_kinds
from qingshan.records.services import record_deed
from qingshan.school.models import SchoolClass

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    from qingshan.school.membership import Member
    from qingshan.school.models import School, SchoolYear

KIND = "theme_session"
FAMILY, COMMUNITY = "family", "community"


class HeldAlready(Exception):
    """The class held this plan's session before."""

    def __init__(self, session: ThemeSession) -> None:
        super().__init__(str(session))
        self.session = session


@transaction.atomic
def plan_theme(
    *, actor: Member, school: School, year: SchoolYear, grades: Sequence[int], **fields: Any
) -> list[ThemePlan]:
    """The same plan for each of the grades: one row a grade, changed apart from then on."""
    made = []
    with doing("plan_theme", actor=actor.account):
        for grade in grades:
            plan = ThemePlan(school=school, year=year, grade_number=grade, **fields)
            plan.save()
            made.append(plan)
    return made


@transaction.atomic
def change_plan(*, actor: Member, plan: ThemePlan, **fields: Any) -> ThemePlan:
    held = ThemePlan.objects.select_for_update().get(pk=plan.pk)
    for name, value in fields.items():
        setattr(held, name, value)
    with doing("change_theme_plan", actor=actor.account):
        held.save()
    return held


@transaction.atomic
def hold_session(
    *,
    actor: Member,
    plan: ThemePlan,
    school_class: SchoolClass,
    date: date,
    parties: str,
    children: Collection[int],
    families: Collection[int],
    community: str = "",
    content: str = "",
    minutes: int | None = None,
) -> ThemeSession:
    """A record of the class, and who took part.

    `children` and `families` are keys of the class's children; a child whose family came took
    part. What was recorded of family or community counts these parties in. Raises `HeldAlready`,
    `NotOnTheStaff`.
    """
    SchoolClass.objects.select_for_update().get(pk=school_class.pk)
    before = ThemeSession.objects.filter(plan=plan, school_class=school_class).first()
    if before is not None:
        raise HeldAlready(before)
    said = set(parties.split())
    said |= {FAMILY} if families else set()
    said |= {COMMUNITY} if community else set()
    record = record_deed(
        actor=actor,
        kind=all_kinds()[KIND],
        date=date,
        school_class=school_class,
        title=tr("{theme}：{plan}").format(theme=plan.get_theme_display(), plan=plan.title),
        content=content,
        minutes=minutes,
        parts=" ".join(sorted(said)),
    )
    session = ThemeSession.objects.create(
        school_id=plan.school_id,
        plan=plan,
        school_class=school_class,
        record=record,
        community=community,
    )
    ThemeChild.objects.bulk_create(
        ThemeChild(
            school_id=plan.school_id, session=session, student_id=pk, family_came=pk in families
        )
        for pk in sorted({*children, *families})
    )
    note(
        actor=actor.account,
        deed="hold_theme_session",
        subject=session,
        school_id=plan.school_id,
        children=len({*children, *families}),
        families=len(families),
    )
    return session
