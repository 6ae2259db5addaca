"""Naming colleagues in a line of text: `周老师、吴老师 T007`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django import forms

from qingshan.kit.cells import tidy
from qingshan.kit.combobox import Combobox, Offer
from qingshan.kit.words import tr
from qingshan.people.choices import NAMED_AT_MOST, written

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from qingshan.people.models import Staff

BETWEEN = re.compile(r"[、，,；;\n]+")
LONGEST = 2000


class NamesField(forms.CharField):
    """Gives the colleagues whose names, or names and ends of numbers, stand in the text."""

    def __init__(self, people: QuerySet[Staff], **kwargs: Any) -> None:
        self.people = people
        super().__init__(
            max_length=LONGEST,
            required=False,
            widget=forms.Textarea(attrs={"rows": 2}),
            help_text=tr("写姓名，用顿号隔开；重名的在后面写工号的尾号。"),
            **kwargs,
        )

    def clean(self, value: Any) -> list[Staff]:
        text = super().clean(value)
        found: dict[int, Staff] = {}
        for said in filter(None, map(tidy, BETWEEN.split(text))):
            one = named(self.people, said)
            if one is None:
                raise forms.ValidationError(tr("没有找到“{said}”，请核对姓名。").format(said=said))
            found[one.pk] = one
        return list(found.values())


class SpeakerField(forms.CharField):
    """Gives the colleague of that name, or the name of a guest."""

    def __init__(self, people: QuerySet[Staff], offers: list[Offer], label: str) -> None:
        self.people = people
        super().__init__(max_length=50, required=False, label=label, widget=Combobox(offers, 50))

    def clean(self, value: Any) -> tuple[Staff | None, str]:
        text = tidy(super().clean(value))
        return (named(self.people, text) if text else None), text


def named(people: QuerySet[Staff], text: str) -> Staff | None:
    """The one colleague whom the text names; raises `ValidationError` where it could be several."""
    text = " ".join(text.split())
    name, _, tail = text.rpartition(" ")
    found = list(people.filter(name=text)[:NAMED_AT_MOST])
    if not found and name:
        found = list(people.filter(name=name, number__iendswith=tail)[:NAMED_AT_MOST])
    if len(found) > 1:
        told = tr("、").join(written(one.name, one.number) for one in found)
        raise forms.ValidationError(
            tr("“{text}”可能是：{told}。请照着写姓名和后面的尾号。").format(text=text, told=told)
        )
    return found[0] if found else None
