from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django import forms

from qingshan.kit.cells import Money, Text, Whole
from qingshan.kit.words import tr
from qingshan.people.cell_fields import CellField, DayField
from qingshan.teaching.models import Trip, TripCost

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from qingshan.people.models import Staff

ITEMS = (tr("交通"), tr("住宿"), tr("伙食"), tr("培训费"), tr("其他"))
LONGEST = timedelta(days=366)


class TripForm(forms.Form):
    """Where, when, what; each cost in yuan to the cent."""

    def __init__(self, data: Any = None, *, trip: Trip | None = None) -> None:
        names = ("place", "topic", "starts_on", "ends_on")
        start: dict[str, Any] = {name: getattr(trip, name) for name in names} if trip else {}
        rows = TripCost.objects.filter(trip=trip) if trip else TripCost.objects.none()
        held = dict(rows.values_list("item", "amount"))
        super().__init__(data, initial=start)
        self.items = [*ITEMS, *(item for item in held if item not in ITEMS)]
        self.fields["place"] = CellField(Text(100), label=tr("去哪里"), missing=tr("请写去哪里。"))
        self.fields["topic"] = CellField(Text(200), label=tr("学什么"), missing=tr("请写学什么。"))
        self.fields["starts_on"] = DayField(label=tr("第一天"), missing=tr("请写第一天。"))
        self.fields["ends_on"] = DayField(label=tr("最后一天"), missing=tr("请写最后一天。"))
        for n, item in enumerate(self.items):
            self.fields[f"cost_{n}"] = CellField(
                Money(),
                label=tr("{item}（元）").format(item=item),
                initial=held.get(item),
                widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
            )

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        first, last = told.get("starts_on"), told.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", tr("最后一天比第一天还早，请对调一下。"))
        elif first and last and last - first > LONGEST:
            self.add_error("ends_on", tr("超过一年了，请核对日期；长期进修请记请假。"))
        return told

    @property
    def costs(self) -> dict[str, Decimal]:
        told = ((item, self.cleaned_data[f"cost_{n}"]) for n, item in enumerate(self.items))
        return {item: amount for item, amount in told if amount is not None}


class ReportForm(forms.Form):
    """The report back: when, what was brought home, and who was there."""

    def __init__(
        self, data: Any = None, *, trip: Trip, people: Iterable[Staff], today: date
    ) -> None:
        super().__init__(data, initial={"on": today, "minutes": 40})
        self.trip, self.today = trip, today
        self.people = {str(one.pk): one for one in people}
        self.fields["on"] = DayField(label=tr("哪天汇报的"), missing=tr("请写哪天汇报的。"))
        self.fields["minutes"] = CellField(
            Whole(1, 600),
            label=tr("几分钟"),
            missing=tr("请写几分钟。"),
            widget=forms.NumberInput(),
        )
        self.fields["words"] = CellField(
            Text(4000),
            label=tr("带回来什么"),
            missing=tr("请写带回来什么，同事能用上的。"),
            widget=forms.Textarea(attrs={"rows": 6}),
        )
        self.fields["hearers"] = forms.MultipleChoiceField(
            label=tr("谁来听了"),
            choices=[(key, one.name) for key, one in self.people.items()],
            widget=forms.CheckboxSelectMultiple,
            error_messages={
                "required": tr("请勾上来听的老师。"),
                "invalid_choice": tr("请从列表里选。"),
            },
        )

    def clean_on(self) -> date:
        day: date = self.cleaned_data["on"]
        if day > self.today:
            raise forms.ValidationError(tr("还没到这一天，汇报过了再记。"))
        if day < self.trip.starts_on:
            raise forms.ValidationError(tr("比外出的第一天还早，请核对日期。"))
        return day

    @property
    def hearers(self) -> list[Staff]:
        return [self.people[key] for key in self.cleaned_data["hearers"]]
