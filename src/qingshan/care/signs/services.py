"""Deeds on signs: looking into them, and setting from how many on a rule speaks."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from qingshan.access.doing import doing
from qingshan.care.models import SignLook, SignSetting
from qingshan.care.signs.rules import BY_KEY

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qingshan.people.models import Student
    from qingshan.school.membership import Member
    from qingshan.school.models import School


class OutOfBounds(Exception):
    """A threshold outside what the rule allows."""


@transaction.atomic
def look_into(
    *, actor: Member, student: Student, rules: Iterable[str], outcome: str, words: str
) -> SignLook:
    """Writes down that somebody looked; those `rules` (keys) rest for as long as theirs do.

    A look at several reasons rests as long as the shortest of them, so that what moves quickly is
    not hidden by what stands still.
    """
    keys = [key for key in BY_KEY if key in set(rules)]
    rest = min(BY_KEY[key].quiet_days for key in keys)
    look = SignLook(
        school_id=student.school_id,
        student=student,
        rules=f" {' '.join(keys)} ",
        outcome=outcome,
        words=words,
        looked_by=actor.account,
        looked_on=actor.today,
        quiet_until=actor.today + timedelta(days=rest),
    )
    with doing("look_into_signs", actor=actor.account):
        look.save()
    return look


@transaction.atomic
def set_rules(*, actor: Member, school: School, chosen: dict[str, tuple[int, bool]]) -> None:
    """Rule → (threshold, whether it is on). Raises `OutOfBounds`."""
    with doing("set_sign_rules", actor=actor.account):
        for key, (threshold, is_on) in chosen.items():
            rule = BY_KEY[key]
            if not rule.least <= threshold <= rule.most:
                raise OutOfBounds(key)
            SignSetting.objects.update_or_create(
                school=school, rule=key, defaults={"threshold": threshold, "is_on": is_on}
            )
