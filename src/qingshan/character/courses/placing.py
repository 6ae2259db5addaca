"""Deeds of placing children in courses: propose, decide one, adopt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from qingshan.access.audit import note
from qingshan.character.courses.allocation import allocate
from qingshan.character.courses.problem import ground_of, placements_from
from qingshan.character.courses.queries import round_of
from qingshan.character.courses.words import how_good, what_must_give
from qingshan.character.models import CourseRound, CourseWish, Placement
from qingshan.kit.words import tr
from qingshan.school.models import Term

if TYPE_CHECKING:
    from qingshan.character.models import Offering
    from qingshan.school.membership import Member

State = Placement.State
BATCH = 1000


class ProposedAnew(Exception):
    """The plan that was looked at is another by now."""


class NothingProposed(Exception):
    """There is no plan to adopt, or somebody is still without a place in it."""


def propose_places(*, actor: Member, term: Term, afresh: bool = False) -> CourseRound:
    """Makes the best plan and keeps it to be looked at; what a person decided stays.

    `afresh` forgets those decisions. The solver works outside of the transaction.
    """
    if afresh:
        Placement.objects.filter(slot__term=term, state=State.PROPOSED).update(kept=False)
    ground = ground_of(term)
    plan = allocate(ground.problem)
    rows = placements_from(ground, plan)
    with transaction.atomic():
        Term.objects.select_for_update().get(pk=term.pk)
        held = round_of(term)
        held.proposed_at = timezone.now()
        held.told = "\n".join((how_good(ground, plan), *what_must_give(ground, plan)))
        held.save()
        Placement.objects.filter(slot__term=term, state=State.PROPOSED).delete()
        Placement.objects.bulk_create(rows, batch_size=BATCH)
        note(
            actor=actor.account,
            deed="propose_places",
            subject=held,
            school_id=term.school_id,
            places=len(rows),
        )
    return held


@transaction.atomic
def decide_place(*, actor: Member, placement: Placement, offering: Offering) -> None:
    """A person's word: it stays when the plan is made again, though a course may be overfull."""
    held = Placement.objects.select_for_update().get(pk=placement.pk)
    if held.offering_id == offering.pk and held.kept:
        return
    wished = list(
        CourseWish.objects.filter(student=held.student_id, slot=held.slot_id)
        .order_by("rank")
        .values_list("offering", flat=True)
    )
    held.offering, held.kept = offering, True
    held.rank = wished.index(offering.pk) + 1 if offering.pk in wished else 0
    held.denied = held.rank - 1 if held.rank else len(wished)
    held.why = tr("老师定的：{course}。").format(course=offering.course.name)
    held.save()
    note(
        actor=actor.account,
        deed="decide_place",
        subject=held,
        school_id=held.school_id,
        child=held.student_id,
    )


@transaction.atomic
def adopt_places(*, actor: Member, term: Term, seen: str) -> int:
    """The plan that was looked at becomes the lists of the courses; how many places.

    `seen` is the `version` of it. Raises `ProposedAnew` where it is another by now, and
    `NothingProposed`. Wishes are closed by it.
    """
    Term.objects.select_for_update().get(pk=term.pk)
    held = round_of(term)
    rows = Placement.objects.filter(slot__term=term, state=State.PROPOSED)
    if held.proposed_at is None or not rows.exists():
        raise NothingProposed
    if version(held) != seen:
        raise ProposedAnew
    if rows.filter(offering=None).exists():
        raise NothingProposed
    Placement.objects.filter(slot__term=term, state=State.ADOPTED).delete()
    number = rows.update(state=State.ADOPTED)
    held.adopted_at, held.adopted_by, held.proposed_at = timezone.now(), actor.account, None
    held.save()
    note(
        actor=actor.account,
        deed="adopt_places",
        subject=held,
        school_id=term.school_id,
        places=number,
    )
    return number


def version(held: CourseRound) -> str:
    """What changes whenever a plan is made; "" for none."""
    return held.proposed_at.isoformat() if held.proposed_at else ""
