"""Hours a week by subject and grade from the timetable, and how they stand to the plan."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Count

from qingshan.character.curriculum.plan import GRADES, NATURES
from qingshan.character.models import Course, CourseSlot
from qingshan.kit.words import tr
from qingshan.school.calendar import DIGITS
from qingshan.timetable.models import Lesson, Weeks

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from django.db.models import QuerySet

    from qingshan.character.curriculum.plan import Group, Plan, PlanSubject
    from qingshan.school.models import School, Term

OUTSIDE = tr("计划里没有的")
SMALL = 0.05  # of a lesson a week: rounding


@dataclass(frozen=True)
class Line:
    """A subject: lessons a week of a class, by grade. `words` are what the timetable calls it."""

    name: str
    nature: str
    words: tuple[str, ...]
    hours: Mapping[int, float]
    short: frozenset[int] = frozenset()
    outside: bool = False


@dataclass(frozen=True)
class Share:
    """A group's lessons over the grades there are, in percent of all lessons of the plan."""

    name: str
    percent: float
    least: float
    most: float
    lessons: float
    off: float
    """Lessons over the years below (−) or above the plan; 0 within it."""


@dataclass(frozen=True)
class Findings:
    """Everything the page tells. `grades` are those with a timetable."""

    grades: list[int]
    lines: list[Line]
    totals: dict[int, float]
    planned: dict[int, float]
    natures: list[tuple[str, dict[int, float]]]
    shares: list[Share]
    told: list[str] = field(default_factory=list)
    after_school: dict[int, int] = field(default_factory=dict)

    @property
    def is_whole(self) -> bool:
        return self.grades == list(GRADES)


def lessons_in_force(school: School, day: date) -> QuerySet[Lesson]:
    """Of the timetable as it holds on a day, what is taught between numbered bells."""
    held = Lesson.objects.filter(school=school, starts_on__lte=day, ends_on__gte=day)
    return held.filter(slot__number__regex=r"^[0-9]+$")


def findings_of(school: School, term: Term, day: date, plan: Plan) -> Findings:
    """Four queries."""
    hours = _hours(school, day)
    natures = dict(Course.objects.filter(school=school).values_list("name", "nature"))
    grades = sorted({grade for grade, _ in hours if grade in GRADES})
    lines = _lines(plan, hours, grades, natures)
    totals = {g: sum(line.hours.get(g, 0) for line in lines) for g in grades}
    shares = [_share(group, plan, lines, grades) for group in plan.groups]
    found = Findings(
        grades=grades,
        lines=lines,
        totals=totals,
        planned={grade: plan.weekly[grade] for grade in grades},
        natures=_by_nature(lines, grades),
        shares=shares,
        after_school=_after_school(term, grades),
    )
    found.told.extend(_told(found))
    return found


def words_of(plan: Plan, school: School, name: str) -> set[str] | None:
    """What the timetable calls a line of the page; None for a name that is no line."""
    natures = dict(Course.objects.filter(school=school).values_list("name", "nature"))
    subject = next((one for one in plan.subjects if one.name == name), None)
    if subject is None:
        return {name}
    own = {word for word, nature in natures.items() if nature == subject.nature != "national"}
    return {*subject.names, *(word for word in own if plan.named(word) is None)}


def _hours(school: School, day: date) -> dict[tuple[int, str], float]:
    """(grade, subject) → lessons a week of a class, on average over the grade's classes.

    A class that is divided has as many as the part of it that has most: a child sits in one part.
    """
    rows = (
        lessons_in_force(school, day)
        .order_by()
        .values_list("school_class__grade_number", "school_class", "subject__name", *_DIVIDED)
        .annotate(n=Count("pk"))
    )
    parts: dict[tuple[int, int, str, str | None], dict[str, float]] = defaultdict(
        lambda: defaultdict(float)
    )
    classes: dict[int, set[int]] = defaultdict(set)
    for grade, school_class, subject, division, part, weeks, number in rows:
        hours = number if weeks == Weeks.EVERY else number / 2
        parts[grade, school_class, subject, division if part else None][part] += hours
        classes[grade].add(school_class)
    summed: dict[tuple[int, str], float] = defaultdict(float)
    for (grade, _, subject, _), of_part in parts.items():
        summed[grade, subject] += max(of_part.values())
    return {key: total / len(classes[key[0]]) for key, total in summed.items()}


_DIVIDED = ("division", "part", "weeks")


def _lines(
    plan: Plan,
    hours: Mapping[tuple[int, str], float],
    grades: Iterable[int],
    natures: Mapping[str, str],
) -> list[Line]:
    by_subject: dict[str, Counter[int]] = defaultdict(Counter)
    words: dict[str, set[str]] = defaultdict(set)
    outside: dict[str, str] = {}
    homes = {one.nature: one.name for one in plan.subjects if one.nature != "national"}
    for (grade, word), number in hours.items():
        subject = plan.named(word)
        nature = natures.get(word, "national")
        name = subject.name if subject else homes.get(nature, word)
        if subject is None and name == word:
            outside[name] = nature
        by_subject[name][grade] += number  # type: ignore[assignment]
        words[name].add(word)
    grades = list(grades)
    lines = [
        Line(
            one.name,
            one.nature,
            tuple(sorted(words[one.name] - {one.name})),
            by_subject[one.name],
            frozenset(g for g in grades if _is_short(one, g, by_subject[one.name][g])),
        )
        for one in plan.subjects
    ]
    extra = [
        Line(name, nature, (), by_subject[name], outside=True)
        for name, nature in sorted(outside.items())
    ]
    return [*lines, *extra]


def _is_short(subject: PlanSubject, grade: int, hours: float) -> bool:
    return subject.is_for(grade) and hours < subject.at_least - SMALL


def _share(group: Group, plan: Plan, lines: Iterable[Line], grades: Iterable[int]) -> Share:
    names = {subject.name for subject in group.subjects}
    own = [line for line in lines if line.name in names]
    lessons = sum(line.hours.get(g, 0) * plan.weeks[g] for line in own for g in grades)
    whole = sum(plan.weekly[g] * plan.weeks[g] for g in grades) or 1
    least, most = (whole * bound / 100 for bound in (group.least, group.most))
    off = min(0.0, lessons - least) + max(0.0, lessons - most)
    return Share(group.name, lessons / whole * 100, group.least, group.most, lessons, off)


def _by_nature(lines: Iterable[Line], grades: Iterable[int]) -> list[tuple[str, dict[int, float]]]:
    grades, lines = list(grades), list(lines)
    return [
        (
            words,
            {g: sum(one.hours.get(g, 0) for one in lines if one.nature == key) for g in grades},
        )
        for key, words in NATURES.items()
    ]


def _after_school(term: Term, grades: Iterable[int]) -> dict[int, int]:
    """Minutes a week of after-school service (the slots of the school's courses), by grade."""
    slots = list(CourseSlot.objects.filter(term=term))
    return {
        grade: sum(
            slot.minutes_a_week for slot in slots if slot.first_grade <= grade <= slot.last_grade
        )
        for grade in grades
    }


def _told(found: Findings) -> list[str]:
    """What is short and over, in sentences: grades first, then what is missing, then shares."""
    told = []
    alike: dict[tuple[str, str], list[int]] = {}
    for grade in found.grades:
        off = found.totals[grade] - found.planned[grade]
        if abs(off) > SMALL:
            way = tr("多") if off > 0 else tr("少")
            words = f"{way} {number_words(abs(off))}"
            alike.setdefault((number_words(found.totals[grade]), words), []).append(grade)
    told += [
        tr("{grades_told}每周 {total} 节，比计划{words} 节。").format(
            grades_told=grades_told(grades), total=total, words=words
        )
        for (total, words), grades in alike.items()
    ]
    for line in found.lines:
        if line.short:
            nothing = not any(line.hours.get(grade) for grade in line.short)
            way = tr("没有排") if nothing else tr("排得不够")
            told.append(
                tr("{grades_told}{way}{line}。").format(
                    grades_told=grades_told(line.short), way=way, line=line.name
                )
            )
    if found.is_whole:
        for share in found.shares:
            if share.off:
                way = tr("多") if share.off > 0 else tr("少")
                told.append(
                    tr(
                        "{share}九年占 {percent:.1f}%，"
                        "计划是 {least:g}%～{most:g}%，{way}了约 {off:.0f} 节。"
                    ).format(
                        share=share.name,
                        percent=share.percent,
                        least=share.least,
                        most=share.most,
                        way=way,
                        off=abs(share.off),
                    )
                )
    return told


def grades_told(grades: Iterable[int]) -> str:
    """`一至六年级`, `三、五年级`."""
    runs: list[list[int]] = []
    for grade in sorted(grades):
        if runs and grade == runs[-1][-1] + 1:
            runs[-1].append(grade)
        else:
            runs.append([grade])
    words = []
    for run in runs:
        far = len(run) > 2
        ends = [DIGITS[run[0]], DIGITS[run[-1]]] if far else [DIGITS[grade] for grade in run]
        words.append(tr("至").join(ends) if far else tr("、").join(ends))
    return tr("{words}年级").format(words=tr("、").join(words))


def number_words(number: float) -> str:
    """Lessons as they are said: 5, 5.5, 4.3."""
    return f"{round(number, 1):g}"
