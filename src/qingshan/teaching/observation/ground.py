"""What a draw is made from, as the school stands when it is fixed."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from qingshan.people.models import GroupHead, Leave, Pairing, Staff
from qingshan.people.visibility import open_on
from qingshan.school.models import SchoolClass
from qingshan.school.queries import current_term
from qingshan.teaching.models import Observation
from qingshan.timetable.queries import lessons_between, slots_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from qingshan.school.models import School
    from qingshan.teaching.observation.drawing import Ground
    from qingshan.timetable.queries import Held


def ground_for(
    school: School,
    *,
    first: date,
    last: date,
    number: int,
    observers: Iterable[Staff],
    pairs_too: bool = False,
) -> Ground:
    """Colleagues by 工号, lessons by day, bell and class. A dozen queries, whatever the size."""
    watching = {person.pk: person.number for person in observers}
    bells = {slot.pk: slot.number for slot in slots_of(school)}
    codes, numbers = _codes(school), dict(_numbers(school))
    lessons = _held(school, first, last)
    taken = _planned(school, first, last)
    busy: dict[int, list[list[str]]] = {pk: [] for pk in watching}
    listed: dict[tuple[date, int, int], list[str]] = {}
    for one in lessons:
        time = [one.day.isoformat(), bells[one.slot]]
        if one.teacher_id in busy and time not in busy[one.teacher_id]:
            busy[one.teacher_id].append(time)
        if (one.day, one.slot, one.teacher_id) not in taken:
            key = "/".join((*time, codes[one.class_id], *([one.part] if one.part else ())))
            row = [key, *time, numbers[one.teacher_id]]
            listed.setdefault((one.day, one.slot, one.teacher_id), row)
    for day, slot, _, observer in _planned_rows(school, first, last):
        if observer in busy:
            busy[observer].append([day.isoformat(), bells[slot]])
    teachers = {row[3] for row in listed.values()}
    seen, load = _counts(school, first, numbers)
    return {
        "version": 1,
        "number": number,
        "lessons": sorted(listed.values()),
        "seen": {teacher: seen[teacher] for teacher in sorted(teachers)},
        "observers": [[watching[pk], load[watching[pk]], sorted(busy[pk])] for pk in sorted(busy)],
        "apart": [] if pairs_too else _pairs(school, first, numbers),
    }


def usual_observers(school: School) -> list[Staff]:
    """Heads of groups, and those who hold a position."""
    heads = set(GroupHead.objects.filter(school=school).values_list("staff", flat=True))
    people = Staff.objects.filter(school=school).exclude(post=Staff.Post.SUPPORT)
    rows = people.defer("id_number", "phone").order_by("number")
    return [one for one in rows if one.pk in heads or one.position]


def _held(school: School, first: date, last: date) -> list[Held]:
    """Without those of colleagues who are away, and those for whom somebody else stands in."""
    away = [
        (leave.staff_id, leave.starts_on, leave.ends_on or last)
        for leave in Leave.objects.filter(school=school, starts_on__lte=last)
    ]
    return [
        one
        for lessons in lessons_between(school, first, last).values()
        for one in lessons
        if one.held
        and one.teacher_id == one.planned_id
        and not any(who == one.teacher_id and a <= one.day <= b for who, a, b in away)
    ]


def _planned_rows(school: School, first: date, last: date) -> Sequence[tuple[date, int, int, int]]:
    rows = Observation.objects.filter(school=school, date__range=(first, last)).order_by()
    return list(rows.values_list("date", "slot", "teacher", "observer"))


def _planned(school: School, first: date, last: date) -> set[tuple[date, int, int]]:
    return {(day, slot, teacher) for day, slot, teacher, _ in _planned_rows(school, first, last)}


def _counts(
    school: School, first: date, numbers: dict[int, str]
) -> tuple[Counter[str], Counter[str]]:
    """How often each was observed, and observed, in the term so far."""
    term = current_term(school, first)
    since = term.starts_on if term else first
    rows = Observation.objects.filter(school=school, date__gte=since).order_by()
    pairs = list(rows.values_list("teacher", "observer"))
    seen, load = Counter(t for t, _ in pairs), Counter(o for _, o in pairs)
    return (
        Counter({numbers[key]: n for key, n in seen.items()}),
        Counter({numbers[key]: n for key, n in load.items()}),
    )


def _pairs(school: School, day: date, numbers: dict[int, str]) -> list[list[str]]:
    rows = Pairing.objects.filter(open_on(day), school=school, kind=Pairing.Kind.MENTORING)
    return sorted(
        [numbers[giver], numbers[mentee]]
        for giver, mentee in rows.values_list("giver", "mentee")
        if mentee in numbers
    )


def _numbers(school: School) -> list[tuple[int, str]]:
    return list(Staff.objects.filter(school=school).order_by().values_list("pk", "number"))


def _codes(school: School) -> dict[int, str]:
    rows = SchoolClass.objects.filter(school=school).order_by()
    return dict(rows.values_list("pk", "code"))
