from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django import forms

from qingshan.kit.cells import Text
from qingshan.kit.words import tr
from qingshan.people.cell_fields import CellField, DayField
from qingshan.people.choices import PersonField

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from qingshan.people.models import Staff
    from qingshan.records.models import Record

ONE = {"required": tr("请选一次查或评。"), "invalid_choice": tr("请从列表里选一个。")}
PAST = tr("这一天已经过了，请写今天或以后。")


def _words(label: str, missing: str) -> CellField:
    widget = forms.Textarea(attrs={"rows": 3})
    return CellField(Text(1000), label=label, missing=missing, widget=widget)


class FindingForm(forms.Form):
    """What is to be mended, by whom, until when, and at which check or review it was found."""

    def __init__(
        self,
        data: Any = None,
        *,
        looks: QuerySet[Record],
        menders: QuerySet[Staff],
        today: date,
        record: str = "",
    ) -> None:
        super().__init__(data, initial={"until": today + timedelta(days=14), "record": record})
        self.today = today
        self.fields["record"] = forms.ModelChoiceField(
            looks.order_by("-date", "-pk"),
            label=tr("哪次查、评"),
            empty_label=tr("请选"),
            error_messages=ONE,
        )
        self.fields["mender"] = PersonField(
            menders, about="subject__name", who=tr("位老师"), label=tr("谁来改")
        )
        self.fields["words"] = _words(tr("看到的问题"), tr("请写看到了什么问题，写具体。"))
        self.fields["until"] = DayField(label=tr("改到哪天"), missing=tr("请写改到哪天。"))

    def clean_until(self) -> date | None:
        day: date | None = self.cleaned_data["until"]
        if day is not None and day < self.today:
            raise forms.ValidationError(PAST)
        return day


class MendForm(forms.Form):
    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["words"] = _words(tr("怎么改的"), tr("请写一句怎么改的。"))


class LookAgainForm(forms.Form):
    def __init__(self, data: Any = None, *, today: date) -> None:
        super().__init__(data, initial={"until": today + timedelta(days=7)})
        self.today = today
        self.fields["is_mended"] = forms.TypedChoiceField(
            label=tr("再看了一次"),
            choices=[("yes", tr("改好了")), ("no", tr("还没有，再改改"))],
            coerce=lambda text: text == "yes",
            widget=forms.RadioSelect,
            error_messages={"required": tr("请选一样。"), "invalid_choice": tr("请选一样。")},
        )
        self.fields["words"] = _words(tr("看到的"), tr("请写一句看到的。"))
        self.fields["until"] = DayField(label=tr("再改到哪天"), help_text=tr("改好了不用填。"))

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        until = told.get("until")
        if told.get("is_mended") is False and (until is None or until < self.today):
            self.add_error("until", tr("请写再改到哪天，今天或以后。"))
        return told
