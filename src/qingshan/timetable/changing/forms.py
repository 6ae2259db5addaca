from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django import forms

from qingshan.kit.cells import Text
from qingshan.kit.words import tr
from qingshan.people.cell_fields import CellField, DayField
from qingshan.timetable.changing.services import Asked
from qingshan.timetable.forms import link_box, room_box
from qingshan.timetable.models import LessonChange, Slot

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qingshan.timetable.changing.queries import Free
    from qingshan.timetable.queries import Held

FARTHEST = timedelta(days=200)
ONE = {"required": tr("请选一样。"), "invalid_choice": tr("请从列表里选一个。")}


class ChangeForm(forms.Form):
    """One lesson of a day: what shall be otherwise with it. Only what the kind asks for is read."""

    def __init__(
        self, data: Any = None, *, lesson: Held, free: Sequence[Free], slots: Sequence[Slot]
    ) -> None:
        start = {"kind": lesson.state or LessonChange.Kind.SUBSTITUTE, "to_date": lesson.day}
        super().__init__(data, initial=start)
        self.lesson = lesson
        self.fields["kind"] = forms.ChoiceField(
            label=tr("怎么变"),
            choices=LessonChange.Kind.choices,
            widget=forms.RadioSelect,
            error_messages=ONE,
        )
        people = [
            (one.pk, tr("{one}　{one2}").format(one=one.name, one2=one.words)) for one in free
        ]
        self.fields["teacher"] = forms.TypedChoiceField(
            label=tr("谁来代"),
            choices=[("", tr("代课才选")), *people],
            coerce=int,
            empty_value=None,
            required=False,
            error_messages=ONE,
            help_text=tr("这一节有空的老师，同学科的排在前面。请假的不在里面。"),
        )
        self.fields["to_date"] = DayField(label=tr("调到哪天"), required=False)
        self.fields["to_slot"] = forms.TypedChoiceField(
            label=tr("调到第几节"),
            choices=[("", tr("调课才选")), *((slot.pk, str(slot)) for slot in slots)],
            coerce=int,
            empty_value=None,
            required=False,
            error_messages=ONE,
            help_text=tr("那一节班里有课的话，两节对调。"),
        )
        self.fields["room"] = room_box()
        self.fields["link"] = link_box(help_text=tr("改线上就写会议号或网址；这节课照样算一节课。"))
        self.fields["reason"] = CellField(
            Text(100), label=tr("说明"), help_text=tr("全校都看得到，别写病情。")
        )

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        kind = told.get("kind")
        if kind == LessonChange.Kind.SUBSTITUTE and told.get("teacher") is None:
            self.add_error("teacher", tr("请选谁来代。"))
        if kind == LessonChange.Kind.MOVE:
            self._clean_goal(told.get("to_date"), told.get("to_slot"))
        if kind == LessonChange.Kind.PLACE and not (told.get("room") or told.get("link")):
            self.add_error("room", tr("请写换到哪间教室，或者写线上链接。"))
        return told

    def _clean_goal(self, day: date | None, slot: int | None) -> None:
        if day is None:
            if "to_date" not in self.errors:
                self.add_error("to_date", tr("请写调到哪天。"))
        elif abs(day - self.lesson.day) > FARTHEST:
            self.add_error("to_date", tr("这个日期离得太远了，请核对。"))
        if slot is None and "to_slot" not in self.errors:
            self.add_error("to_slot", tr("请选调到第几节。"))

    @property
    def asked(self) -> Asked:
        told = self.cleaned_data
        kind = told["kind"]
        is_move = kind == LessonChange.Kind.MOVE
        stays = kind == LessonChange.Kind.CANCEL
        return Asked(
            kind,
            teacher=told["teacher"] if kind == LessonChange.Kind.SUBSTITUTE else None,
            to=(told["to_date"], told["to_slot"]) if is_move else None,
            room="" if stays else told["room"],
            link="" if stays else told["link"],
            reason=told["reason"],
        )
