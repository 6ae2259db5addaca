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

USUAL = (
    *(
        tr("班长"),
        tr("学习委员"),
        tr("体育委员"),
        tr("劳动委员"),
        tr("图书角管理员"),
        tr("科学角管理员"),
        tr("领操员"),
    ),
    *(
        tr("小广播员"),
        tr("板报员"),
        tr("课代表"),
        tr("值日组长"),
        tr("少先队小队长"),
        tr("花草管理员"),
    ),
)


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
