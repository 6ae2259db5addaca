"""Forms of the timetable: bells of the day, one lesson, a make-up day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from qingshan.kit.cells import Number, Text
from qingshan.kit.words import tr
from qingshan.people.cell_fields import CellField, DayField
from qingshan.people.choices import PersonField
from qingshan.people.models import Staff
from qingshan.school.models import SchoolClass, Subject
from qingshan.timetable.cells import Clock
from qingshan.timetable.models import Lesson, Slot, Weekday, Weeks
from qingshan.timetable.services import Bell, Wanted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.forms import BoundField

    from qingshan.school.models import School
    from qingshan.timetable.services import LessonClashes

SPARE = 3
"""Empty lines below the bells that stand."""


def room_box(**more: Any) -> CellField:
    widget = forms.TextInput(attrs={"list": "rooms", "autocomplete": "off"})
    return CellField(Text(50), label=tr("教室"), widget=widget, **more)


def link_box(**more: Any) -> CellField:
    widget = forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"})
    help_text = more.pop("help_text", tr("线上的课才写：会议号或网址。"))
    return CellField(Text(300), label=tr("线上链接"), widget=widget, help_text=help_text, **more)


class BellsForm(forms.Form):
    """A line for each bell and a few to spare; a line that is emptied is taken out."""

    PARTS = ("number", "name", "starts", "ends")

    def __init__(self, data: Any = None, *, slots: Sequence[Slot]) -> None:
        super().__init__(data)
        self.slots = list(slots)
        self.lines = [str(slot.pk) for slot in self.slots] + [f"new{n}" for n in range(SPARE)]
        held = {str(slot.pk): slot for slot in self.slots}
        clock = {"inputmode": "numeric", "placeholder": "08:00", "autocomplete": "off"}
        for line in self.lines:
            slot = held.get(line)
            now = {part: getattr(slot, part) for part in self.PARTS} if slot else {}
            for part, label, kind, attrs in (
                ("number", tr("节次"), Number(10), {}),
                ("name", tr("名称"), Text(20), {}),
                ("starts", tr("上课"), Clock(), clock),
                ("ends", tr("下课"), Clock(), clock),
            ):
                shown = now.get(part)
                initial = f"{shown:%H:%M}" if isinstance(kind, Clock) and shown else shown
                self.fields[f"{part}_{line}"] = CellField(
                    kind, label=label, initial=initial, widget=forms.TextInput(attrs=attrs)
                )

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        numbers: set[str] = set()
        for line in self.lines:
            number, name, starts, ends = (told.get(f"{part}_{line}") for part in self.PARTS)
            if not number and not name and starts is None and ends is None:
                continue
            if not number:
                self.add_error(f"number_{line}", tr("请写是第几节，例如 1 或 早读。"))
            elif number in numbers:
                self.add_error(
                    f"number_{line}", tr("节次“{number}”写了两行，请改一个。").format(number=number)
                )
            numbers.add(number or "")
            for part, word in (("starts", tr("上课")), ("ends", tr("下课"))):
                if told.get(f"{part}_{line}") is None and f"{part}_{line}" not in self.errors:
                    self.add_error(f"{part}_{line}", tr("请写几点{word}。").format(word=word))
            if starts and ends and ends <= starts:
                self.add_error(f"ends_{line}", tr("下课要比上课晚，请核对。"))
        return told

    @property
    def rows(self) -> list[list[BoundField]]:
        return [[self[f"{part}_{line}"] for part in self.PARTS] for line in self.lines]

    @property
    def bells(self) -> list[Bell]:
        told = self.cleaned_data
        return [
            Bell(
                number=told[f"number_{line}"],
                name=told[f"name_{line}"],
                starts=told[f"starts_{line}"],
                ends=told[f"ends_{line}"],
                pk=int(line) if line.isdigit() else None,
            )
            for line in self.lines
            if told[f"number_{line}"]
        ]

    @property
    def gone(self) -> list[int]:
        return [slot.pk for slot in self.slots if not self.cleaned_data[f"number_{slot.pk}"]]


class LessonForm(forms.Form):
    """One lesson of each week, from a day to a day."""

    def __init__(self, data: Any = None, *, school: School, start: Mapping[str, Any]) -> None:
        super().__init__(data, initial=dict(start))
        self.school = school
        classes = SchoolClass.objects.filter(school=school)
        one = {"required": tr("请选一个。"), "invalid_choice": tr("请从列表里选一个。")}
        self.fields["school_class"] = forms.ModelChoiceField(
            classes, label=tr("班级"), empty_label=tr("请选"), error_messages=one
        )
        self.fields["weekday"] = forms.TypedChoiceField(
            label=tr("星期"), choices=Weekday.choices, coerce=int, error_messages=one
        )
        self.fields["slot"] = forms.ModelChoiceField(
            Slot.objects.filter(school=school),
            label=tr("节次"),
            empty_label=tr("请选"),
            error_messages=one,
        )
        self.fields["subject"] = forms.ModelChoiceField(
            Subject.objects.filter(school=school),
            label=tr("学科"),
            empty_label=tr("请选"),
            error_messages=one,
        )
        self.fields["teacher"] = PersonField(
            Staff.objects.filter(school=school),
            about="subject__name",
            who=tr("位老师"),
            label=tr("教师"),
        )
        self.fields["room"] = room_box()
        self.fields["weeks"] = forms.ChoiceField(
            label=tr("单双周"), choices=Weeks.choices, error_messages=one
        )
        self.fields["link"] = link_box()
        self.fields["part"] = CellField(
            Text(50), label=tr("分组"), help_text=tr("只给班里一部分学生上才写，例如 男生。")
        )
        self.fields["division"] = CellField(
            Text(50),
            label=tr("分法"),
            help_text=tr("几组同时上课，各写同一种分法，例如 体育分男女。"),
        )
        self.fields["starts_on"] = DayField(label=tr("从哪天起"), missing=tr("请写从哪天起。"))
        self.fields["ends_on"] = DayField(label=tr("到哪天止"), missing=tr("请写到哪天止。"))

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        first, last = told.get("starts_on"), told.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", tr("最后一天比第一天还早，请对调一下。"))
        if told.get("division") and not told.get("part") and "part" not in self.errors:
            self.add_error("part", tr("写了分法，就要写是哪一组。"))
        return told

    @property
    def wanted(self) -> Wanted:
        return Wanted(**self.cleaned_data)

    def tell_clashes(self, found: LessonClashes) -> None:
        for clash in found.clashes:
            self.add_error(
                None, tr("{sentence}请换一个时间、老师或教室。").format(sentence=clash.sentence)
            )


class MakeUpForm(forms.Form):
    weekday = forms.TypedChoiceField(
        label=tr("按星期几的课上"),
        choices=Weekday.choices,
        coerce=int,
        error_messages={"required": tr("请选一天。"), "invalid_choice": tr("请从列表里选一天。")},
    )


def start_of(lesson: Lesson) -> dict[str, Any]:
    """What a form about a lesson begins with."""
    names = ("weekday", "weeks", "link", "part", "division", "starts_on", "ends_on")
    start = {name: getattr(lesson, name) for name in names}
    keys = ("school_class", "slot", "subject", "teacher")
    return start | {
        **{name: getattr(lesson, f"{name}_id") for name in keys},
        "room": lesson.room.name if lesson.room else "",
    }
