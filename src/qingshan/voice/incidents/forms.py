from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from qingshan.kit.cells import Text
from qingshan.kit.words import tr
from qingshan.people.cell_fields import CellField, DayField
from qingshan.voice.models import Incident

OLDEST = date(2000, 1, 1)
LONGEST = 4000


class IncidentForm(forms.Form):
    """What happened, and when. It stays as it is written."""

    def __init__(self, data: Any = None, *, today: date) -> None:
        super().__init__(data, initial={"date": today})
        self.today = today
        self.fields["kind"] = forms.ChoiceField(
            label=tr("是哪一种"),
            choices=Incident.Kind.choices,
            widget=forms.RadioSelect,
            error_messages=dict.fromkeys(("required", "invalid_choice"), tr("请选一种。")),
        )
        self.fields["description"] = CellField(
            Text(LONGEST),
            label=tr("发生了什么"),
            missing=tr("请写发生了什么。"),
            widget=forms.Textarea(attrs={"rows": 4}),
            help_text=tr("记下以后不能改、不能删，只能往下写怎么处理的。不写孩子的名字。"),
        )
        self.fields["date"] = DayField(label=tr("哪一天"), missing=tr("请写是哪一天。"))

    def clean_date(self) -> date:
        day: date = self.cleaned_data["date"]
        if not OLDEST <= day <= self.today:
            raise forms.ValidationError(tr("请写今天或以前的一天。"))
        return day


class HandlingForm(forms.Form):
    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["words"] = CellField(
            Text(LONGEST),
            label=tr("怎么处理的"),
            missing=tr("请写怎么处理的。"),
            widget=forms.Textarea(attrs={"rows": 4}),
        )
        self.fields["settled"] = forms.BooleanField(label=tr("办结了"), required=False)
