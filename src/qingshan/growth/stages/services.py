"""Deeds on stages: what the three say at the end of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from qingshan.access.doing import doing
from qingshan.growth.models import StageReview
from qingshan.growth.stages.queries import PLAN, ends_soon, stretches_of
from qingshan.growth.stages.visibility import voice_of
from qingshan.people.models import Staff
from qingshan.people.visibility import staff_of

if TYPE_CHECKING:
    from qingshan.school.membership import Member


class NotYours(Exception):
    """Neither the person, nor a mentor of theirs, nor the head of their group."""


class NotYet(Exception):
    """The stage has not come to its end."""


@transaction.atomic
def speak_of(*, actor: Member, staff: Staff, stage: str, words: str) -> StageReview:
    """One of the three says a word, or another instead of it. Raises `NotYours`, `NotYet`."""
    voice, own = voice_of(actor, staff), staff_of(actor)
    if not voice or own is None:
        raise NotYours
    found = stretches_of(staff, actor.today)
    steps = [step for step in found[1].steps if step.stage.key == stage] if found else []
    if not steps or not ends_soon(steps[0], actor.today):
        raise NotYet
    Staff.objects.select_for_update().get(pk=staff.pk)
    of = {"staff": staff, "programme": PLAN, "stage": stage, "voice": voice}
    held = StageReview.objects.filter(**of).first()
    held = held or StageReview(school_id=staff.school_id, **of)
    held.by, held.on = own, actor.today
    setattr(held, "words", words)  # noqa: B010 - a sealed field takes text
    with doing("speak_of_stage", actor=actor.account):
        held.save()
    return held
