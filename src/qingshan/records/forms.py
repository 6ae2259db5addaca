"""The entry sheet of a kind: only what the kind asks, the first things first."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.datastructures import MultiValueDict

from qingshan.kit.words import tr
from qingshan.people.choices import PersonField
from qingshan.people.visibility import classes_bound_to
from qingshan.records.fields import (
    ASKED,
    PhotosField,
    child_field,
    class_field,
    date_field,
    parts_field,
)

if TYPE_CHECKING:
    from django.forms import BoundField

    from qingshan.records.kinds import Kind
    from qingshan.school.membership import Member

OLDEST = dt.timedelta(days=366)
SHOWN_FIRST = 2
CHOOSE_AGAIN = tr("刚才选的照片没有留住，改好以后请再选一次。")


class RecordForm(forms.Form):
    """What a record of `kind` holds, for the person who did the deed.

    A new record may bring its photographs along; one that stands has a place for them of its own.
    """

    def __init__(
        self, *args: Any, kind: Kind, member: Member, photos: bool = True, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.member = kind, member
        if "student" in kind.about:
            self.fields["student"] = child_field(member)
        if "class" in kind.about:
            self.fields["school_class"] = class_field(member)
        self.fields |= {asked: ASKED[asked](kind) for asked in kind.asks}
        self._first = list(self.fields)[:SHOWN_FIRST]
        if kind.parts:
            self.fields["parts"] = parts_field(kind)
            self._first.append("parts")
        if photos:
            self.fields["evidence"] = PhotosField()
            if kind.about:
                self._first.append("evidence")
        self.fields["date"] = date_field()
        self.order_fields([*self._first, "date"])
        self._prefer_the_only_one()

    def _prefer_the_only_one(self) -> None:
        """Who has one child, or one class, is not asked which."""
        if "student" in self.fields and self.initial.get("student") is None:
            offered = getattr(self.fields["student"].widget, "choices", ())
            children = [key for key, _ in offered if key]
            self.initial["student"] = children[0] if len(children) == 1 else None
        if "school_class" in self.fields and self.initial.get("school_class") is None:
            bound = classes_bound_to(self.member).values_list("pk", flat=True).order_by()[:2]
            self.initial["school_class"] = bound[0] if len(bound) == 1 else None

    @property
    def shown_first(self) -> list[BoundField]:
        return [self[name] for name in self._first]

    @property
    def shown_later(self) -> list[BoundField]:
        return [self[name] for name in self.fields if name not in self._first]

    @property
    def later_has_errors(self) -> bool:
        return any(field.errors for field in self.shown_later)

    @property
    def has_nobody_to_name(self) -> bool:
        field = self.fields.get("student")
        return isinstance(field, PersonField) and field.nobody

    def clean_date(self) -> dt.date:
        day: dt.date = self.cleaned_data["date"]
        if day > self.member.today:
            raise forms.ValidationError(tr("这一天还没有到，请写做这件事的日期。"))
        if day < self.member.today - OLDEST:
            raise forms.ValidationError(tr("一年以前的事，请用数据进出的工作簿补记。"))
        return day

    def clean_parts(self) -> str:
        return self.kind.in_order(self.cleaned_data["parts"])

    def clean(self) -> dict[str, Any]:
        """A browser does not keep chosen files when a sheet comes back."""
        chosen = self.files.getlist("evidence") if isinstance(self.files, MultiValueDict) else []
        refused = "evidence" in self.errors
        if "evidence" in self.fields and self.errors and len(chosen) > refused:
            self.add_error("evidence", CHOOSE_AGAIN)
        return self.cleaned_data
