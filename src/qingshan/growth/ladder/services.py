"""A title is won."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from qingshan.access.doing import doing
from qingshan.growth.models import Title

if TYPE_CHECKING:
    from datetime import date

    from qingshan.people.models import Staff
    from qingshan.school.membership import Member


class HasThisTitle(Exception):
    """The colleague has the same title of the same day."""


@transaction.atomic
def award_title(*, actor: Member, staff: Staff, title: str, level: str, awarded_on: date) -> Title:
    """Raises `HasThisTitle`."""
    if Title.objects.filter(staff=staff, title=title, awarded_on=awarded_on).exists():
        raise HasThisTitle
    made = Title(
        school_id=staff.school_id, staff=staff, title=title, level=level, awarded_on=awarded_on
    )
    with doing("award_title", actor=actor.account):
        made.save()
    return made
