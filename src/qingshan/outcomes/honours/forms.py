from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django import forms

from qingshan.kit.cells import Text
from qingshan.kit.combobox import Combobox, Offer
from qingshan.kit.words import tr
from qingshan.outcomes.honours.queries import known_words
from qingshan.outcomes.honours.visibility import children_to_honour, colleagues_to_honour
from qingshan.outcomes.models import Honour, HonourConsent, Level
from qingshan.people.cell_fields import CellField, DayField, PickField
from qingshan.people.choices import LONGEST, PersonField
from qingshan.people.models import Staff, Student
from qingshan.records.fields import PhotosField

if TYPE_CHECKING:
    from qingshan.school.membership import Member

OLDEST = date(1980, 1, 1)
LONGEST_CONSENT = timedelta(days=3 * 366)
USUAL_CONSENT = timedelta(days=365)
ONESELF = "本人"


def written_before(member: Member, field: str) -> Combobox:
    """A box that offers what was written there before."""
    return Combobox(map(Offer, known_words(member, field)), LONGEST)


class HonourForm(forms.Form):
    """What was given, by whom and when; for a new one also to whom, with its certificates."""

    def __init__(
        self,
        data: Any = None,
        files: Any = None,
        *,
        member: Member,
        recipient: str,
        new: bool,
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, files, initial=initial)
        self.today = member.today
        if new and recipient == Honour.Recipient.STAFF:
            self.fields["staff"] = PersonField[Staff](
                colleagues_to_honour(member),
                about="subject__name",
                who=tr("位老师"),
                label=tr("老师"),
            )
        if new and recipient == Honour.Recipient.STUDENT:
            self.fields["student"] = PersonField[Student](
                children_to_honour(member),
                about="school_class__name",
                who=tr("个孩子"),
                label=tr("孩子"),
            )
        self.fields["name"] = CellField(
            Text(100),
            label=tr("荣誉名称"),
            missing=tr("请写荣誉的名称，照证书上写。"),
            widget=written_before(member, "name"),
        )
        self.fields["level"] = PickField(Level.choices, label=tr("级别"), missing=tr("请选级别。"))
        self.fields["date"] = DayField(label=tr("日期"), missing=tr("请写证书上的日期。"))
        self.fields["awarded_by"] = CellField(
            Text(100), label=tr("授予单位"), widget=written_before(member, "awarded_by")
        )
        self.fields["category"] = CellField(
            Text(30), label=tr("类别"), widget=written_before(member, "category")
        )
        if new:
            self.fields["certificates"] = PhotosField()
            self.fields["certificates"].label = tr("证书照片")

    def clean_date(self) -> date:
        day: date = self.cleaned_data["date"]
        if day > self.today:
            raise forms.ValidationError(tr("这一天还没有到，请写证书上的日期。"))
        if day < OLDEST:
            raise forms.ValidationError(tr("这个日期离得太远了，请核对年份。"))
        return day


class ConsentForm(forms.Form):
    """Who agreed that it be told, how, and until when that holds."""

    def __init__(self, data: Any = None, *, honour: Honour, today: date) -> None:
        held_until = today + USUAL_CONSENT
        super().__init__(data, initial={"until": held_until})
        self.today = today
        child = honour.recipient == Honour.Recipient.STUDENT
        hint = tr("写是孩子的什么人，例如：妈妈、爷爷。") if child else tr("老师本人。")
        self.fields["said_by"] = CellField(
            Text(30),
            label=tr("谁同意的"),
            missing=tr("请写是谁同意的。"),
            widget=forms.TextInput,
            help_text=hint,
            initial="" if child else ONESELF,
        )
        self.fields["way"] = forms.ChoiceField(
            label=tr("怎么同意的"),
            choices=HonourConsent.Way.choices,
            widget=forms.RadioSelect,
            error_messages=dict.fromkeys(("required", "invalid_choice"), tr("请选一种。")),
        )
        self.fields["until"] = DayField(
            label=tr("同意到哪天"),
            missing=tr("请写同意到哪天。"),
            help_text=tr("过了这一天，公开的名单上就不再有它。"),
        )

    def clean_until(self) -> date:
        day: date = self.cleaned_data["until"]
        if not self.today <= day <= self.today + LONGEST_CONSENT:
            raise forms.ValidationError(tr("请写今天以后、三年以内的一天。"))
        return day


class WhyForm(forms.Form):
    """Why an honour is taken back."""

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["why"] = CellField(
            Text(200),
            label=tr("为什么拿掉"),
            missing=tr("请写一句为什么，例如：重复登记。"),
            widget=forms.TextInput,
        )
