"""Deeds of study: campaigns, what a session is about, and what somebody takes from one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from qingshan.access.doing import doing
from qingshan.ideals.models import Campaign, StudySession, Takeaway

if TYPE_CHECKING:
    from qingshan.gatherings.models import Gathering
    from qingshan.ideals.models import Lesson
    from qingshan.people.models import Staff
    from qingshan.school.membership import Member


@transaction.atomic
def keep_campaign(*, actor: Member, campaign: Campaign | None = None, **told: Any) -> Campaign:
    """A new campaign, or what changes in one."""
    kept = campaign or Campaign(school=actor.school, made_by=actor.account)
    for name, value in told.items():
        setattr(kept, name, value)
    with doing("keep_campaign", actor=actor.account):
        kept.save()
    return kept


@transaction.atomic
def keep_session(
    *,
    actor: Member,
    gathering: Gathering,
    campaign: Campaign | None = None,
    role_model: str = "",
    lesson: Lesson | None = None,
    reading: str = "",
) -> StudySession:
    """What a gathering is about. A lesson is given in the version that is its latest now."""
    session = StudySession.objects.filter(gathering=gathering).select_related("version").first()
    session = session or StudySession(school_id=gathering.school_id, gathering=gathering)
    session.campaign, session.role_model, session.reading = campaign, role_model, reading
    held = session.version.lesson_id if session.version else None
    if held != (lesson.pk if lesson else None):
        session.version = lesson.versions.first() if lesson else None
    with doing("keep_session", actor=actor.account):
        session.save()
    return session


@transaction.atomic
def keep_takeaway(
    *, actor: Member, session: StudySession, staff: Staff, words: str, shared: bool
) -> Takeaway:
    """What the person took from it: theirs, and shared only where they say so."""
    held = Takeaway.objects.select_for_update().filter(session=session, staff=staff).first()
    kept = held or Takeaway(
        school_id=session.school_id, session=session, staff=staff, written_on=actor.today
    )
    kept.words = words  # type: ignore[assignment]
    kept.shared_on = (kept.shared_on or actor.today) if shared else None
    with doing("keep_takeaway", actor=actor.account):
        kept.save()
    return kept
