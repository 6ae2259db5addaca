"""A term's rows as the allocation's plain data, and its plan as rows again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Sum

from qingshan.character.courses.allocation import Child, Course, Plan, Problem, Slot, rank_of
from qingshan.character.courses.queries import needing_places, offerings_of, siblings_of, slots_of
from qingshan.character.courses.reasons import Reasons
from qingshan.character.models import CourseWish, Placement
from qingshan.people.models import Student
from qingshan.people.roster import on_roster
from qingshan.school.models import Term

if TYPE_CHECKING:
    from qingshan.character.models import CourseSlot, Offering

State = Placement.State


@dataclass(frozen=True)
class Ground:
    """A term's problem, and what its keys are called."""

    problem: Problem
    slots: dict[int, CourseSlot]
    offerings: dict[int, Offering]
    called: dict[int, str]

    @property
    def is_ready(self) -> bool:
        return bool(self.problem.courses and self.problem.children)


def ground_of(term: Term) -> Ground:
    """Seven queries, however many children. After places were adopted, as few as possible move."""
    slots = slots_of(term)
    offerings = offerings_of(term)
    rows = list(
        Student.objects.filter(needing_places(slots), on_roster(), school_id=term.school_id)
        .order_by("pk")
        .values_list("pk", "name", "boarding", "school_class__grade_number")
    )
    wishes = _wishes(term)
    owed = owed_from_before(term)
    pairs = [(one.first_id, one.second_id) for one in siblings_of(term)]
    held = _places(term, State.ADOPTED)
    problem = Problem(
        children=[
            Child(pk, grade, boarding == "boarding", wishes.get(pk, {}), owed.get(pk, 0))
            for pk, _, boarding, grade in rows
        ],
        courses=[
            Course(one.pk, one.slot_id, one.capacity, one.first_grade, one.last_grade)
            for one in offerings
        ],
        slots=[_slot(one) for one in slots],
        together=pairs,
        kept=_kept(term, {pk for pk, *_ in rows}),
        held=held or _places(term, State.PROPOSED),
        stay=bool(held),
    )
    bound = {pk for pair in pairs for pk in pair}
    return Ground(
        problem=problem,
        slots={one.pk: one for one in slots},
        offerings={one.pk: one for one in offerings},
        called={pk: name for pk, name, *_ in rows if pk in bound},
    )


def owed_from_before(term: Term) -> dict[int, int]:
    """Child → how far the adopted places of the term before fell short of its first wishes."""
    before = Term.objects.filter(school_id=term.school_id, starts_on__lt=term.starts_on)
    last = before.order_by("-starts_on").first()
    rows = Placement.objects.filter(slot__term=last, state=State.ADOPTED, denied__gt=0).order_by()
    found = rows.values("student").annotate(short=Sum("denied")).values_list("student", "short")
    return dict(found)


def placements_from(ground: Ground, plan: Plan) -> list[Placement]:
    """Unsaved rows with their reasons."""
    names = {pk: one.course.name for pk, one in ground.offerings.items()}
    reasons = Reasons(ground.problem, plan, names, ground.called)
    children = {one.key: one for one in ground.problem.children}
    made = []
    for (child, slot), course in plan.places.items():
        wished = children[child].wishes.get(slot, ())
        rank = rank_of(children[child], slot, course) if course else 0
        short = rank - 1 if rank else len(wished)
        made.append(
            Placement(
                school_id=ground.slots[slot].school_id,
                slot_id=slot,
                student_id=child,
                offering_id=course,
                state=State.PROPOSED,
                rank=rank,
                denied=short,
                kept=(child, slot) in ground.problem.kept,
                why=reasons.reason(child, slot),
            )
        )
    return made


def _slot(one: CourseSlot) -> Slot:
    who: Any = one.who
    return Slot(one.pk, who, one.first_grade, one.last_grade)


def _wishes(term: Term) -> dict[int, dict[int, tuple[int, ...]]]:
    told: dict[int, dict[int, tuple[int, ...]]] = {}
    rows = CourseWish.objects.filter(slot__term=term).order_by("rank")
    for child, slot, offering in rows.values_list("student", "slot", "offering"):
        own = told.setdefault(child, {})
        own[slot] = (*own.get(slot, ()), offering)
    return told


def _places(term: Term, state: str) -> dict[tuple[int, int], int]:
    rows = Placement.objects.filter(slot__term=term, state=state, offering__isnull=False)
    return {
        (child, slot): offering
        for child, slot, offering in rows.values_list("student", "slot", "offering")
        if offering
    }


def _kept(term: Term, here: set[int]) -> dict[tuple[int, int], int]:
    """What a person decided on the plan that is looked at."""
    rows = Placement.objects.filter(
        slot__term=term, state=State.PROPOSED, kept=True, offering__isnull=False
    )
    return {
        (child, slot): offering
        for child, slot, offering in rows.values_list("student", "slot", "offering")
        if offering and child in here
    }
