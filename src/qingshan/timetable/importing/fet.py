"""FET's exports: timetable.csv, *_data_and_timetable.fet, *_teachers.xml.

Students are named as a year, a group or a subgroup. The data file says which subgroups each is
made of, and so which groups share no child; the two others have the names alone.

In the table each hour of an activity is a line, several teachers or students' sets joined by "+".
The data file has activities with a duration and, beside them, where each begins.
"""

from __future__ import annotations

import csv
import io
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
    from collections.abc import Iterator, Mapping

NEEDED = {
    "day": "Day",
    "hour": "Hour",
    "students sets": "Students Sets",
    "subject": "Subject",
    "teachers": "Teachers",
}
NOT_A_DAY = tr("不知道{day}是星期几。请在 FET 里把它叫作星期一、周一或 Monday，再导出。")


def read_table(text: str) -> Found:
    """timetable.csv: a heading, then a line for each hour of each activity."""
    found = Found(tr("FET 课表（CSV）"))
    rows = _rows(text)
    try:
        _, heading = next(rows)
    except StopIteration:
        raise Unreadable(tr("这个文件是空的，请重新选一个。")) from None
    places = {plain(cell).lower(): at for at, cell in enumerate(heading)}
    missing = [shown for name, shown in NEEDED.items() if name not in places]
    if missing:
        raise Unreadable(
            tr("表头里没有 {missing} 这几列，不是 FET 导出的 timetable.csv。").format(
                missing=tr("、").join(missing)
            ),
            1,
        )
    for line, row in rows:
        cells = {name: plain(row[at]) if at < len(row) else "" for name, at in places.items()}
        if any(cells.values()):
            _add(found, line, cells)
    return found


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise Unreadable(tr("这一行的引号不成对，或者太长，读不下去。"), line) from error
        yield line, row
        line = reader.line_num + 1


def _add(found: Found, line: int, cells: Mapping[str, str]) -> None:
    weekday = weekday_named(cells["day"])
    if not cells["day"] or not cells["hour"]:
        activity = cells.get("activity id", "")
        found.wrong(
            line,
            tr("活动{activity}还没有排上时间。请在 FET 里排完，再导出。").format(activity=activity),
        )
    elif weekday is None:
        found.wrong(line, NOT_A_DAY.format(day=shortened(cells["day"])))
    else:
        _remember(found, cells["hour"])
        entry = Entry(
            line,
            weekday,
            cells["hour"],
            tuple(map(Pupils, _parts(cells["students sets"]))),
            cells["subject"],
            _parts(cells["teachers"]),
            cells.get("room", ""),
        )
        found.entries.append(entry)


def _remember(found: Found, hour: str) -> None:
    """A name such as 08:00-08:40 says when the bells ring."""
    start, end = times_in(hour)
    if start and end:
        found.bells.setdefault(hour, (start, end))


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part for part in map(plain, text.split("+")) if part)


@dataclass(frozen=True, slots=True)
class _Activity:
    line: int
    key: str
    subject: str
    teachers: tuple[str, ...]
    students: tuple[str, ...]
    duration: int

    @property
    def words(self) -> str:
        told = " ".join((*self.students, self.subject))
        return (
            tr("活动 {key}（{told}）").format(key=self.key, told=told)
            if told
            else tr("活动 {key}").format(key=self.key)
        )


def read_data(root: Any) -> Found:
    """A .fet file with the timetable in it."""
    found = Found(tr("FET 数据和课表（.fet）"), sets=_sets(root))
    hours = [_said(hour, "Name") for hour in root.iterfind("Hours_List/Hour")]
    for hour in hours:
        _remember(found, hour)
    activities = [a for a in map(_activity, root.iterfind("Activities_List/Activity")) if a]
    if not activities:
        raise Unreadable(tr("这个 .fet 文件里没有活动（Activities_List），请重新选一个。"))
    starts = _starts(root)
    if not starts:
        raise Unreadable(
            tr(
                "这个 .fet 文件里只有排课的要求，没有排出来的课表。"
                "请在 FET 里生成课表，选导出的 *_data_and_timetable.fet "
                "或 timetable.csv。"
            )
        )
    rooms = {
        _said(one, "Activity_Id"): _said(one, "Room")
        for one in root.iterfind("Space_Constraints_List/ConstraintActivityPreferredRoom")
    }
    for activity in activities:
        _place(found, activity, hours, starts.get(activity.key), rooms.get(activity.key, ""))
    return found


def _sets(root: Any) -> dict[str, frozenset[str]]:
    """Each year, group and subgroup → the subgroups in it; a set without any stands for itself.

    The same subgroup, and the same group, may stand in several places.
    """
    found: dict[str, frozenset[str]] = {}

    def add(one: Any, within: tuple[str, ...]) -> frozenset[str]:
        name = _said(one, "Name")
        inner = [add(each, within[1:]) for each in one.iterfind(within[0])] if within else []
        atoms = frozenset().union(*inner) or frozenset({name})
        found[name] = found.get(name, frozenset()) | atoms
        return atoms

    for year in root.iterfind("Students_List/Year"):
        add(year, ("Group", "Subgroup"))
    return found


def _activity(one: Any) -> _Activity | None:
    """An activity that takes part; FET keeps those that do not as well."""
    if _said(one, "Active").lower() in {"false", "no", "0"}:
        return None
    duration = _said(one, "Duration")
    return _Activity(
        one.sourceline or 0,
        _said(one, "Id"),
        _said(one, "Subject"),
        _all_said(one, "Teacher"),
        _all_said(one, "Students"),
        int(duration) if duration.isdecimal() and 0 < int(duration) < 20 else 1,
    )


_Start = tuple[int, str, str, str]


def _starts(root: Any) -> dict[str, _Start]:
    """Activity → line, day, hour and room of where it begins."""
    found: dict[str, _Start] = {}
    path = "Time_Constraints_List/ConstraintActivityPreferredStartingTime"
    for one in root.iterfind(path):
        day = _said(one, "Preferred_Day") or _said(one, "Day")
        hour = _said(one, "Preferred_Hour") or _said(one, "Hour")
        found[_said(one, "Activity_Id")] = (one.sourceline or 0, day, hour, "")
    for one in root.iterfind(".//Activities_Timetable/Activity"):
        told = (one.sourceline or 0, _said(one, "Day"), _said(one, "Hour"), _said(one, "Room"))
        found[_said(one, "Id")] = told
    return found


def _place(
    found: Found, activity: _Activity, hours: list[str], start: _Start | None, room: str
) -> None:
    line, day, hour, own = start or (activity.line, "", "", "")
    weekday = weekday_named(day)
    if not day or not hour:
        found.wrong(
            activity.line,
            tr("{activity}还没有排上时间。请在 FET 里排完，再导出。").format(
                activity=activity.words
            ),
        )
    elif weekday is None:
        found.wrong(line, NOT_A_DAY.format(day=shortened(day)))
    elif hour not in hours:
        found.wrong(
            line,
            tr("{activity}的时间{shortened}不在 Hours_List 里。").format(
                activity=activity.words, shortened=shortened(hour)
            ),
        )
    else:
        first = hours.index(hour)
        lasting = hours[first : first + activity.duration]
        if len(lasting) < activity.duration:
            found.wrong(
                line,
                tr("{activity}要连上 {duration} 节，超出了一天。").format(
                    activity=activity.words, duration=activity.duration
                ),
            )
        found.entries += [
            Entry(
                line,
                weekday,
                each,
                tuple(map(Pupils, activity.students)),
                activity.subject,
                activity.teachers,
                own or room,
            )
            for each in lasting
        ]


def read_teachers(root: Any) -> Found:
    """*_teachers.xml: each teacher's week."""
    found = Found(tr("FET 教师课表（XML）"))
    for teacher in root.iterfind("Teacher"):
        for day in teacher.iterfind("Day"):
            for hour in day.iterfind("Hour"):
                _add_hour(found, plain(teacher.get("name")), day, hour)
    return found


def _add_hour(found: Found, teacher: str, day: Any, hour: Any) -> None:
    subject = hour.find("Subject")
    if subject is None:
        return
    room = hour.find("Room")
    cells = {
        "day": plain(day.get("name")),
        "hour": plain(hour.get("name")),
        "students sets": "+".join(plain(s.get("name")) for s in hour.iterfind("Students")),
        "subject": plain(subject.get("name")),
        "teachers": teacher,
        "room": plain(room.get("name")) if room is not None else "",
    }
    _add(found, hour.sourceline or 0, cells)


def _said(one: Any, tag: str) -> str:
    return plain(one.findtext(tag))


def _all_said(one: Any, tag: str) -> tuple[str, ...]:
    return tuple(text for each in one.iterfind(tag) if (text := plain(each.text)))
