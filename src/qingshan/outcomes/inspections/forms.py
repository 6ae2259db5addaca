from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django import forms

from qingshan.kit.cells import Text
from qingshan.kit.combobox import Combobox, Offer
from qingshan.kit.words import tr
from qingshan.outcomes.models import Inspection
from qingshan.people.cell_fields import CellField, DayField, PickField
from qingshan.people.choices import PersonField
from qingshan.people.models import Staff
from qingshan.records.fields import PhotoField

if TYPE_CHECKING:
    from qingshan.school.models import School

OLDEST = date(1990, 1, 1)
FURTHEST = timedelta(days=366)
USUAL = timedelta(days=7)
LEVELS = ("区级", "市级", "省级", "国家级")
LONGEST = 2000


def words_field(label: str, *, missing: str = "", rows: int = 3) -> CellField:
    return CellField(
        Text(LONGEST), label=label, missing=missing, widget=forms.Textarea(attrs={"rows": rows})
    )


def responsible_field(school: School) -> PersonField[Staff]:
    return PersonField(
        Staff.objects.filter(school=school),
        about="subject__name",
        who=tr("位老师"),
        label=tr("谁来整改"),
    )


class InspectionForm(forms.Form):
    """A visit from above: when, by whom, what they looked at, what it came to."""

    def __init__(
        self, data: Any = None, *, today: date, initial: dict[str, Any] | None = None
    ) -> None:
        super().__init__(data, initial={"date": today, **(initial or {})})
        self.today = today
        self.fields["content"] = CellField(
            Text(200), label=tr("来看什么"), missing=tr("请写来看什么。"), widget=forms.TextInput
        )
        self.fields["level"] = CellField(
            Text(20),
            label=tr("级别"),
            missing=tr("请写是哪一级来的。"),
            widget=Combobox(map(Offer, LEVELS), 20),
        )
        self.fields["date"] = DayField(label=tr("日期"), missing=tr("请写哪天来的。"))
        self.fields["result"] = PickField(
            Inspection.Result.choices, label=tr("结果"), missing=tr("请选结果。")
        )

    def clean_date(self) -> date:
        day: date = self.cleaned_data["date"]
        if day > self.today:
            raise forms.ValidationError(tr("这一天还没有到，检查过了再记。"))
        if day < OLDEST:
            raise forms.ValidationError(tr("这个日期离得太远了，请核对年份。"))
        return day


class FindingForm(forms.Form):
    """What is to be mended, where, by whom and by when."""

    def __init__(self, data: Any = None, files: Any = None, *, school: School, today: date) -> None:
        super().__init__(data, files, initial={"due_on": today + USUAL})
        self.today = today
        self.fields["words"] = words_field(tr("发现什么问题"), missing=tr("请写发现了什么问题。"))
        self.fields["place"] = CellField(Text(60), label=tr("在哪里"), widget=forms.TextInput)
        self.fields["responsible"] = responsible_field(school)
        self.fields["due_on"] = DayField(
            label=tr("什么时候前改好"), missing=tr("请写什么时候前改好。")
        )
        self.fields["file"] = PhotoField(label=tr("照片"))

    def clean_due_on(self) -> date:
        return due(self.cleaned_data["due_on"], self.today)


class HandForm(forms.Form):
    """Another person, another day."""

    def __init__(
        self, data: Any = None, *, school: School, today: date, initial: dict[str, Any]
    ) -> None:
        super().__init__(data, initial=initial)
        self.today = today
        self.fields["responsible"] = responsible_field(school)
        self.fields["due_on"] = DayField(
            label=tr("什么时候前改好"), missing=tr("请写什么时候前改好。")
        )
        self.fields["words"] = words_field(tr("为什么改"), rows=2)

    def clean_due_on(self) -> date:
        return due(self.cleaned_data["due_on"], self.today)


class MendForm(forms.Form):
    def __init__(self, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files)
        self.fields["words"] = words_field(tr("怎么改的"), missing=tr("请写怎么改的。"))
        self.fields["file"] = PhotoField(label=tr("改好以后的照片"))


class AgainForm(forms.Form):
    """Seen again: whether it is mended."""

    def __init__(self, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files)
        self.fields["passed"] = forms.TypedChoiceField(
            label=tr("看下来"),
            choices=[("yes", tr("改好了")), ("no", tr("还没改好，退回去"))],
            coerce=lambda text: text == "yes",
            widget=forms.RadioSelect,
            error_messages=dict.fromkeys(("required", "invalid_choice"), tr("请选改好了没有。")),
        )
        self.fields["words"] = words_field(tr("说明"), rows=2)
        self.fields["file"] = PhotoField(label=tr("复查的照片"))

    def clean(self) -> dict[str, Any]:
        told = self.cleaned_data
        if told.get("passed") is False and not told.get("words") and "words" not in self.errors:
            self.add_error("words", tr("退回去的，请写还差什么。"))
        return told


def due(day: date, today: date) -> date:
    if not today <= day <= today + FURTHEST:
        raise forms.ValidationError(tr("请写今天以后、一年以内的一天。"))
    return day
