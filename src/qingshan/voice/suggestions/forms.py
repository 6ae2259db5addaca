from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django import forms

from qingshan.kit.cells import Text
from qingshan.kit.words import tr
from qingshan.people.cell_fields import CellField, DayField
from qingshan.people.choices import PersonField
from qingshan.people.models import Staff
from qingshan.records.fields import PhotoField

if TYPE_CHECKING:
    from qingshan.school.models import School

LONGEST = 4000
FURTHEST = timedelta(days=366)
USUAL = timedelta(days=14)


def words_field(label: str, *, missing: str = "", rows: int = 4, hint: str = "") -> CellField:
    return CellField(
        Text(LONGEST),
        label=label,
        missing=missing,
        widget=forms.Textarea(attrs={"rows": rows}),
        help_text=hint,
    )


class _DatedForm(forms.Form):
    """A form with a day that lies ahead."""

    today: date
    day = ""

    def clean(self) -> dict[str, Any]:
        told = self.cleaned_data
        ahead = told.get(self.day)
        if ahead is not None and not self.today <= ahead <= self.today + FURTHEST:
            self.add_error(self.day, tr("请写今天以后、一年以内的一天。"))
        return told


class ProposalForm(forms.Form):
    """What is proposed; it becomes a record of whoever writes it."""

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["title"] = CellField(
            Text(200), label=tr("一句话说建议"), missing=tr("请写一句话。"), widget=forms.TextInput
        )
        self.fields["content"] = words_field(
            tr("为什么，怎么做"), hint=tr("现在怎样、改成怎样、要谁帮忙，写得具体容易办成。")
        )


class TakeForm(_DatedForm):
    """Who sees to it, and by when there is an answer."""

    day = "answer_by"

    def __init__(
        self, data: Any = None, *, school: School, today: date, initial: Any = None
    ) -> None:
        super().__init__(data, initial={"answer_by": today + USUAL, **(initial or {})})
        self.today = today
        self.fields["responsible"] = PersonField[Staff](
            Staff.objects.filter(school=school),
            about="subject__name",
            who=tr("位老师"),
            label=tr("谁来办"),
        )
        self.fields["answer_by"] = DayField(
            label=tr("什么时候前答复"), missing=tr("请写什么时候前答复。")
        )
        self.fields["words"] = words_field(tr("说明"), rows=2)


class TellForm(forms.Form):
    """How far it is, or that it is done, with a picture."""

    def __init__(self, data: Any = None, files: Any = None, *, label: str) -> None:
        super().__init__(data, files)
        self.fields["words"] = words_field(label, missing=tr("请写几句。"))
        self.fields["file"] = PhotoField(label=tr("照片"))


class AdoptForm(_DatedForm):
    day = "done_by"

    def __init__(self, data: Any = None, *, today: date) -> None:
        super().__init__(data, initial={"done_by": today + 2 * USUAL})
        self.today = today
        self.fields["words"] = words_field(
            tr("为什么采纳，打算怎么做"), missing=tr("请写为什么采纳。")
        )
        self.fields["done_by"] = DayField(
            label=tr("什么时候前做成"), missing=tr("请写什么时候前做成。")
        )


class DeclineForm(forms.Form):
    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["words"] = words_field(
            tr("为什么没有采纳"),
            missing=tr("没有采纳的，请写清楚为什么。"),
            hint=tr("提建议的老师会看到，请写实在的原因。"),
        )
