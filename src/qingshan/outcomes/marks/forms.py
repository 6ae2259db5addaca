"""A class's marks in one subject: what was sat, and a number for each child."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms

from qingshan.kit.cells import Points, Text, shortest
from qingshan.kit.words import tr
from qingshan.outcomes.marks.words import over_full
from qingshan.people.cell_fields import CellField, DayField

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from django.forms import BoundField

    from qingshan.outcomes.models import Mark
    from qingshan.people.models import Student

HEAD = ("exam", "subject", "date", "full")


class MarksForm(forms.Form):
    """`held`: child → mark, as they stand; a blank is a child who was not there."""

    def __init__(
        self,
        data: Any = None,
        *,
        children: Iterable[Student],
        held: Mapping[int, Mark],
        start: Mapping[str, Any],
        today: date,
    ) -> None:
        super().__init__(data, initial=dict(start))
        self.today = today
        self.fields["exam"] = CellField(
            Text(40),
            label=tr("哪次考试"),
            missing=tr("请写是哪次考试，例如“期中考试”。"),
            widget=_listed("exams"),
        )
        self.fields["subject"] = CellField(
            Text(20), label=tr("科目"), missing=tr("请写是哪一科。"), widget=_listed("subjects")
        )
        self.fields["date"] = DayField(label=tr("哪天考的"), missing=tr("请写哪天考的。"))
        self.fields["full"] = CellField(
            Points(Decimal("0.1")),
            label=tr("满分"),
            missing=tr("请写满分是多少。"),
            widget=_number(),
        )
        self.fields["seen"] = forms.CharField(
            required=False, max_length=64, widget=forms.HiddenInput
        )
        self.children = list(children)
        for child in self.children:
            mark = held.get(child.pk)
            self.fields[f"points_{child.pk}"] = CellField(
                Points(),
                label=child.name,
                initial=shortest(mark.points) if mark else None,
                widget=_number(),
            )

    def clean_date(self) -> date:
        day: date = self.cleaned_data["date"]
        if day > self.today:
            raise forms.ValidationError(tr("还没到这一天，请核对日期。"))
        return day

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        full = told.get("full")
        for child in self.children:
            number = told.get(f"points_{child.pk}")
            if full is not None and number is not None and number > full:
                self.add_error(
                    f"points_{child.pk}",
                    over_full(number, full),
                )
        return told

    @property
    def head(self) -> list[BoundField]:
        return [self[name] for name in HEAD]

    @property
    def rows(self) -> list[tuple[Student, BoundField]]:
        return [(child, self[f"points_{child.pk}"]) for child in self.children]

    @property
    def points(self) -> dict[int, Decimal | None]:
        return {child.pk: self.cleaned_data[f"points_{child.pk}"] for child in self.children}

    def look_again(self, seen: str) -> None:
        """Shows the same numbers over those that somebody else wrote meanwhile."""
        typed = self.data.copy()  # type: ignore[attr-defined]
        typed["seen"] = seen
        self.data = typed


def _listed(name: str) -> forms.TextInput:
    return forms.TextInput(attrs={"list": name, "autocomplete": "off"})


def _number() -> forms.TextInput:
    return forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
