"""The plan of a term for every class, and in a sentence why a class cannot be filled."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qingshan.character.days import falls
from qingshan.character.drops.laying import NEAR, Stock, TooFewDrops, lay
from qingshan.character.drops.lessons import TermAhead
from qingshan.character.models import Drop, DropLesson
from qingshan.kit.words import tr
from qingshan.people.models import Student
from qingshan.people.roster import on_roster
from qingshan.school.models import SchoolClass

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, time

    from qingshan.character.drops.laying import When
    from qingshan.character.drops.lessons import Ahead
    from qingshan.character.models import DropSetting
    from qingshan.school.models import School, Term


@dataclass(frozen=True)
class ClassPlan:
    """Lesson → key of a drop, for a class, and the bell of each lesson."""

    school_class: SchoolClass
    laid: dict[When, int]
    ahead: Ahead

    def places(self) -> dict[int, tuple[date, int | None]]:
        """Drop → its day and bell."""
        return {drop: (when[0], self.ahead.lessons[when]) for when, drop in self.laid.items()}


@dataclass(frozen=True)
class Shortfall:
    """A class that there are too few drops for; `days` in the week would do (0: none would).

    `daily`: of those before every lesson, one a day would do.
    """

    school_class: SchoolClass
    lessons: int
    drops: int
    tied: int
    days: int
    daily: bool

    @property
    def sentence(self) -> str:
        """Which constraint stands in the way, and what would loosen it."""
        more = self.lessons - self.drops
        told = tr(
            "{school_class}还要排 {lessons} 节，给{grade}"
            "、这学期没讲过的小水滴用得上的只有 {drops} 个，还差 {more} 个。"
        ).format(
            school_class=self.school_class.name,
            lessons=self.lessons,
            grade=self.school_class.grade,
            drops=self.drops,
            more=more,
        )
        if self.tied:
            told += tr("另有 {tied} 个只在纪念日前后用，赶不上。").format(tied=self.tied)
        told += tr("再收 {more} 个给{grade}的").format(more=more, grade=self.school_class.grade)
        if self.daily:
            return tr("{told}，或者一天只排一节课前。").format(told=told)
        return told + (
            tr("，或者每周只排 {days} 天。").format(days=self.days) if self.days else tr("。")
        )


@dataclass
class Outcome:
    """What came of laying a term."""

    term: Term
    filled: list[ClassPlan] = field(default_factory=list)
    short: list[Shortfall] = field(default_factory=list)

    moved: int = 0
    new: int = 0

    @property
    def lessons(self) -> int:
        return sum(len(plan.laid) for plan in self.filled)

    @property
    def by_days(self) -> list[SchoolClass]:
        """Those laid by school days, as no timetable says when they have lessons."""
        return [plan.school_class for plan in self.filled if plan.ahead.is_by_days]

    def rows(self) -> Iterator[DropLesson]:
        for plan in self.filled:
            for drop, (day, slot) in plan.places().items():
                yield DropLesson(
                    school_id=self.term.school_id,
                    term=self.term,
                    school_class=plan.school_class,
                    date=day,
                    slot_id=slot,
                    drop_id=drop,
                )


def plan_of(term: Term, setting: DropSetting, *, since: date, now: time | None = None) -> Outcome:
    """Every class with children, from a day of the term on; nothing is written.

    With `now` the lessons of that day that have begun are past.
    """
    ahead = TermAhead(term, setting, since)
    drops = list(Drop.objects.filter(school=term.school_id, state=Drop.State.ACCEPTED))
    near = {drop.pk: next(_days_of(drop, term), None) for drop in drops if drop.day}
    held = _held(term, since, now)
    met = _met_before(term)
    outcome = Outcome(term)
    for school_class in classes_told(term.school):
        own, lessons = held.get(school_class.pk, Held()), ahead.of_class(school_class.pk)
        fitting = [
            drop
            for drop in drops
            if drop.from_grade <= school_class.grade_number <= drop.to_grade
            and drop.pk not in own.met
        ]
        before = met.get(school_class.pk, set())
        stock = [
            Stock(drop.pk, drop.theme, near.get(drop.pk), drop.pk in before)
            for drop in fitting
            if not drop.day or near[drop.pk]
        ]
        free = own.free(lessons)
        try:
            laid = lay(
                free,
                stock,
                seed=school_class.pk,
                laid=own.anchored(free),
                told=Counter(own.themes),
            )
        except TooFewDrops as few:
            tied = len(fitting) - few.drops
            days_a_week = few.drops * len(setting.weekdays) // few.lessons
            daily = not setting.lesson and len({day for day, _ in free}) <= few.drops
            short = Shortfall(school_class, few.lessons, few.drops, tied, days_a_week, daily)
            outcome.short.append(short)
        else:
            outcome.filled.append(ClassPlan(school_class, laid, lessons))
    return outcome


def off_their_lessons(term: Term, setting: DropSetting, *, since: date, now: time) -> int:
    """How many laid drops to come are before no lesson, as the timetable has changed since."""
    held = _held(term, since, now)
    if not any(own.laid for own in held.values()):
        return 0
    ahead = TermAhead(term, setting, since)
    found = 0
    for key, own in held.items():
        there = {(day, slot) for (day, _), slot in ahead.of_class(key).lessons.items()}
        found += sum(place not in there for place in own.laid.values())
    return found


def classes_told(school: School) -> list[SchoolClass]:
    """Those that have children, in the order of the grades."""
    here = Student.objects.filter(on_roster(), school=school)
    filled = here.order_by().values("school_class")
    return list(SchoolClass.objects.filter(school=school, pk__in=filled))


def _days_of(drop: Drop, term: Term) -> Iterator[date]:
    return falls(drop.day, term.starts_on - NEAR, term.ends_on + NEAR)


@dataclass
class Held:
    """Of a class's drops this term: what it has met or was to meet by now (never moved), the
    places of those, how often each theme came, and what is laid for later."""

    met: set[int] = field(default_factory=set)
    places: list[tuple[date, int | None]] = field(default_factory=list)
    themes: list[str] = field(default_factory=list)
    laid: dict[int, tuple[date, int | None]] = field(default_factory=dict)

    def free(self, ahead: Ahead) -> dict[When, int | None]:
        """The lessons to come that have had no drop; one told elsewhen on a day takes one of it."""
        there = {(when[0], slot) for when, slot in ahead.lessons.items() if slot is not None}
        told = Counter(place[0] for place in self.places if place not in there)
        found = {}
        for when, slot in ahead.lessons.items():
            if slot is not None and (when[0], slot) in self.places:
                continue
            if told[when[0]]:
                told[when[0]] -= 1
                continue
            found[when] = slot
        return found

    def anchored(self, free: dict[When, int | None]) -> dict[When, int]:
        """Lesson → the drop laid on it; where its lesson is gone, another one of that day."""
        at = {(when[0], slot): when for when, slot in free.items()}
        found = {at[place]: drop for drop, place in self.laid.items() if place in at}
        spare: dict[date, list[When]] = {}
        for when in sorted(set(free) - set(found), reverse=True):
            spare.setdefault(when[0], []).append(when)
        for drop, place in sorted(self.laid.items()):
            if place not in at and spare.get(place[0]):
                found[spare[place[0]].pop()] = drop
        return found


def _held(term: Term, since: date, now: time | None) -> dict[int, Held]:
    """By class."""
    found: dict[int, Held] = defaultdict(Held)
    rows = DropLesson.objects.filter(term=term).order_by("date", "pk")
    columns = ("school_class", "date", "slot", "slot__starts", "drop", "drop__theme", "record")
    for school_class, day, slot, starts, drop, theme, record in rows.values_list(*columns):
        own = found[school_class]
        if record or day < since or has_begun(day, starts, since, now):
            own.met.add(drop)
            own.places.append((day, slot))
            own.themes.append(theme)
        else:
            own.laid[drop] = (day, slot)
    return found


def has_begun(day: date, starts: time | None, today: date, now: time | None) -> bool:
    """Whether the lesson of today that a drop comes before has begun."""
    return day == today and now is not None and starts is not None and starts <= now


def _met_before(term: Term) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    told = DropLesson.objects.filter(school=term.school_id, record__isnull=False)
    for school_class, drop in told.exclude(term=term).values_list("school_class", "drop"):
        found.setdefault(school_class, set()).add(drop)
    return found
