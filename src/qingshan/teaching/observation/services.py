"""Deeds on draws and observations."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone

from qingshan.access.doing import doing
from qingshan.people.models import Staff
from qingshan.records.kinds import all_kinds
from qingshan.records.services import record_deed
from qingshan.school.models import School, SchoolClass
from qingshan.teaching.models import Draw, Observation, ObservationLevel, ObservationNote
from qingshan.teaching.observation.drawing import canonical, draw, fingerprint, seed_of
from qingshan.teaching.observation.ground import ground_for
from qingshan.teaching.observation.queries import keys_of_lessons
from qingshan.teaching.observation.rubrics import newest
from qingshan.timetable.queries import lessons_between

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date
    from uuid import UUID

    from qingshan.school.membership import Member
    from qingshan.teaching.observation.drawing import Pick
    from qingshan.timetable.queries import Held

KIND = "lesson_observation"
State = Observation.State


class AlreadyDrawn(Exception):
    """A draw is made once."""


class AlreadyPlanned(Exception):
    """The observer is somewhere else at that time."""


class NotYet(Exception):
    """The step before has not been taken: evidence first, then levels, then the rest."""


@transaction.atomic
def fix_draw(
    *,
    actor: Member,
    school: School,
    days: tuple[date, date],
    number: int,
    observers: Iterable[Staff],
    source: str,
    pairs_too: bool,
) -> Draw:
    """Fixes what is drawn from, and tells its fingerprint, before the seed is known."""
    first, last = days
    ground = ground_for(
        school, first=first, last=last, number=number, observers=observers, pairs_too=pairs_too
    )
    text = canonical(ground)
    with doing("fix_draw", actor=actor.account):
        return Draw.objects.create(
            school=school,
            first_day=first,
            last_day=last,
            number=number,
            source=source,
            ground=text,
            ground_hash=fingerprint(text),
            fixed_by=actor.account,
        )


@transaction.atomic
def make_draw(*, actor: Member, fixed: Draw, value: str) -> list[Observation]:
    """Draws with the value that was published meanwhile. Raises `AlreadyDrawn`."""
    held = Draw.objects.select_for_update(of=("self",)).get(pk=fixed.pk)
    if held.drawn_at is not None:
        raise AlreadyDrawn
    picks = drawn_again(held, value)
    held.value, held.drawn_at = value, timezone.now()
    held.result = json.dumps(picks, ensure_ascii=False, sort_keys=True)
    school = School.objects.get(pk=held.school_id)
    lessons = _lessons_by_key(school, held)
    staff = {one.number: one for one in Staff.objects.filter(school=school)}
    with doing("make_draw", actor=actor.account):
        held.save(update_fields=["value", "drawn_at", "result"])
        return [
            _plan(lessons[pick["lesson"]], staff[pick["observer"]], school, held)
            for pick in picks
            if pick["lesson"] in lessons
        ]


def drawn_again(held: Draw, value: str) -> list[Pick]:
    """The result as anybody can work it out from what was fixed and what was published."""
    return draw(json.loads(held.ground), seed_of(held.ground_hash, value))


def is_the_same(held: Draw) -> bool:
    """Whether ground, fingerprint, value and result fit each other, worked out afresh."""
    fits = fingerprint(held.ground) == held.ground_hash
    return fits and drawn_again(held, held.value) == json.loads(held.result)


@transaction.atomic
def plan_observation(*, actor: Member, observer: Staff, lesson: Held) -> Observation:
    """A lesson that a colleague goes to of their own accord. Raises `AlreadyPlanned`."""
    school = School.objects.get(pk=observer.school_id)
    try:
        with transaction.atomic(), doing("plan_observation", actor=actor.account):
            return _plan(lesson, observer, school, None)
    except IntegrityError as error:
        raise AlreadyPlanned from error


def note_observation(
    *,
    actor: Member,
    observation: Observation,
    minute: int,
    phase: str,
    words: str,
    once: UUID | None,
) -> None:
    """One thing seen at a minute; sent twice it is written once. Raises `NotYet` once sent."""
    if observation.state != State.PLANNED:
        raise NotYet
    held = ObservationNote.objects.filter(observation=observation, once=once)
    if once is not None and held.exists():
        return
    with transaction.atomic(), doing("note_observation", actor=actor.account):
        ObservationNote.objects.create(
            school_id=observation.school_id,
            observation=observation,
            minute=minute,
            phase=phase,
            words=words,
            once=once,
        )


@transaction.atomic
def take_back_note(*, actor: Member, note: ObservationNote) -> None:
    with doing("note_observation", actor=actor.account):
        note.delete()


@transaction.atomic
def send_observation(
    *,
    actor: Member,
    observation: Observation,
    topic: str,
    levels: Mapping[str, int],
    summary: str,
    next_step: str,
    step_seen: str,
) -> Observation:
    """Levels, the whole in words, a step proposed: to the teacher. It becomes a record.

    Raises `NotYet` where a level stands on no evidence, or it was sent before.
    """
    held = Observation.objects.select_for_update(of=("self",)).get(pk=observation.pk)
    seen = set(ObservationNote.objects.filter(observation=held).values_list("phase", flat=True))
    if held.state != State.PLANNED or not seen or {k.partition(".")[0] for k in levels} - seen:
        raise NotYet
    _set(held, topic=topic, summary=summary, next_step=next_step, step_seen=step_seen)
    held.state, held.observer_agrees = State.SENT, True
    held.record = record_deed(
        actor=actor,
        kind=all_kinds()[KIND],
        date=held.date,
        school_class=SchoolClass.objects.get(pk=held.school_class_id),
        title=topic,
        minutes=40,
    )
    with doing("send_observation", actor=actor.account):
        held.save()
        for item, level in levels.items():
            ObservationLevel.objects.create(
                school_id=held.school_id, observation=held, item=item, level=level
            )
    return held


@transaction.atomic
def answer_observation(*, actor: Member, observation: Observation, answer: str) -> None:
    """What the teacher says to it. Raises `NotYet`."""
    held = Observation.objects.select_for_update(of=("self",)).get(pk=observation.pk)
    if held.state not in {State.SENT, State.ANSWERED}:
        raise NotYet
    _set(held, answer=answer, state=State.ANSWERED)
    with doing("answer_observation", actor=actor.account):
        held.save(update_fields=["answer", "state"])


@transaction.atomic
def agree_next_step(
    *, actor: Member, observation: Observation, next_step: str, is_teacher: bool
) -> Observation:
    """One of the two agrees, perhaps in other words: then the other is asked again.

    Raises `NotYet` before the teacher has answered, or once both have agreed.
    """
    held = Observation.objects.select_for_update(of=("self",)).get(pk=observation.pk)
    if held.state != State.ANSWERED:
        raise NotYet
    if next_step != held.next_step:
        held.observer_agrees = held.teacher_agrees = False
        _set(held, next_step=next_step)
    if is_teacher:
        held.teacher_agrees = True
    else:
        held.observer_agrees = True
    if held.teacher_agrees and held.observer_agrees:
        held.state = State.AGREED
    with doing("agree_next_step", actor=actor.account):
        held.save(update_fields=["next_step", "observer_agrees", "teacher_agrees", "state"])
    return held


def _set(held: Observation, **values: str) -> None:
    for name, value in values.items():
        setattr(held, name, value)


def _plan(lesson: Held, observer: Staff, school: School, held: Draw | None) -> Observation:
    last = Observation.objects.filter(
        school=school, teacher=lesson.teacher_id, state=State.AGREED, date__lte=lesson.day
    )
    return Observation.objects.create(
        school=school,
        draw=held,
        teacher_id=lesson.teacher_id,
        observer=observer,
        date=lesson.day,
        slot_id=lesson.slot,
        school_class_id=lesson.class_id,
        subject_id=lesson.subject_id,
        rubric=newest().name,
        last_step=last.order_by("-date", "-pk").first(),
    )


def _lessons_by_key(school: School, held: Draw) -> dict[str, Held]:
    lessons = lessons_between(school, held.first_day, held.last_day)
    return keys_of_lessons(school, [one for day in lessons.values() for one in day])
