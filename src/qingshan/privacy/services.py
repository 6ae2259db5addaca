"""Deeds on what is kept: other days, and letting go now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from qingshan.access.audit import note
from qingshan.kit.leaving import all_leaving
from qingshan.privacy.models import KeptDays
from qingshan.privacy.scrubbing import days_at, scrub_school

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qingshan.privacy.scrubbing import Left
    from qingshan.school.membership import Member
    from qingshan.school.models import School


@transaction.atomic
def set_kept_days(*, actor: Member, school: School, days: Mapping[str, int]) -> int:
    """Keeps what differs from the house's own days; how many kinds changed."""
    before = days_at(school)
    changed = {key: told for key, told in days.items() if told != before[key]}
    own = {one.key: one.days for one in all_leaving()}
    for key, told in changed.items():
        KeptDays.objects.filter(school=school, key=key).delete()
        if told != own[key]:
            KeptDays.objects.create(school=school, key=key, days=told)
    if changed:
        note(
            actor=actor.account,
            deed="set_kept_days",
            subject=school,
            school_id=school.pk,
            days=changed,
            before={key: before[key] for key in changed},
        )
    return len(changed)


def let_go(*, actor: Member, school: School) -> list[Left]:
    """What was kept long enough leaves now, and not only at the next round."""
    left = scrub_school(school, actor.today, actor=actor.account)
    return [one for one in left if one.number]
