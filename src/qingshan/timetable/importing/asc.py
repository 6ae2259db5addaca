"""aSc Timetables' XML: lists with keys, lessons that name them, cards that place the lessons.

A lesson names its classes and its groups; a group is a whole class, or one part of a division of
it (`divisiontag`), and all groups of a division together are the class.

`days` and `weeks` are masks, a digit for each: "01000" is the second day, "10" the odd weeks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qingshan.kit.words import tr
from qingshan.timetable.importing.found import (
    Entry,
    Found,
    Pupils,
    Unreadable,
    plain,
    shortened,
    times_in,
    weekday_named,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

DAYS = 7


@dataclass(frozen=True, slots=True)
class _Group:
    """A group of the class with this key; `division` is "" for the entire class."""

    school_class: str
    name: str
    division: str


@dataclass(frozen=True, slots=True)
class _Lists:
    """Key → name of each list; `periods` in their order; `days` place in a mask → weekday."""

    classes: dict[str, str]
    subjects: dict[str, str]
    teachers: dict[str, str]
    rooms: dict[str, str]
    groups: dict[str, _Group]
    lessons: dict[str, Any]
    periods: list[str]
    days: dict[int, int]


def read(root: Any) -> Found:
    """The whole of an export."""
    found = Found(tr("aSc 课表（XML）"))
    cards = list(root.iterfind("cards/card"))
    if not cards:
        raise Unreadable(tr("这个文件里没有排好的课（cards），请在 aSc 里排完，再导出。"))
    lists = _lists(root)
    for period in root.iterfind("periods/period"):
        start = times_in(period.get("starttime") or "")[0]
        end = times_in(period.get("endtime") or "")[0]
        if start and end:
            found.bells[plain(period.get("period"))] = (start, end)
    for card in cards:
        _add(found, lists, card)
    return found


def _lists(root: Any) -> _Lists:
    def names(path: str) -> dict[str, str]:
        return {one.get("id") or "": _name(one) for one in root.iterfind(path)}

    return _Lists(
        classes=names("classes/class"),
        subjects=names("subjects/subject"),
        teachers=names("teachers/teacher"),
        rooms=names("classrooms/classroom"),
        groups={one.get("id") or "": _group(one) for one in root.iterfind("groups/group")},
        lessons={one.get("id") or "": one for one in root.iterfind("lessons/lesson")},
        periods=[plain(one.get("period")) for one in root.iterfind("periods/period")],
        days=_days(root),
    )


def _name(one: Any) -> str:
    whole = f"{plain(one.get('lastname'))}{plain(one.get('firstname'))}"
    return plain(one.get("name")) or whole or plain(one.get("short"))


def _group(one: Any) -> _Group:
    whole = (one.get("entireclass") or "").lower() in {"1", "true"}
    division = "" if whole else plain(one.get("divisiontag")) or "?"
    return _Group(one.get("classid") or "", _name(one), division)


def _days(root: Any) -> dict[int, int]:
    """A list of days may begin with Sunday; without names the first is Monday."""
    days = {place: place + 1 for place in range(DAYS)}
    for one in root.iterfind("daysdefs/daysdef"):
        mask, weekday = one.get("days") or "", weekday_named(one.get("name") or "")
        if mask.count("1") == 1 and len(mask) <= DAYS and weekday is not None:
            days[mask.index("1")] = weekday
    for one in root.iterfind("days/day"):
        place, weekday = one.get("day") or "", weekday_named(one.get("name") or "")
        if place.isdecimal() and int(place) <= DAYS and weekday is not None:
            days[int(place)] = weekday
    return days


def _add(found: Found, lists: _Lists, card: Any) -> None:
    line = card.sourceline or 0
    lesson = lists.lessons.get(card.get("lessonid") or "")
    if lesson is None:
        key = shortened(plain(card.get("lessonid")))
        found.wrong(line, tr("这一张卡片说的课（lessonid {key}）不在 lessons 里。").format(key=key))
        return
    weekdays = list(_weekdays(lists, card))
    weeks = _weeks(card.get("weeks") or "")
    period = plain(card.get("period"))
    if not weekdays:
        found.wrong(
            line,
            tr("看不出是星期几：days={shortened}。").format(
                shortened=shortened(plain(card.get("days")))
            ),
        )
    elif weeks is None:
        told = shortened(plain(card.get("weeks")))
        found.wrong(
            line, tr("看不懂是哪几周：weeks={told}。只收每周、单周和双周的课。").format(told=told)
        )
    elif not period or (lists.periods and period not in lists.periods):
        found.wrong(
            line, tr("节次{shortened}不在 periods 里。").format(shortened=shortened(period))
        )
    else:
        _place(found, lists, card, lesson, (weekdays, weeks, period))


def _place(
    found: Found,
    lists: _Lists,
    card: Any,
    lesson: Any,
    when: tuple[list[int], str, str],
) -> None:
    line = card.sourceline or 0
    weekdays, weeks, period = when
    classes = _pupils(found, line, lesson, lists)
    teachers = _named(found, line, lesson, "teacher", lists.teachers, tr("教师"))
    subject = _named(found, line, lesson, "subject", lists.subjects, tr("学科"))
    placed = "classroomids" if "classroomids" in card.attrib else "classroomid"
    rooms = _named(found, line, card if card.get(placed) else lesson, "classroom", lists.rooms, "")
    for weekday in weekdays:
        for each in _lasting(found, lists, lesson, period, line):
            room = rooms[0] if rooms else ""
            name = subject[0] if subject else ""
            found.entries.append(Entry(line, weekday, each, classes, name, teachers, room, weeks))


def _named(
    found: Found, line: int, one: Any, what: str, names: dict[str, str], word: str
) -> tuple[str, ...]:
    keys = _keys(one, what)
    lost = [key for key in keys if key not in names]
    if lost and word:
        found.wrong(
            line,
            tr("{word}的编号{shortened}不在文件的名单里，请重新导出。").format(
                word=word, shortened=shortened(lost[0])
            ),
        )
    return tuple(names[key] for key in keys if names.get(key))


def _keys(one: Any, what: str) -> list[str]:
    told = one.get(f"{what}ids") or one.get(f"{what}id") or ""
    return [key for key in told.split(",") if key]


def _pupils(found: Found, line: int, lesson: Any, lists: _Lists) -> tuple[Pupils, ...]:
    """The classes of a lesson, each whole or by its groups."""
    keys = _keys(lesson, "group")
    groups = [lists.groups[key] for key in keys if key in lists.groups]
    if len(groups) < len(keys):
        lost = next(key for key in keys if key not in lists.groups)
        found.wrong(
            line,
            tr("分组的编号{shortened}不在文件的名单里，请重新导出。").format(
                shortened=shortened(lost)
            ),
        )
    _named(found, line, lesson, "class", lists.classes, tr("班级"))
    classes = [key for key in _keys(lesson, "class") if key in lists.classes]
    if stray := next((one for one in groups if one.school_class not in classes), None):
        found.wrong(
            line,
            tr("分组{shortened}不是这节课的班级里的，请重新导出。").format(
                shortened=shortened(stray.name)
            ),
        )
    return tuple(
        one
        for key in classes
        for one in _of_class(lists, key, [group for group in groups if group.school_class == key])
    )


def _of_class(lists: _Lists, key: str, groups: list[_Group]) -> list[Pupils]:
    name = lists.classes[key]
    if not groups or any(not group.division for group in groups):
        return [Pupils(name)]
    found: list[Pupils] = []
    for division in dict.fromkeys(group.division for group in groups):
        asked = [group.name for group in groups if group.division == division]
        every = [
            group.name
            for group in lists.groups.values()
            if (group.school_class, group.division) == (key, division)
        ]
        if division != "?" and set(asked) == set(every) and len(every) > 1:
            return [Pupils(name)]
        told = "/".join(every)
        found += [Pupils(name, part, told) for part in asked]
    return found


def _lasting(found: Found, lists: _Lists, lesson: Any, period: str, line: int) -> list[str]:
    """The periods that a card takes: a double lesson has one card."""
    told = lesson.get("periodspercard") or lesson.get("durationperiods") or "1"
    length = int(told) if told.isdecimal() and 0 < int(told) < 20 else 1
    if length == 1 or not lists.periods:
        return [period]
    first = lists.periods.index(period)
    lasting = lists.periods[first : first + length]
    if len(lasting) < length:
        found.wrong(line, tr("这节课要连上 {length} 节，超出了一天。").format(length=length))
    return lasting


def _weekdays(lists: _Lists, card: Any) -> Iterator[int]:
    mask, day = card.get("days") or "", card.get("day") or ""
    if not mask and day.isdecimal() and int(day) in lists.days:
        yield lists.days[int(day)]
    if len(mask) <= DAYS and set(mask) <= {"0", "1"}:
        yield from (lists.days[place] for place, digit in enumerate(mask) if digit == "1")


def _weeks(mask: str) -> str | None:
    if not mask or set(mask) == {"1"}:
        return "every"
    return {"10": "odd", "01": "even"}.get(mask)
