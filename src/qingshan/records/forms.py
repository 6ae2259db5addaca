"""The entry sheet of a kind: only what the kind asks, the first things first."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django import forms

from qingshan.people.choices import PersonField
from qingshan.people.visibility import classes_bound_to, students_visible_to
from qingshan.school.models import SchoolClass

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.forms import BoundField

    from qingshan.people.models import Student
    from qingshan.records.kinds import Kind
    from qingshan.school.membership import Member

OLDEST = dt.timedelta(days=366)
SHOWN_FIRST = 2
LARGEST_NUMBER = 1_000_000


class RecordForm(forms.Form):
    """What a record of `kind` holds, for the person who did the deed."""

    date = forms.DateField(
        label="日期",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "请写日期。", "invalid": "请写一个有的日期，例如 2026-11-24。"},
    )

    def __init__(self, *args: Any, kind: Kind, member: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.member = kind, member
        if "student" in kind.about:
            self.fields["student"] = _child_field(member)
        if "class" in kind.about:
            self.fields["school_class"] = _class_field(member)
        for asked in kind.asks:
            self.fields[asked] = ASKED[asked](kind)
        leading = [name for name in self.fields if name != "date"]
        order = [*leading[:SHOWN_FIRST], "date", *leading[SHOWN_FIRST:]]
        self.fields = {name: self.fields[name] for name in order}
        self._first = leading[:SHOWN_FIRST]

    @property
    def shown_first(self) -> list[BoundField]:
        return [self[name] for name in self._first]

    @property
    def shown_later(self) -> list[BoundField]:
        return [self[name] for name in self.fields if name not in self._first]

    @property
    def later_has_errors(self) -> bool:
        return any(field.errors for field in self.shown_later)

    @property
    def has_nobody_to_name(self) -> bool:
        field = self.fields.get("student")
        return isinstance(field, PersonField) and field.nobody

    def clean_date(self) -> dt.date:
        day: dt.date = self.cleaned_data["date"]
        if day > self.member.today:
            raise forms.ValidationError("这一天还没有到，请写做这件事的日期。")
        if day < self.member.today - OLDEST:
            raise forms.ValidationError("一年以前的事，请用数据进出的工作簿补记。")
        return day


def _child_field(member: Member) -> PersonField[Student]:
    return PersonField(
        students_visible_to(member),
        about="school_class__name",
        who="个孩子",
        label="孩子",
        error_messages={"required": "请写是哪个孩子。"},
    )


def _class_field(member: Member) -> forms.ModelChoiceField[SchoolClass]:
    field = forms.ModelChoiceField(
        SchoolClass.objects.filter(school=member.school),
        label="班级",
        empty_label="请选择",
        error_messages={"required": "请选班级。", "invalid_choice": "请从列表里选一个班级。"},
    )
    own = classes_bound_to(member).values_list("pk", flat=True).first()
    field.initial = own
    return field


def _title(kind: Kind) -> forms.Field:
    return forms.CharField(
        label="题目",
        max_length=200,
        required=kind.asks[0] == "title",
        error_messages={"required": "请写题目。", "max_length": "题目最多 200 字。"},
    )


def _content(kind: Kind) -> forms.Field:
    return forms.CharField(
        label="内容",
        max_length=20_000,
        required=kind.asks[0] == "content",
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "请写几句。", "max_length": "内容最多两万字。"},
    )


def _number(label: str, help_text: str) -> forms.Field:
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=LARGEST_NUMBER,
        help_text=help_text,
        error_messages={
            "invalid": "请写一个整数。",
            "min_value": "不能小于 0。",
            "max_value": "这个数太大了，请核对。",
        },
    )


ASKED: dict[str, Callable[[Kind], forms.Field]] = {
    "title": _title,
    "content": _content,
    "words": lambda _: _number("字数", "不写就按内容数。"),
    "minutes": lambda _: _number("时长（分钟）", ""),
}
