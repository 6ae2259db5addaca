from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django import forms

from qingshan.kit.cells import Text, Whole
from qingshan.kit.words import as_written, tr
from qingshan.people.cell_fields import CellField, DayField
from qingshan.school.models import SchoolClass
from qingshan.voice.surveys.services import MOST_SLIPS
from qingshan.voice.surveys.words import ASKED, MEANS, Index

if TYPE_CHECKING:
    from qingshan.school.models import School

USUAL = timedelta(days=13)
LONGEST = timedelta(days=92)


class SurveyForm(forms.Form):
    """When, and what is asked; the first two questions make the indices and stay as they are."""

    def __init__(self, data: Any = None, *, today: date) -> None:
        asked = {f"q{n}": as_written(text) for n, (text, _) in enumerate(ASKED, start=1)}
        named = tr("{year}年{month}月家长调查")
        start = {
            "title": as_written(named.format(year=today.year, month=today.month)),
            "opens_on": today,
        }
        super().__init__(data, initial=asked | start | {"closes_on": today + USUAL})
        self.fields["title"] = CellField(
            Text(60), label=tr("叫什么"), missing=tr("请写一个题目。"), widget=forms.TextInput
        )
        self.fields["opens_on"] = DayField(label=tr("从哪天起"), missing=tr("请写从哪天起。"))
        self.fields["closes_on"] = DayField(
            label=tr("到哪天为止"),
            missing=tr("请写到哪天为止。"),
            help_text=tr("过了这天才看得到结果。"),
        )
        for n, (_, index) in enumerate(ASKED, start=1):
            if not index:
                self.fields[f"q{n}"] = CellField(
                    Text(100), label=tr("第 {n} 题").format(n=n), widget=forms.TextInput
                )

    @property
    def kept(self) -> list[tuple[str, str, str]]:
        """The questions that make an index: text, its name, what it is."""
        return [(text, Index(index).label, MEANS[Index(index)]) for text, index in ASKED if index]

    def clean(self) -> dict[str, Any]:
        told = self.cleaned_data
        first, last = told.get("opens_on"), told.get("closes_on")
        if first and last and not first <= last <= first + LONGEST:
            self.add_error("closes_on", tr("请写开始那天以后、三个月以内的一天。"))
        return told

    @property
    def questions(self) -> list[tuple[str, str]]:
        told = self.cleaned_data
        asked = [
            (as_written(text) if i else told.get(f"q{n}", ""), i)
            for n, (text, i) in enumerate(ASKED, 1)
        ]
        return [(text, str(index)) for text, index in asked if text]


class SlipsForm(forms.Form):
    """How many households a class has."""

    def __init__(self, data: Any = None, *, school: School) -> None:
        super().__init__(data)
        self.fields["school_class"] = forms.ModelChoiceField(
            SchoolClass.objects.filter(school=school),
            label=tr("哪个班"),
            empty_label=tr("请选"),
            error_messages={
                "required": tr("请选班级。"),
                "invalid_choice": tr("请从列表里选一个班。"),
            },
        )
        self.fields["households"] = CellField(
            Whole(1, MOST_SLIPS),
            label=tr("几户"),
            missing=tr("请写几户。"),
            widget=forms.NumberInput(attrs={"min": 1, "max": MOST_SLIPS}),
            help_text=tr("一户一张，兄弟姐妹算一户。"),
        )
