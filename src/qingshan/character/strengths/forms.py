from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from qingshan.character.models import Offering
from qingshan.kit.cells import Text
from qingshan.kit.combobox import Combobox, Offer
from qingshan.kit.words import tr
from qingshan.people.cell_fields import CellField, DayField, PickField
from qingshan.people.choices import PersonField

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from qingshan.people.models import Student

_USUAL = (
    "班长 学习委员 体育委员 劳动委员 图书角管理员 科学角管理员 领操员 "
    "小广播员 板报员 课代表 值日组长 少先队小队长 花草管理员"
)
USUAL = _USUAL.split()


class RoleForm(forms.Form):
    """A role in the class for one of its children."""

    def __init__(self, data: Any = None, *, children: QuerySet[Student], today: date) -> None:
        super().__init__(data, initial={"since": today})
        self.today = today
        self.fields["student"] = PersonField(
            children, about="seat_number", who=tr("个孩子"), label=tr("哪个孩子")
        )
        self.fields["name"] = CellField(
            Text(30),
            label=tr("做什么"),
            missing=tr("请写做什么，比如“图书角管理员”。"),
            widget=Combobox(map(Offer, USUAL), 30),
        )
        self.fields["five"] = PickField(
            Offering.FIVES, label=tr("属于五成教育的哪一项"), missing=tr("请选一项。")
        )
        self.fields["since"] = DayField(label=tr("从哪天起"), missing=tr("请写从哪天起。"))

    def clean_since(self) -> date:
        day: date = self.cleaned_data["since"]
        if day > self.today:
            raise forms.ValidationError(tr("这一天还没有到，到了那天再写。"))
        return day
