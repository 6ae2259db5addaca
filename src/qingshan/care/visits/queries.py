"""Which homes were reached, by village; which were not; who is to go where.

A home is reached in a term when one of its children was visited. Children without an address are
each a home of their own, for nobody knows better.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Concat

from qingshan.care.models import VisitPlan
from qingshan.care.visits.visibility import visit_plans_visible_to
from qingshan.people.visibility import staff_of
from qingshan.records.models import Record
from qingshan.records.offline.coming import Coming

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from qingshan.people.models import Student
    from qingshan.school.membership import Member
    from qingshan.school.models import School

VISIT = "home_visit"


@dataclass(frozen=True, slots=True)
class Village:
    """A village's homes, and how many of them a visit reached; "" where no address is known."""

    name: str
    homes: int
    reached: int

    @property
    def open(self) -> int:
        return self.homes - self.reached


def visits_within(school: School, first: date, last: date) -> QuerySet[Record]:
    return Record.objects.filter(
        school=school, kind=VISIT, date__range=(first, last), student__isnull=False
    )


def by_village(children: QuerySet[Student], visits: QuerySet[Record]) -> list[Village]:
    """In two queries, whatever the number of children; most homes left first."""
    rows = (
        _with_homes(children)
        .order_by()
        .values("village")
        .annotate(
            homes=Count("home", distinct=True),
            reached=Count("home", distinct=True, filter=_reached(visits)),
        )
        .values_list("village", "homes", "reached")
    )
    found = [Village(*row) for row in rows]
    return sorted(found, key=lambda each: (not each.name, -each.open, each.name))


def homes_of(
    children: QuerySet[Student], visits: QuerySet[Record], *, reached: bool
) -> QuerySet[Student]:
    """One child for each home, the first of those who share it, with what a walk needs to know.

    Adds `siblings` at the same home, `last_on` and `last_by` of the latest visit ever, and
    `planned_on` and `planned_for` of the next one.
    """
    among = children.filter(_reached(visits)) if reached else children.exclude(_reached(visits))
    elder = children.filter(household=OuterRef("household"), pk__lt=OuterRef("pk"))
    first = among.exclude(Q(Exists(elder.order_by())) & ~Q(household=""))
    together = children.filter(household=OuterRef("household")).order_by().values("household")
    others = together.annotate(n=Count("pk")).values("n")
    last = _visits_of_home().order_by("-date", "-pk")
    plan = VisitPlan.objects.filter(_not_made(), student=OuterRef("pk")).order_by("date", "pk")
    return first.annotate(
        siblings=Case(
            When(household="", then=Value(0)),
            default=Coalesce(Subquery(others), Value(1)) - 1,
            output_field=IntegerField(),
        ),
        last_on=Subquery(last.values("date")[:1]),
        last_by=Subquery(last.values("staff__name")[:1]),
        planned_on=Subquery(plan.values("date")[:1]),
        planned_for=Subquery(plan.values("staff__name")[:1]),
    )


def plans_to_make(member: Member) -> QuerySet[VisitPlan]:
    """Visits that the person may know of and that nobody has made yet, the soonest first."""
    open_ones = visit_plans_visible_to(member).filter(_not_made())
    return open_ones.select_related("student__school_class", "staff").order_by("date", "pk")


def my_plans(member: Member) -> QuerySet[VisitPlan]:
    return plans_to_make(member).filter(staff=staff_of(member))


def planned_sheets(member: Member) -> list[Coming]:
    """One's planned visits, as they are offered where there is no signal."""
    if staff_of(member) is None:
        return []
    return [
        Coming(plan.once, VISIT, plan.date, plan.words, student=plan.student_id)
        for plan in my_plans(member)
    ]


def _with_homes(children: QuerySet[Student]) -> QuerySet[Student]:
    alone = Concat(Value("child:"), Cast("pk", CharField()), output_field=CharField())
    return children.annotate(home=Case(When(household="", then=alone), default=F("household")))


def _reached(visits: QuerySet[Record]) -> Q:
    homes = visits.exclude(student__household="").order_by().values("student__household")
    return Q(pk__in=visits.order_by().values("student")) | Q(household__in=homes)


def _visits_of_home() -> QuerySet[Record]:
    shared = Q(student__household=OuterRef("household")) & ~Q(student__household="")
    return Record.objects.filter(
        Q(student=OuterRef("pk")) | shared, kind=VISIT, school=OuterRef("school")
    )


def _not_made() -> Q:
    made = Record.objects.filter(once=OuterRef("once"), staff=OuterRef("staff"))
    return ~Q(Exists(made))
