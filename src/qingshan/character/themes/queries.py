"""Reading theme education: the year's grid, its calendar, who took part."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Count, Q
from django.shortcuts import get_object_or_404

from qingshan.character.models import FourParties, Theme, ThemePlan, ThemeSession
from qingshan.character.themes.occasions import Fallen, occasions_between
from qingshan.character.themes.visibility import theme_plans_visible_to, theme_sessions_visible_to
from qingshan.people.models import Student
from qingshan.people.roster import on_roster
from qingshan.school.models import SchoolClass

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from qingshan.school.membership import Member
    from qingshan.school.models import School
    from qingshan.school.queries import YearSpan


@dataclass
class Cell:
    """A grade and a theme: how many plans, how many of the classes' sessions were held."""

    theme: str
    plans: int = 0
    wanted: int = 0
    held: int = 0
    overdue: bool = False

    @property
    def gap(self) -> int:
        return max(0, self.wanted - self.held)


@dataclass
class Row:
    number: int
    grade: str
    classes: int
    cells: list[Cell] = field(default_factory=list)


@dataclass(frozen=True)
class Entry:
    """A day of the calendar: what it is, and what is planned for it."""

    date: date
    occasion: Fallen | None
    plans: list[ThemePlan]


@dataclass(frozen=True)
class Party:
    """One of the four: plans that leave its part open, sessions in which it took part."""

    name: str
    label: str
    open: int
    sessions: int


TAKING_PART = {
    "branch": Q(record__parts__contains="branch"),
    "principal": Q(record__parts__contains="principal"),
    "everyone": Q(record__parts__contains="everyone"),
    "family": Q(record__parts__contains="family") | Q(record__parts__contains="community"),
}
"""How a party's part is read from the record of a session."""


def plans_of(member: Member, year: YearSpan) -> QuerySet[ThemePlan]:
    return theme_plans_visible_to(member).filter(year=year.year)


def plan_seen_by(member: Member, pk: int) -> ThemePlan:
    plans = theme_plans_visible_to(member).select_related("responsible", "year")
    return get_object_or_404(plans, pk=pk)


def session_seen_by(member: Member, pk: int) -> ThemeSession:
    """Whether the children may be seen too is another question: `theme_sessions_open_to`."""
    rows = theme_sessions_visible_to(member).select_related("plan", "school_class", "record__staff")
    return get_object_or_404(rows, pk=pk)


def grid_of(school: School, plans: QuerySet[ThemePlan], today: date) -> list[Row]:
    """Grade × theme. Two queries."""
    rows: dict[int, Row] = {}
    here = Student.objects.filter(on_roster(today), school=school)
    filled = here.order_by().values("school_class")
    for one in SchoolClass.objects.filter(school=school, pk__in=filled):
        row = rows.setdefault(one.grade_number, Row(one.grade_number, one.grade, 0))
        row.classes += 1
    for row in rows.values():
        row.cells = [Cell(theme) for theme in Theme.values]
    counted = plans.annotate(held=Count("sessions")).values_list(
        "grade_number", "theme", "date", "held"
    )
    for grade, theme, day, held in counted:
        found = rows.get(grade)
        if found is None:
            continue
        cell = found.cells[Theme.values.index(theme)]
        cell.plans += 1
        cell.wanted += found.classes
        cell.held += held
        cell.overdue |= day < today and held < found.classes
    return [rows[number] for number in sorted(rows)]


def calendar_of(plans: QuerySet[ThemePlan], year: YearSpan) -> dict[date, list[Entry]]:
    """Month (its first day) → the days on which something falls or is planned."""
    by_day: dict[date, list[ThemePlan]] = defaultdict(list)
    for plan in plans.order_by("date", "grade_number"):
        by_day[plan.date].append(plan)
    entries = [
        Entry(fallen.date, fallen, by_day.pop(fallen.date, []))
        for fallen in occasions_between(year.first, year.last)
    ]
    entries += [Entry(day, None, planned) for day, planned in by_day.items()]
    months: dict[date, list[Entry]] = defaultdict(list)
    for entry in sorted(entries, key=lambda each: each.date):
        months[entry.date.replace(day=1)].append(entry)
    return dict(months)


def parties_of(plans: QuerySet[ThemePlan], sessions: QuerySet[ThemeSession]) -> list[Party]:
    """Each of the four, over the plans of a year. Two queries."""
    names = [name for name, _ in FourParties.PARTIES]
    open_ = plans.aggregate(**{name: Count("pk", filter=Q(**{name: ""})) for name in names})
    took = sessions.aggregate(**{name: Count("pk", filter=TAKING_PART[name]) for name in names})
    return [Party(name, label, open_[name], took[name]) for name, label in FourParties.PARTIES]
