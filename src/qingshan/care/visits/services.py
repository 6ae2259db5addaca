"""Planning visits, and letting a plan go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from qingshan.access.doing import doing
from qingshan.care.models import VisitPlan
from qingshan.care.visits.visibility import may_send_others
from qingshan.people.visibility import staff_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from qingshan.people.models import Staff, Student
    from qingshan.school.membership import Member


class NotTheirsToSend(Exception):
    """Whoever does not answer for all children plans visits of their own only."""


@transaction.atomic
def plan_visits(
    *, actor: Member, students: Sequence[Student], staff: Staff, on: date, words: str = ""
) -> list[VisitPlan]:
    """A visit to each child's home on a day; one that was planned so already stays as it is."""
    if staff != staff_of(actor) and not may_send_others(actor):
        raise NotTheirsToSend
    with doing("plan_visits", actor=actor.account):
        return [
            VisitPlan.objects.get_or_create(
                student=student,
                staff=staff,
                date=on,
                defaults={
                    "school_id": student.school_id,
                    "words": words,
                    "made_by": actor.account,
                },
            )[0]
            for student in students
        ]


@transaction.atomic
def drop_plan(*, actor: Member, plan: VisitPlan) -> None:
    """Raises `NotTheirsToSend` for a plan that is neither one's own nor of one's making."""
    own = plan.staff == staff_of(actor) or plan.made_by == actor.account
    if not own and not may_send_others(actor):
        raise NotTheirsToSend
    with doing("drop_visit_plan", actor=actor.account):
        plan.delete()
