"""Deeds of setting up a term's courses, and of wishing for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from auditlog.models import LogEntry
from django.db import IntegrityError, transaction

from qingshan.access.audit import note
from qingshan.character.courses.queries import round_of
from qingshan.character.models import (
    CourseRecord,
    CourseRound,
    CourseSlot,
    CourseTogether,
    CourseWish,
    Offering,
    Placement,
)
from qingshan.records.models import Record
from qingshan.records.services import carry_five
from qingshan.school.models import Term

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from qingshan.people.models import Student
    from qingshan.school.membership import Member


class SlotIsNamedAlready(Exception):
    """A term has one slot of a name."""


class OfferedAlready(Exception):
    """A course is offered once in a slot."""


class HasRows(Exception):
    """Courses rest on the slot, or children and sessions on the course."""


class WishesAreClosed(Exception):
    """The last day has passed, or the places are adopted."""


@transaction.atomic
def save_slot(*, actor: Member, slot: CourseSlot) -> CourseSlot:
    """A new slot of a term, or changes to one. Raises `SlotIsNamedAlready`."""
    new = slot.pk is None
    others = CourseSlot.objects.filter(term=slot.term, name=slot.name).exclude(pk=slot.pk)
    if others.exists():
        raise SlotIsNamedAlready
    slot.save()
    _note(actor, "save_course_slot", slot, new=new)
    return slot


@transaction.atomic
def remove_slot(*, actor: Member, slot: CourseSlot) -> None:
    """Raises `HasRows` while courses are offered in it."""
    if Offering.objects.filter(slot=slot).exists():
        raise HasRows
    _note(actor, "remove_course_slot", slot, action=LogEntry.Action.DELETE)
    slot.delete()


@transaction.atomic
def save_offering(*, actor: Member, offering: Offering) -> Offering:
    """A course in a slot, or changes to it; its meetings belong where it belongs.

    Raises `OfferedAlready`.
    """
    new = offering.pk is None
    twice = Offering.objects.filter(course=offering.course_id, slot=offering.slot_id)
    if twice.exclude(pk=offering.pk).exists():
        raise OfferedAlready
    try:
        with transaction.atomic():
            offering.save()
    except IntegrityError:
        raise OfferedAlready from None
    held = CourseRecord.objects.filter(offering=offering)
    carry_five(Record.objects.filter(pk__in=held.values("record")), offering.five)
    _note(actor, "save_offering", offering, new=new)
    return offering


@transaction.atomic
def remove_offering(*, actor: Member, offering: Offering) -> None:
    """Raises `HasRows` once children have adopted places in it, or it has met."""
    adopted = Placement.objects.filter(offering=offering, state=Placement.State.ADOPTED)
    if adopted.exists() or CourseRecord.objects.filter(offering=offering).exists():
        raise HasRows
    Placement.objects.filter(offering=offering).delete()
    _note(actor, "remove_offering", offering, action=LogEntry.Action.DELETE)
    offering.delete()


@transaction.atomic
def repeat_courses(*, actor: Member, term: Term) -> int:
    """Offers what the last term that had courses offered, in the same slots; how many."""
    before = Offering.objects.filter(
        school_id=term.school_id, term__starts_on__lt=term.starts_on
    ).order_by("-term__starts_on")
    latest = before.first()
    if latest is None or Offering.objects.filter(term=term).exists():
        return 0
    slots = {}
    for slot in CourseSlot.objects.filter(term=latest.term):
        was = slot.pk
        slot.pk, slot._state.adding, slot.term = None, True, term
        if held := CourseSlot.objects.filter(term=term, name=slot.name).first():
            slots[was] = held
            continue
        slot.save()
        slots[was] = slot
    rows = list(Offering.objects.filter(term=latest.term))
    for row in rows:
        row.pk, row._state.adding, row.term = None, True, term
        row.slot = slots[row.slot_id]
    Offering.objects.bulk_create(rows)
    note(
        actor=actor.account,
        deed="repeat_courses",
        subject=term,
        school_id=term.school_id,
        courses=len(rows),
    )
    return len(rows)


@transaction.atomic
def open_round(*, actor: Member, term: Term, wishes_until: date | None) -> CourseRound:
    """Opens the wishes of a term up to a day, or changes the day."""
    Term.objects.select_for_update().get(pk=term.pk)
    held = round_of(term)
    held.wishes_until = wishes_until
    held.save()
    _note(actor, "open_course_wishes", held)
    return held


def is_open(held: CourseRound, today: date) -> bool:
    """Whether wishes may still be written at home; at school up to the adoption."""
    return held.adopted_at is None and held.wishes_until is not None and today <= held.wishes_until


@transaction.atomic
def keep_wishes(
    *,
    actor: Member | None,
    term: Term,
    children: Sequence[Student],
    wishes: Mapping[tuple[int, int], Sequence[int]],
    slots: Sequence[CourseSlot],
) -> int:
    """What the children wish for now, instead of before; how many of them changed.

    `wishes`: (child, slot) → offerings, the first first. `actor` is None at home, by a link.
    Raises `WishesAreClosed` after the adoption.
    """
    Term.objects.select_for_update().get(pk=term.pk)  # no wish slips in while places are made
    if round_of(term).adopted_at is not None:
        raise WishesAreClosed
    keys, at = [child.pk for child in children], [slot.pk for slot in slots]
    held: dict[tuple[int, int], list[int]] = {}
    rows = CourseWish.objects.filter(student__in=keys, slot__in=at).order_by("rank")
    for child, slot, offering in rows.values_list("student", "slot", "offering"):
        held.setdefault((child, slot), []).append(offering)
    changed = {key for key in {*held, *wishes} if list(wishes.get(key, ())) != held.get(key, [])}
    if not changed:
        return 0
    for child, slot in changed:
        CourseWish.objects.filter(student=child, slot=slot).delete()
    CourseWish.objects.bulk_create(
        CourseWish(
            school_id=term.school_id,
            student_id=child,
            slot_id=slot,
            offering_id=offering,
            rank=rank,
            entered_by=actor.account if actor else None,
        )
        for child, slot in sorted(changed)
        for rank, offering in enumerate(wishes.get((child, slot), ()), start=1)
    )
    moved = sorted({child for child, _ in changed})
    note(
        actor=actor.account if actor else None,
        deed="keep_course_wishes" if actor else "keep_course_wishes_at_home",
        subject=term,
        school_id=term.school_id,
        children=moved,
    )
    return len(moved)


@transaction.atomic
def tie_siblings(*, actor: Member, term: Term, first: Student, second: Student) -> None:
    """Brother and sister go to the same courses; twice is once."""
    one, other = sorted((first, second), key=lambda child: child.pk)
    tied, new = CourseTogether.objects.get_or_create(
        term=term, first=one, second=other, defaults={"school_id": term.school_id}
    )
    if new:
        _note(actor, "tie_siblings", tied, new=True)


@transaction.atomic
def untie_siblings(*, actor: Member, tied: CourseTogether) -> None:
    _note(actor, "untie_siblings", tied, action=LogEntry.Action.DELETE)
    tied.delete()


def _note(actor: Member, deed: str, subject: Any, *, new: bool = False, **more: Any) -> None:
    more.setdefault("action", LogEntry.Action.CREATE if new else LogEntry.Action.UPDATE)
    note(actor=actor.account, deed=deed, subject=subject, school_id=subject.school_id, **more)
