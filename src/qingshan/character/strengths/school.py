"""What the school is known for, and what came of its courses, by category."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count
from django.urls import reverse

from qingshan.character.figures import FIGURES as COURSE_FIGURES
from qingshan.character.models import Course, Placement
from qingshan.kit.counting import count
from qingshan.kit.figures import Scope
from qingshan.outcomes.figures import FIGURES as OUTCOME_FIGURES
from qingshan.outcomes.models import Honour, Level

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from qingshan.school.models import School, Term

SHOWN = ("courses.categories", "courses.count", "students.awards")


@dataclass(frozen=True)
class Number:
    """A figure of the contract, and the page with its rows."""

    title: str
    text: str
    unit: str
    href: str


@dataclass(frozen=True)
class Results:
    """`courses`: category → their names; `awards`: category → how many."""

    numbers: list[Number]
    courses: list[tuple[str, list[str]]]
    awards: list[tuple[str, int]]


@dataclass(frozen=True)
class Known:
    """`honours`: (day, name, level, giver); `courses`: (category, courses, children);
    `awards`: (level, its word, how many)."""

    honours: Sequence[tuple[date, str, str, str]]
    courses: list[tuple[str, list[str], int]]
    awards: list[tuple[str, str, int]]


def results_of(school: School, as_of: date) -> Results:
    """Four queries: the figures count as everywhere in the house."""
    declared = [one for one in (*COURSE_FIGURES, *OUTCOME_FIGURES) if _key(one) in SHOWN]
    answers = count(declared, Scope((school.pk,), as_of))[school.pk]
    numbers = [
        Number(
            answers[key].figure.title,
            answers[key].text,
            answers[key].figure.unit,
            reverse("indicators:indicator", args=[key]),
        )
        for key in SHOWN
    ]
    won = Honour.objects.filter(
        school=school, recipient=Honour.Recipient.STUDENT, date__lte=as_of
    ).order_by()
    awards = won.values("category").annotate(n=Count("pk")).order_by("-n", "category")
    return Results(numbers, _courses(school), list(awards.values_list("category", "n")))


def features_of(school: School, term: Term | None) -> Known:
    """Four queries."""
    rows = Honour.objects.filter(school=school, recipient=Honour.Recipient.SCHOOL)
    honours = [
        (day, name, str(Level(level).label), giver)
        for day, name, level, giver in rows.order_by("-date").values_list(
            "date", "name", "level", "awarded_by"
        )
    ]
    placed = Placement.objects.filter(
        slot__term=term, state=Placement.State.ADOPTED, offering__isnull=False
    ).order_by()
    by_category = dict(
        placed.values("offering__course__category")
        .annotate(n=Count("student", distinct=True))
        .values_list("offering__course__category", "n")
    )
    won = Honour.objects.filter(school=school, recipient=Honour.Recipient.STUDENT).order_by()
    counted = dict(won.values("level").annotate(n=Count("pk")).values_list("level", "n"))
    awards = [
        (str(level.value), str(level.label), counted[level])
        for level in reversed(Level)
        if level in counted
    ]
    courses = [(name, named, by_category.get(name, 0)) for name, named in _courses(school)]
    return Known(honours, courses, awards)


def _courses(school: School) -> list[tuple[str, list[str]]]:
    """The school's own, by category."""
    told: dict[str, list[str]] = {}
    rows = Course.objects.filter(school=school, nature=Course.Nature.SCHOOL)
    for category, name in rows.order_by("category", "name").values_list("category", "name"):
        told.setdefault(category, []).append(name)
    return list(told.items())


def _key(one: object) -> str:
    return str(getattr(one, "key", ""))
