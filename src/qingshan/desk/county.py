"""What a county's officer sees: the schools with their counts, and never a child."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qingshan.indicators.registry import figure_named
from qingshan.kit.counting import count
from qingshan.kit.figures import Scope
from qingshan.school.models import School

if TYPE_CHECKING:
    from qingshan.kit.counting import Answer
    from qingshan.school.membership import Member

SHOWN = (
    "staff.total",
    "students.total",
    "students.left_behind",
    "care.visits",
    "care.home_teaching",
    "incidents.accidents",
    "incidents.complaints",
)


@dataclass(frozen=True)
class SchoolLine:
    school: School
    answers: list[Answer]


def schools_of_county(member: Member) -> list[SchoolLine]:
    """A line a school; a few queries however many schools there are."""
    schools = list(School.objects.filter(county=member.county).order_by("name"))
    figures = [figure for key in SHOWN if (figure := figure_named(key)) is not None]
    counted = count(figures, Scope(tuple(school.pk for school in schools), member.today))
    return [
        SchoolLine(school, [counted[school.pk][figure.key] for figure in figures])
        for school in schools
    ]
