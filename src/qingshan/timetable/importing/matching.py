"""Puts the school's own people, classes, subjects and bells to the names of a file.

A name that the school does not know is told once, with its first line and how often it stands.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qingshan.kit.words import tr
from qingshan.people.models import Staff
from qingshan.school.models import Subject
from qingshan.timetable.clashes import Placed, clashes_of
from qingshan.timetable.importing.found import (
    Entry,
    Found,
    Trouble,
    plain,
    shortened,
    times_in,
)
from qingshan.timetable.importing.pupils import ClassNames, as_wide
from qingshan.timetable.models import Slot

if TYPE_CHECKING:
    from qingshan.school.models import School, SchoolClass
    from qingshan.timetable.importing.found import Pupils
    from qingshan.timetable.importing.pupils import Sitting

LONGEST_ROOM = 50
_ORDINAL = re.compile(r"第?([一二三四五六七八九十]|\d{1,2})节?课?")
_CHINESE = dict(zip("一二三四五六七八九十", map(str, range(1, 11)), strict=True))


@dataclass(frozen=True, slots=True)
class Matched:
    """A lesson of the file in the school's own terms."""

    line: int
    weekday: int
    slot: str
    weeks: str
    subject: str
    teacher: Staff
    room: str
    sitting: Sitting

    @property
    def school_class(self) -> SchoolClass:
        return self.sitting.school_class

    def placed(self, starts_on: dt.date, ends_on: dt.date) -> Placed:
        return Placed(
            starts_on,
            ends_on,
            self.weekday,
            tr("第{slot}节").format(slot=self.slot) if self.slot.isdigit() else self.slot,
            self.weeks,
            self.school_class.name,
            self.subject,
            tr("{teacher}（{number}）").format(
                teacher=self.teacher.name, number=self.teacher.number
            ),
            self.room,
            line=self.line,
            division=self.sitting.division,
            part=self.sitting.part,
            atoms=self.sitting.atoms,
        )


@dataclass
class Looked:
    """A file looked through: what would be written, and what is wrong with it."""

    kind: str
    lessons: list[Matched] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    new_bells: list[tuple[str, dt.time, dt.time]] = field(default_factory=list)
    new_subjects: list[str] = field(default_factory=list)

    @property
    def wrong(self) -> list[Trouble]:
        return [trouble for trouble in self.troubles if not trouble.is_notice]

    @property
    def notices(self) -> list[Trouble]:
        return [trouble for trouble in self.troubles if trouble.is_notice]


def look_through(
    found: Found,
    school: School,
    *,
    starts_on: dt.date,
    ends_on: dt.date,
    makes_subjects: bool = False,
) -> Looked:
    """Every lesson matched, every trouble told, nothing written. Four queries."""
    looked = Looked(found.kind, troubles=list(found.troubles))
    names = _Names(school, found, looked, makes_subjects=makes_subjects)
    for entry in found.entries:
        looked.lessons += names.match(entry)
    names.tell_unknown()
    placed = [lesson.placed(starts_on, ends_on) for lesson in looked.lessons]
    for clash in clashes_of(placed):
        other = (
            tr("（另一节在第 {line} 行）").format(line=clash.one.line)
            if clash.one.line != clash.other.line
            else ""
        )
        looked.troubles.append(Trouble(clash.other.line, f"{clash.sentence}{other}"))
    looked.troubles.sort(key=lambda trouble: trouble.line)
    return looked


class _Names:
    """The names that the school knows, and those it does not, with where they stood."""

    def __init__(
        self, school: School, found: Found, looked: Looked, *, makes_subjects: bool
    ) -> None:
        self.looked = looked
        self.makes_subjects = makes_subjects
        self.unknown: dict[tuple[str, str], Counter[int]] = defaultdict(Counter)
        self.guessed: set[tuple[SchoolClass, str]] = set()
        self.staff: dict[str, list[Staff]] = defaultdict(list)
        for person in Staff.objects.filter(school=school).defer("id_number", "phone"):
            for name in {plain(person.name), plain(person.number)}:
                self.staff[name].append(person)
        self.classes = ClassNames(school, found)
        self.subjects = {plain(s.name): s.name for s in Subject.objects.filter(school=school)}
        self.slots = self._slots(school, found)

    def match(self, entry: Entry) -> list[Matched]:
        """One lesson for each class or part of one; none where a name is not known."""
        if not entry.classes:
            self._say(entry, tr("这一项没有班级，不是上课，没有读入。"), is_notice=True)
            return []
        slot = self._slot(entry)
        subject = self._subject(entry)
        teachers = [t for name in entry.teachers if (t := self._teacher(entry, name))]
        sitting = as_wide(one for told in entry.classes for one in self._sitting(entry, told))
        if not entry.teachers:
            self._say(entry, tr("这节课没有老师，请在排课软件里加上。"))
        if len(entry.teachers) > 1 and teachers:
            self._say(
                entry,
                tr("这节课有几位老师，记在{name}名下。").format(name=teachers[0].name),
                is_notice=True,
            )
        if len(entry.room) > LONGEST_ROOM:
            self._say(
                entry,
                tr("教室的名字{shortened}太长，最多 {longest_room} 个字。").format(
                    shortened=shortened(entry.room), longest_room=LONGEST_ROOM
                ),
            )
        if slot is None or subject is None or not teachers:
            return []
        return [
            Matched(
                entry.line,
                entry.weekday,
                slot,
                entry.weeks,
                subject,
                teachers[0],
                entry.room,
                each,
            )
            for each in sitting
        ]

    def tell_unknown(self) -> None:
        for (what, name), lines in self.unknown.items():
            first, times = min(lines), sum(lines.values())
            often = tr("（一共 {times} 处）").format(times=times) if times > 1 else ""
            sentence = _ADVICE[what].format(name=shortened(name))
            self.looked.troubles.append(Trouble(first, f"{sentence}{often}"))

    def _say(self, entry: Entry, sentence: str, *, is_notice: bool = False) -> None:
        self.looked.troubles.append(Trouble(entry.line, sentence, is_notice))

    def _teacher(self, entry: Entry, name: str) -> Staff | None:
        people = self.staff.get(name, [])
        if len(people) == 1:
            return people[0]
        if people:
            numbers = tr("、").join(person.number for person in people)
            told = tr("有 {people} 位老师叫{shortened}，请在文件里写工号（{numbers}）。").format(
                people=len(people), shortened=shortened(name), numbers=numbers
            )
            self._say(entry, told)
        else:
            self.unknown["teacher", name][entry.line] += 1
        return None

    def _sitting(self, entry: Entry, told: Pupils) -> list[Sitting]:
        found = self.classes.sitting(told)
        if not found:
            shared = self.classes.named(told.name)
            self.unknown["classes" if shared else "class", told.name][entry.line] += 1
        for one in found:
            if one.part and one.is_guessed and (one.school_class, one.part) not in self.guessed:
                self.guessed.add((one.school_class, one.part))
                words = tr("{shortened}按{school_class}的一组（{part}）读。").format(
                    shortened=shortened(told.name),
                    school_class=one.school_class.name,
                    part=one.part,
                )
                self._say(entry, words, is_notice=True)
        return found

    def _subject(self, entry: Entry) -> str | None:
        if entry.subject in self.subjects:
            return self.subjects[entry.subject]
        if not entry.subject:
            self._say(entry, tr("这节课没有写学科，请在排课软件里加上。"))
            return None
        if not self.makes_subjects or len(entry.subject) > 50:
            self.unknown["subject", entry.subject][entry.line] += 1
            return None
        self.subjects[entry.subject] = entry.subject
        self.looked.new_subjects.append(entry.subject)
        return entry.subject

    def _slot(self, entry: Entry) -> str | None:
        for name in (entry.hour, _ordinal(entry.hour), times_in(entry.hour)[0]):
            if name and name in self.slots:
                return self.slots[name]
        self.unknown["hour", entry.hour][entry.line] += 1
        return None

    def _slots(self, school: School, found: Found) -> dict[str, str]:
        """Each name a bell may have → its number. Without bells the file's own are taken."""
        held = list(Slot.objects.filter(school=school))
        if held:
            known: dict[str, str] = {}
            for slot in held:
                for name in (f"{slot.starts:%H:%M}", slot.name, str(slot), slot.number):
                    if name:
                        known[plain(name)] = slot.number
            return known
        known = {}
        in_time = sorted(found.bells.items(), key=lambda bell: bell[1])
        for n, (name, (start, end)) in enumerate(in_time, 1):
            number = _ordinal(name) or str(n)
            times = _time(start), _time(end)
            if times[0] is None or times[1] is None or times[0] >= times[1]:
                self.looked.troubles.append(
                    Trouble(
                        0, tr("{shortened}的上下课时间不对。").format(shortened=shortened(name))
                    )
                )
                continue
            known |= {name: number, start: number}
            self.looked.new_bells.append((number, times[0], times[1]))
        return known


_ADVICE = {
    "teacher": tr(
        "老师{name}学校里没有。请先到“教师”里登记，或者把文件里的名字改成登记的姓名或工号。"
    ),
    "class": tr(
        "班级{name}学校里没有。请先到“班级”里登记，或者把文件里的名字改成登记的名称或编号。"
    ),
    "classes": tr("有几个班叫{name}，请在文件里写班级编号。"),
    "subject": tr("学科{name}学校里没有。请改成已有的名字；是新开的，勾上“一并建上”再放一次。"),
    "hour": tr("节次{name}对不上。请在“节次时间”里加上这一节，或者把它的名字改成节次或上课时间。"),
}


def _ordinal(name: str) -> str:
    """3 of 第三节 or 第3节; "" of what is no such name."""
    found = _ORDINAL.fullmatch(plain(name).replace(" ", ""))
    return _CHINESE.get(found[1], found[1]) if found else ""


def _time(text: str) -> dt.time | None:
    try:
        return dt.time.fromisoformat(text)
    except ValueError:
        return None
