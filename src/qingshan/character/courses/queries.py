"""Reading a term's courses: what is offered, who wishes, who has a place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Q
from django.db.models.functions import Length
from django.shortcuts import get_object_or_404

from qingshan.character.courses.visibility import (
    classes_that_wish_with,
    offerings_taught_by,
    offerings_visible_to,
    placements_visible_to,
)
from qingshan.character.models import (
    CourseRound,
    CourseSlot,
    CourseTogether,
    CourseWish,
    Offering,
    Placement,
)
from qingshan.people.models import Student
from qingshan.people.roster import on_roster
from qingshan.school.models import SchoolClass, Term

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from django.db.models import QuerySet

    from qingshan.school.membership import Member
    from qingshan.school.models import School

IN_SEAT_ORDER = (Length("seat_number"), "seat_number", "number")


def term_of_courses(school: School, day: date) -> Term | None:
    """The term that courses are looked at in: the running one, else the next, else the last."""
    terms = list(Term.objects.filter(school=school).select_related("year").order_by("starts_on"))
    ahead = (term for term in terms if term.ends_on >= day)
    return next(ahead, terms[-1] if terms else None)


def term_asked(school: School, day: date, asked: str) -> tuple[Term | None, list[Term]]:
    """The term asked for, and those one may ask for, the latest first."""
    terms = list(Term.objects.filter(school=school).select_related("year").order_by("-starts_on"))
    chosen = next((term for term in terms if str(term.pk) == asked), None)
    return chosen or term_of_courses(school, day), terms


def round_of(term: Term) -> CourseRound:
    """As it is kept, or an unsaved one."""
    found = CourseRound.objects.filter(term=term).select_related("adopted_by").first()
    return found or CourseRound(term=term, school_id=term.school_id)


def slots_of(term: Term) -> list[CourseSlot]:
    return list(CourseSlot.objects.filter(term=term))


def offerings_of(term: Term) -> list[Offering]:
    """In the order of the catalogue, as they are numbered on the page of wishes."""
    rows = Offering.objects.filter(term=term).select_related("course", "slot", "teacher")
    return list(rows.order_by("slot__weekdays", "slot__starts_at", "slot", "course__name"))


def offering_seen_by(member: Member, pk: int) -> Offering:
    seen = offerings_visible_to(member).select_related("course", "slot", "teacher", "term")
    return get_object_or_404(seen, pk=pk)


def own_offering(member: Member, pk: int) -> Offering:
    """A course whose meetings the person may write down; otherwise `Http404`."""
    seen = offerings_taught_by(member).select_related("course", "slot", "teacher", "term")
    return get_object_or_404(seen, pk=pk)


def children_of(offering: Offering, day: date) -> QuerySet[Student]:
    """Who has an adopted place in the course, and is of the school on that day."""
    placed = Placement.objects.filter(offering=offering, state=Placement.State.ADOPTED)
    here = Student.objects.filter(on_roster(day), pk__in=placed.values("student"))
    return here.order_by("school_class__grade_number", "school_class__code", *IN_SEAT_ORDER)


def placed_in(term: Term, state: str) -> dict[int, int]:
    """Offering → children placed in it."""
    rows = Placement.objects.filter(slot__term=term, state=state, offering__isnull=False)
    return dict(
        rows.order_by().values("offering").annotate(n=Count("pk")).values_list("offering", "n")
    )


def needing_places(slots: Sequence[CourseSlot]) -> Q:
    """Children whom at least one of the slots is for; nobody without a slot."""
    found = Q(pk=None)
    for slot in slots:
        found |= is_for(slot)
    return found


def is_for(slot: CourseSlot) -> Q:
    """Children whom a slot is for."""
    grades = (slot.first_grade, slot.last_grade)
    asked = Q(school_class__grade_number__range=grades)
    if not slot.who:
        return asked
    boarding = Q(boarding=Student.Boarding.BOARDING)
    return asked & (boarding if slot.who == CourseSlot.Who.BOARDING else ~boarding)


@dataclass(frozen=True)
class WishLine:
    """A class on the way to its wishes: how many children have written some."""

    pk: int
    name: str
    children: int
    wished: int

    @property
    def missing(self) -> int:
        return max(0, self.children - self.wished)

    @property
    def is_done(self) -> bool:
        return not self.missing


def wish_lines(member: Member, term: Term, slots: Sequence[CourseSlot]) -> list[WishLine]:
    """The classes whose wishes the person may enter. Two queries."""
    rows = (
        Student.objects.filter(needing_places(slots), on_roster(member.today))
        .filter(school_class__in=classes_that_wish_with(member).values("pk"))
        .order_by()
        .values_list("school_class", "school_class__name", "school_class__grade_number")
        .annotate(n=Count("pk"))
        .order_by("school_class__grade_number", "school_class__code")
    )
    here = on_roster(member.today, "student__")
    wishes = CourseWish.objects.filter(here, slot__term=term).order_by()
    wished = dict(
        wishes.values("student__school_class")
        .annotate(n=Count("student", distinct=True))
        .values_list("student__school_class", "n")
    )
    return [WishLine(pk, name, n, wished.get(pk, 0)) for pk, name, _, n in rows]


def class_that_wishes(member: Member, pk: int) -> SchoolClass:
    return get_object_or_404(classes_that_wish_with(member), pk=pk)


def wishes_of(children: Sequence[int], term: Term) -> dict[tuple[int, int], list[int]]:
    """(child, slot) → offerings, the first wish first."""
    told: dict[tuple[int, int], list[int]] = {}
    rows = CourseWish.objects.filter(slot__term=term, student__in=children).order_by("rank")
    for child, slot, offering in rows.values_list("student", "slot", "offering"):
        told.setdefault((child, slot), []).append(offering)
    return told


def siblings_of(term: Term) -> list[CourseTogether]:
    both = ("first", "second", "first__school_class", "second__school_class")
    return list(CourseTogether.objects.filter(term=term).select_related(*both))


def proposed_place(member: Member, pk: int) -> Placement:
    seen = placements_visible_to(member).filter(state=Placement.State.PROPOSED)
    return get_object_or_404(seen.select_related("student", "slot", "offering__course"), pk=pk)
