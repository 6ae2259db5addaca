"""Deeds of the drops: the library, its reviews, the plan of a term, and telling one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_OID, uuid5

from django.db import transaction
from django.utils import timezone

from qingshan.access.audit import note
from qingshan.access.doing import doing
from qingshan.character.drops.library import not_taken_in
from qingshan.character.drops.planning import Outcome, has_begun, plan_of
from qingshan.character.drops.visibility import REVIEWERS
from qingshan.character.models import Drop, DropLesson, DropSetting
from qingshan.people.visibility import staff_of
from qingshan.records.kinds import all_kinds
from qingshan.records.models import Record
from qingshan.records.services import AlreadyRecorded, carry_five, record_deed
from qingshan.school.models import School, SchoolClass, Term
from qingshan.school.queries import current_term

if TYPE_CHECKING:
    from datetime import date, time

    from qingshan.school.membership import Member

KIND = "moral_drop"
WRITTEN = (
    "title",
    "of",
    "story",
    "principle",
    "sentence",
    "source",
    "theme",
    "five",
    "from_grade",
    "to_grade",
    "day",
)


class NotWaiting(Exception):
    """Only what waits is reviewed."""


class ToldBefore(Exception):
    """The class has met this drop this term; `lesson` says when."""

    def __init__(self, lesson: DropLesson) -> None:
        super().__init__(str(lesson))
        self.lesson = lesson


class NoTerm(Exception):
    """Between terms nothing is told."""


@transaction.atomic
def take_in_library(*, actor: Member, school: School) -> int:
    """Puts the shipped drops that are missing into the school's library; how many they were."""
    School.objects.select_for_update().get(pk=school.pk)
    missing = not_taken_in(school)
    reviewed = {"reviewed_by": actor.account, "reviewed_on": actor.today}
    Drop.objects.bulk_create(
        Drop(school=school, state=Drop.State.ACCEPTED, **reviewed, **fields) for fields in missing
    )
    note(
        actor=actor.account,
        deed="take_in_drops",
        subject=school,
        school_id=school.pk,
        added=len(missing),
    )
    return len(missing)


@transaction.atomic
def write_drop(*, actor: Member, school: School, **fields: Any) -> Drop:
    """A new drop: of a reviewer it is in use at once, of anybody else it waits for a review."""
    drop = Drop(school=school, proposed_by=staff_of(actor), **fields)
    if actor.holds(*REVIEWERS):
        drop.state = Drop.State.ACCEPTED
        drop.reviewed_by, drop.reviewed_on = actor.account, actor.today
    with doing("write_drop", actor=actor.account):
        drop.save()
    return drop


@transaction.atomic
def change_drop(*, actor: Member, drop: Drop, **fields: Any) -> Drop:
    """Any of `WRITTEN`. What its writer changes waits for a review again."""
    held = Drop.objects.select_for_update().get(pk=drop.pk)
    for name, value in fields.items():
        setattr(held, name, value)
    if not actor.holds(*REVIEWERS):
        held.state = Drop.State.PROPOSED
    with doing("change_drop", actor=actor.account):
        held.save()
    told = DropLesson.objects.filter(drop=held, record__isnull=False)
    carry_five(Record.objects.filter(pk__in=told.values("record")), held.five)
    return held


@transaction.atomic
def review_drop(*, actor: Member, drop: Drop, accepted: bool, reason: str = "") -> Drop:
    """Into use, or back to its writer with a reason. Raises `NotWaiting`."""
    held = Drop.objects.select_for_update().get(pk=drop.pk)
    if held.state != Drop.State.PROPOSED:
        raise NotWaiting
    held.state = Drop.State.ACCEPTED if accepted else Drop.State.RETURNED
    held.reason = "" if accepted else reason
    held.reviewed_by, held.reviewed_on = actor.account, actor.today
    with doing("review_drop", actor=actor.account):
        held.save()
    return held


@transaction.atomic
def rest_drop(*, actor: Member, drop: Drop, resting: bool) -> Drop:
    """Out of use, so that it is laid no more, or back. What was told stays told."""
    held = Drop.objects.select_for_update().get(pk=drop.pk)
    before, after = Drop.State.ACCEPTED, Drop.State.RESTING
    if not resting:
        before, after = after, before
    if held.state != before:
        raise NotWaiting
    held.state = after
    with doing("rest_drop", actor=actor.account):
        held.save()
    return held


@transaction.atomic
def lay_drops(*, actor: Member, term: Term, weekdays: str, lesson: int) -> Outcome:
    """Keeps the setting, and lays the term anew from now on; what has been stays.

    As few drops move as the lessons allow, each with its row. A class that cannot be filled keeps
    the plan it has; the outcome says why.
    """
    school = School.objects.select_for_update().get(pk=term.school_id)
    setting, _ = DropSetting.objects.get_or_create(school=school)
    setting.weekdays, setting.lesson = weekdays, lesson
    with doing("set_drops", actor=actor.account):
        setting.save()
    since = max(term.starts_on, actor.today)
    now = timezone.localtime().time() if since == actor.today else None
    outcome = plan_of(term, setting, since=since, now=now)
    _write_plan(outcome, since, now)
    note(
        actor=actor.account,
        deed="lay_drops",
        subject=term,
        school_id=school.pk,
        classes=len(outcome.filled),
        lessons=outcome.lessons,
        moved=outcome.moved,
    )
    return outcome


def _write_plan(outcome: Outcome, since: date, now: time | None) -> None:
    """Rows of the classes that were filled: what stays is not touched."""
    filled = {plan.school_class.pk: plan.places() for plan in outcome.filled}
    rows = DropLesson.objects.filter(
        term=outcome.term, school_class__in=filled, record=None, date__gte=since
    )
    moved, gone, held = [], [], set()
    for row in rows.select_related("slot"):
        if has_begun(row.date, row.slot.starts if row.slot else None, since, now):
            continue
        place = filled[row.school_class_id].get(row.drop_id)
        held.add((row.school_class_id, row.drop_id))
        if place is None:
            gone.append(row.pk)
        elif place != (row.date, row.slot_id):
            row.date, row.slot_id = place
            moved.append(row)
    DropLesson.objects.filter(pk__in=gone).delete()
    DropLesson.objects.bulk_update(moved, ["date", "slot"], batch_size=500)
    new = [row for row in outcome.rows() if (row.school_class_id, row.drop_id) not in held]
    DropLesson.objects.bulk_create(new, batch_size=1000)
    outcome.moved, outcome.new = len(moved), len(new)


@transaction.atomic
def tell_drop(*, actor: Member, lesson: DropLesson) -> Record:
    """Notes that a laid drop was told: a record of today, or of its day where that has been.

    Told again it is the same record. Raises `NotOnTheStaff`.
    """
    held = (
        DropLesson.objects.select_for_update(of=("self",)).select_related("drop").get(pk=lesson.pk)
    )
    if held.record is not None:
        return held.record
    try:
        record = record_deed(
            actor=actor,
            kind=all_kinds()[KIND],
            date=min(held.date, actor.today),
            school_class=held.school_class,
            title=held.drop.title,
            five=held.drop.five,
            once=uuid5(NAMESPACE_OID, f"drop {held.pk} {held.date}"),
        )
    except AlreadyRecorded as told:
        record = told.record
    held.record, held.date = record, record.date
    held.save(update_fields=["record", "date"])
    return record


@transaction.atomic
def tell_at_will(*, actor: Member, drop: Drop, school_class: SchoolClass) -> Record:
    """A drop from the library, told today though another was laid, or none.

    Where it was laid for the class on a later day it is told now instead. Raises `ToldBefore`,
    `NoTerm`, `NotOnTheStaff`.
    """
    SchoolClass.objects.select_for_update().get(pk=school_class.pk)
    term = current_term(drop.school, actor.today)
    if term is None:
        raise NoTerm
    lesson = DropLesson.objects.filter(term=term, school_class=school_class, drop=drop).first()
    if lesson is not None and lesson.record_id is not None:
        raise ToldBefore(lesson)
    if lesson is None:
        lesson = DropLesson(school=drop.school, term=term, school_class=school_class, drop=drop)
    if lesson.date != actor.today:
        lesson.date, lesson.slot = actor.today, None
    lesson.save()
    return tell_drop(actor=actor, lesson=lesson)
