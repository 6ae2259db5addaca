from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django import forms

from qingshan.care.fund.visibility import children_to_ask_for
from qingshan.care.models import Fund, Need, Purpose
from qingshan.kit.cells import Money, Text
from qingshan.kit.fields import one_of, words_field
from qingshan.kit.words import tr
from qingshan.people.cell_fields import CellField, DayField
from qingshan.people.choices import PersonField
from qingshan.people.models import Student

if TYPE_CHECKING:
    from datetime import date

    from qingshan.school.membership import Member

OLDEST = timedelta(days=366)
SEALED = tr("加密保存，只有你、帮这个孩子的老师和办理的人看得到；公示里没有这段话。")


def money_field() -> CellField:
    box = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
    return CellField(Money(), label=tr("金额（元）"), missing=tr("请写金额。"), widget=box)


class AskForm(forms.Form):
    """What is asked for a child. What a public list will say is chosen, never typed."""

    def __init__(self, data: Any = None, *, member: Member, student: int | None) -> None:
        super().__init__(data, initial={"student": student})
        self.fields["student"] = PersonField[Student](
            children_to_ask_for(member),
            about="school_class__name",
            who=tr("个孩子"),
            label=tr("孩子"),
        )
        self.fields["amount"] = money_field()
        self.fields["purpose"] = one_of(Purpose.choices, tr("用在哪里"))
        self.fields["need"] = one_of(Need.choices, tr("困难类别"))
        self.fields["why"] = words_field(tr("情况"), hint=SEALED)


class GiveForm(forms.Form):
    """What came in; `today` bounds its day."""

    def __init__(self, data: Any = None, *, today: date) -> None:
        super().__init__(data, initial={"date": today})
        self.today = today
        self.fields["giver"] = CellField(
            Text(100),
            label=tr("谁捐的"),
            missing=tr("请写是谁捐的；不愿留名就写“爱心人士”。"),
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
        )
        self.fields["amount"] = money_field()
        self.fields["date"] = DayField(label=tr("哪天收到"), missing=tr("请写哪天收到的。"))
        self.fields["note"] = CellField(
            Text(200),
            label=tr("摘要"),
            help_text=tr("捐赠人指定了用途就写在这里。"),
            widget=forms.TextInput(),
        )

    def clean_date(self) -> date:
        return not_ahead(self.cleaned_data["date"], self.today)


class ReverseForm(forms.Form):
    words = CellField(
        Text(200), label=tr("为什么冲正"), missing=tr("请写为什么冲正。"), widget=forms.TextInput()
    )


class NoticeForm(forms.Form):
    """Which days' payments are made public."""

    def __init__(self, data: Any = None, *, first: date, today: date) -> None:
        super().__init__(data, initial={"first": first, "last": today})
        self.today = today
        self.fields["first"] = DayField(label=tr("从哪天"), missing=tr("请写从哪天。"))
        self.fields["last"] = DayField(label=tr("到哪天"), missing=tr("请写到哪天。"))

    def clean_last(self) -> date:
        return not_ahead(self.cleaned_data["last"], self.today)

    def clean(self) -> dict[str, Any]:
        first, last = self.cleaned_data.get("first"), self.cleaned_data.get("last")
        if first and last and first > last:
            self.add_error("last", tr("结束的那天在开始之前了。"))
        return self.cleaned_data


class DaysForm(forms.Form):
    """How long a list stays up."""

    days = forms.IntegerField(
        label=tr("公示几天"),
        min_value=Fund.FEWEST_DAYS,
        max_value=Fund.MOST_DAYS,
        help_text=tr("{fewest_days} 到 {most_days} 天，到期自己撤下。").format(
            fewest_days=Fund.FEWEST_DAYS, most_days=Fund.MOST_DAYS
        ),
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"),
            tr("请写 {fewest_days} 到 {most_days} 之间的天数。").format(
                fewest_days=Fund.FEWEST_DAYS, most_days=Fund.MOST_DAYS
            ),
        ),
    )


def not_ahead(day: date, today: date) -> date:
    if day > today:
        raise forms.ValidationError(tr("这一天还没有到。"))
    if day < today - OLDEST:
        raise forms.ValidationError(tr("这个日期离得太远了，请核对年份。"))
    return day
