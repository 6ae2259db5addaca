from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from qingshan.access.doing import doing
from qingshan.care.models import CareRhythm

if TYPE_CHECKING:
    from qingshan.school.membership import Member


@transaction.atomic
def set_rhythm(*, actor: Member, talk_days: int, contact_days: int) -> CareRhythm:
    """Sets how often the school talks with left-behind children and with their parents."""
    found = CareRhythm.objects.select_for_update().filter(school=actor.school).first()
    rhythm = found or CareRhythm(school=actor.school)
    rhythm.talk_days, rhythm.contact_days = talk_days, contact_days
    with doing("set_care_rhythm", actor=actor.account):
        rhythm.save()
    return rhythm
