"""Deeds on lessons: writing one, a further version, what it won."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from qingshan.access.doing import doing
from qingshan.ideals.models import Lesson, LessonAward, LessonVersion

if TYPE_CHECKING:
    from qingshan.outcomes.models import Honour
    from qingshan.people.models import Staff
    from qingshan.school.membership import Member


class WrittenMeanwhile(Exception):
    """Somebody wrote a version since the page was opened; `version` is it."""

    def __init__(self, version: LessonVersion) -> None:
        super().__init__(str(version))
        self.version = version


@transaction.atomic
def write_lesson(*, actor: Member, title: str, author: Staff, about: str, text: str) -> Lesson:
    """A lesson with its first version."""
    lesson = Lesson(school_id=author.school_id, title=title, author=author, about=about)
    with doing("write_lesson", actor=actor.account):
        lesson.save()
        _add(actor, lesson, 1, text, "")
    return lesson


@transaction.atomic
def revise_lesson(
    *, actor: Member, lesson: Lesson, text: str, why: str, seen: int
) -> LessonVersion:
    """A further version; the same text again is none. Raises `WrittenMeanwhile`.

    `seen` is the number of the version that was read before writing.
    """
    held = Lesson.objects.select_for_update().get(pk=lesson.pk)
    latest = held.versions.select_related("by").first()
    number = latest.number if latest else 0
    if latest is not None and latest.text == text:
        return latest
    if latest is not None and number != seen:
        raise WrittenMeanwhile(latest)
    with doing("revise_lesson", actor=actor.account):
        return _add(actor, held, number + 1, text, why)


@transaction.atomic
def award_lesson(*, actor: Member, lesson: Lesson, honour: Honour) -> LessonAward:
    """Says that an honour was won by the lesson; once."""
    with doing("award_lesson", actor=actor.account):
        award, _ = LessonAward.objects.get_or_create(
            lesson=lesson, honour=honour, defaults={"school_id": lesson.school_id}
        )
    return award


@transaction.atomic
def drop_award(*, actor: Member, award: LessonAward) -> None:
    """The honour itself stays."""
    with doing("drop_award", actor=actor.account):
        award.delete()


def _add(actor: Member, lesson: Lesson, number: int, text: str, why: str) -> LessonVersion:
    return LessonVersion.objects.create(
        school_id=lesson.school_id,
        lesson=lesson,
        number=number,
        text=text,
        why=why,
        by=actor.account,
    )
