"""The plan of a term for every class, and in a sentence why a class cannot be filled."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Q

from qingshan.character.days import falls
from qingshan.character.drops.laying import NEAR, Stock, TooFewDrops, lay
from qingshan.character.models import Drop, DropLesson
from qingshan.people.models import Student
from qingshan.school.calendar import school_days
from qingshan.school.models import SchoolClass
from qingshan.school.queries import departures_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from qingshan.character.models import DropSetting
    from qingshan.school.models import School, Term


@dataclass(frozen=True)
class ClassPlan:
    """Day → key of a drop, for a class."""

    school_class: SchoolClass
    laid: dict[date, int]


@dataclass(frozen=True)
class Shortfall:
    """A class that there are too few drops for; `days` in the week would do (0: none would)."""

    school_class: SchoolClass
    lessons: int
    drops: int
    tied: int
    days: int

    @property
    def sentence(self) -> str:
        """Which constraint stands in the way, and what would loosen it."""
        more = self.lessons - self.drops
        told = (
            f"{self.school_class.name}还要排 {self.lessons} 节，给{self.school_class.grade}"
            f"、这学期没讲过的小水滴用得上的只有 {self.drops} 个，还差 {more} 个。"
        )
        if self.tied:
            told += f"另有 {self.tied} 个只在纪念日前后用，赶不上。"
        told += f"再收 {more} 个给{self.school_class.grade}的"
        return told + (f"，或者每周只排 {self.days} 天。" if self.days else "。")


@dataclass
class Outcome:
    """What came of laying a term."""

    term: Term
    filled: list[ClassPlan] = field(default_factory=list)
    short: list[Shortfall] = field(default_factory=list)

    @property
    def lessons(self) -> int:
        return sum(len(plan.laid) for plan in self.filled)

    def rows(self) -> Iterator[DropLesson]:
        for plan in self.filled:
            for day, drop in plan.laid.items():
                yield DropLesson(
                    school_id=self.term.school_id,
                    term=self.term,
                    school_class=plan.school_class,
                    date=day,
                    drop_id=drop,
                )


def plan_of(term: Term, setting: DropSetting, *, since: date) -> Outcome:
    """Every class with children, from a day of the term on; nothing is written."""
    days = lesson_days(term, setting.weekdays, since)
    drops = list(Drop.objects.filter(school=term.school_id, state=Drop.State.ACCEPTED))
    near = {drop.pk: next(_days_of(drop, term), None) for drop in drops if drop.day}
    held = _held(term, since)
    met = _met_before(term)
    outcome = Outcome(term)
    for school_class in classes_told(term.school):
        kept, told_on = held.get(school_class.pk, (set(), set()))
        fitting = [
            drop
            for drop in drops
            if drop.from_grade <= school_class.grade_number <= drop.to_grade and drop.pk not in kept
        ]
        before = met.get(school_class.pk, set())
        stock = [
            Stock(drop.pk, drop.theme, near.get(drop.pk), drop.pk in before)
            for drop in fitting
            if not drop.day or near[drop.pk]
        ]
        lessons = [day for day in days if day not in told_on]
        try:
            laid = lay(lessons, stock, seed=school_class.pk)
        except TooFewDrops as few:
            tied = len(fitting) - few.drops
            days_a_week = few.drops * len(setting.weekdays) // few.lessons
            outcome.short.append(Shortfall(school_class, few.lessons, few.drops, tied, days_a_week))
        else:
            outcome.filled.append(ClassPlan(school_class, laid))
    return outcome


def lesson_days(term: Term, weekdays: str, since: date) -> list[date]:
    """The school days of a term from `since` on that are one of `weekdays`; made-up days too."""
    days = school_days([term], departures_of(term.school, term.starts_on, term.ends_on))
    return [
        day
        for day in days
        if max(since, term.starts_on) <= day <= term.ends_on and str(day.isoweekday()) in weekdays
    ]


def classes_told(school: School) -> list[SchoolClass]:
    """Those that have children, in the order of the grades."""
    filled = Student.objects.filter(school=school).order_by().values("school_class")
    return list(SchoolClass.objects.filter(school=school, pk__in=filled))


def _days_of(drop: Drop, term: Term) -> Iterator[date]:
    return falls(drop.day, term.starts_on - NEAR, term.ends_on + NEAR)


def _held(term: Term, since: date) -> dict[int, tuple[set[int], set[date]]]:
    """Class → the drops that it has met or was to meet by now, and the later days told already."""
    found: dict[int, tuple[set[int], set[date]]] = {}
    stay = DropLesson.objects.filter(Q(record__isnull=False) | Q(date__lt=since), term=term)
    for school_class, day, drop in stay.values_list("school_class", "date", "drop"):
        drops, days = found.setdefault(school_class, (set(), set()))
        drops.add(drop)
        days.add(day)
    return found


def _met_before(term: Term) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    told = DropLesson.objects.filter(school=term.school_id, record__isnull=False)
    for school_class, drop in told.exclude(term=term).values_list("school_class", "drop"):
        found.setdefault(school_class, set()).add(drop)
    return found
