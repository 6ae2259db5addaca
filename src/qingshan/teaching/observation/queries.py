"""What the pages of observation show."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from qingshan.people.models import Staff
from qingshan.school.models import SchoolClass
from qingshan.teaching.models import Observation, ObservationLevel, ObservationNote, Phase
from qingshan.teaching.observation.rubrics import LEVELS, all_rubrics
from qingshan.timetable.models import with_part
from qingshan.timetable.queries import slots_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from qingshan.school.models import School
    from qingshan.teaching.models import Draw
    from qingshan.teaching.observation.rubrics import Item
    from qingshan.timetable.queries import Held


def keys_of_lessons(school: School, lessons: Iterable[Held]) -> dict[str, Held]:
    """A lesson by its day, bell, class and part of the class, as a draw names it."""
    bells = {slot.pk: slot.number for slot in slots_of(school)}
    codes = dict(SchoolClass.objects.filter(school=school).values_list("pk", "code"))
    return {
        "/".join((one.day.isoformat(), bells[one.slot], codes[one.class_id], *_part(one))): one
        for one in lessons
        if one.held
    }


def slots_taken(observer: Staff, day: date) -> set[int]:
    """The bells of a day at which the observer goes to somebody already."""
    return set(
        Observation.objects.filter(observer=observer, date=day).values_list("slot", flat=True)
    )


def _part(lesson: Held) -> tuple[str, ...]:
    return (lesson.part,) if lesson.part else ()


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """A line of a draw's result in words; `hidden` while the lesson is still to come."""

    day: date
    bell: str
    school_class: str
    teacher: str
    observer: str


def result_lines(held: Draw, *, until: date | None) -> list[DrawnLine]:
    """The lessons drawn, in their order of days; with `until` only those before that day."""
    names = dict(Staff.objects.filter(school=held.school_id).values_list("number", "name"))
    classes = dict(SchoolClass.objects.filter(school=held.school_id).values_list("code", "name"))
    lines = []
    for pick in json.loads(held.result or "[]"):
        day, bell, code = pick["lesson"].split("/", 2)
        when = date.fromisoformat(day)
        if until is None or when < until:
            lines.append(
                DrawnLine(
                    when,
                    bell,
                    _class_words(code, classes),
                    names.get(pick["teacher"], pick["teacher"]),
                    names.get(pick["observer"], pick["observer"]),
                )
            )
    return sorted(lines, key=lambda line: (line.day, line.bell, line.school_class))


def _class_words(code: str, classes: Mapping[str, str]) -> str:
    """Of C31, or of C31/男生 for a part of it."""
    if code in classes or "/" not in code:
        return classes.get(code, code)
    code, _, part = code.partition("/")
    return with_part(classes.get(code, code), part)


@dataclass(frozen=True, slots=True)
class SheetPhase:
    """One of the five on a sheet: what was seen, and how far each item of it."""

    phase: Phase
    notes: list[ObservationNote]
    items: list[tuple[Item, int | None, str]]


def sheet_of(observation: Observation) -> list[SheetPhase]:
    """Notes and levels by phase, by the version of the rubric that it was filled in with."""
    rubric = all_rubrics()[observation.rubric]
    levels = dict(
        ObservationLevel.objects.filter(observation=observation).values_list("item", "level")
    )
    notes: dict[str, list[ObservationNote]] = defaultdict(list)
    for note in ObservationNote.objects.filter(observation=observation):
        notes[note.phase].append(note)
    return [
        SheetPhase(
            phase,
            notes[phase.value],
            [
                (item, level := levels.get(item.key), item.levels[level - 1] if level else "")
                for item in rubric.items
                if item.phase == phase
            ],
        )
        for phase in Phase
    ]


@dataclass(frozen=True, slots=True)
class TrendLine:
    """One item over a teacher's lessons: a level or None for each, the earliest first."""

    item: Item
    levels: list[int | None]


def trend_of(staff: Staff) -> tuple[list[Observation], list[TrendLine]]:
    """The lessons of a teacher that were sent, and each item of the rubric over them."""
    seen = list(
        Observation.objects.filter(teacher=staff)
        .exclude(state=Observation.State.PLANNED)
        .select_related("subject", "observer", "school_class")
        .defer("observer__id_number", "observer__phone")
        .order_by("date", "pk")
    )
    rows = ObservationLevel.objects.filter(observation__in=seen)
    told = rows.values_list("observation", "item", "level")
    levels = {(observation, item): level for observation, item, level in told}
    items = {item.key: item for one in seen for item in all_rubrics()[one.rubric].items}
    lines = [
        TrendLine(item, [levels.get((one.pk, item.key)) for one in seen]) for item in items.values()
    ]
    return seen, lines


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two observers of one lesson agree. `kappa` is None where nothing can be said."""

    lessons: int
    items: int
    same: int
    kappa: Fraction | None

    @property
    def kappa_words(self) -> str:
        return "" if self.kappa is None else f"{float(self.kappa):.2f}"


def agreement_of(school: School) -> Agreement:
    """Over all lessons that two observed and both sent. Two queries."""
    seen = Observation.objects.filter(school=school).exclude(state=Observation.State.PLANNED)
    lessons: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for pk, *lesson in seen.order_by("pk").values_list("pk", "date", "slot", "teacher", "rubric"):
        lessons[tuple(lesson)].append(pk)
    doubled = [keys for keys in lessons.values() if len(keys) > 1]
    levels: dict[int, dict[str, int]] = defaultdict(dict)
    wanted = [key for keys in doubled for key in keys[:2]]
    rows = ObservationLevel.objects.filter(observation__in=wanted)
    for observation, item, level in rows.values_list("observation", "item", "level"):
        levels[observation][item] = level
    pairs = [
        (levels[one][item], levels[other][item])
        for one, other, *_ in doubled
        for item in levels[one]
        if item in levels[other]
    ]
    same = sum(a == b for a, b in pairs)
    return Agreement(len(doubled), len(pairs), same, weighted_kappa(pairs))


def weighted_kappa(pairs: Sequence[tuple[int, int]], levels: int = LEVELS) -> Fraction | None:
    """Cohen's kappa with linear weights (Cohen 1968); None where chance leaves no room.

    1 is full agreement, 0 no more than two who judge without looking.
    """
    if not pairs:
        return None
    number = len(pairs)
    first = [sum(a == level for a, _ in pairs) for level in range(1, levels + 1)]
    second = [sum(b == level for _, b in pairs) for level in range(1, levels + 1)]
    observed = Fraction(sum(abs(a - b) for a, b in pairs), number)
    expected = Fraction(
        sum(x * y * abs(i - j) for i, x in enumerate(first) for j, y in enumerate(second)),
        number * number,
    )
    return None if expected == 0 else 1 - observed / expected
