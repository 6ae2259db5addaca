"""The roll of a class: a tick for each child who is not there, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms

from qingshan.care.models import Absence
from qingshan.kit.words import tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from qingshan.people.models import Student

UNEXPLAINED = Absence.Reason.UNEXPLAINED


@dataclass(frozen=True)
class Tile:
    """A child on the roll: the tick, and the reason that shows with it."""

    child: Student
    absent: forms.BoundField
    reason: forms.BoundField


class RollForm(forms.Form):
    """`held`: child → reason, as the roll stands."""

    seen = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any = None,
        *,
        children: Iterable[Student],
        held: Mapping[int, str],
        seen: str,
    ) -> None:
        super().__init__(data, initial={"seen": seen})
        self.children = list(children)
        for child in self.children:
            reason = held.get(child.pk)
            self.fields[f"absent_{child.pk}"] = forms.BooleanField(
                required=False, initial=reason is not None, label=child.name
            )
            self.fields[f"reason_{child.pk}"] = forms.ChoiceField(
                required=False,
                choices=Absence.Reason.choices,
                initial=reason or UNEXPLAINED,
                label=tr("{child}没来的原因").format(child=child.name),
                error_messages={"invalid_choice": tr("请从列出的原因里选一种。")},
            )

    @property
    def tiles(self) -> list[Tile]:
        return [
            Tile(child, self[f"absent_{child.pk}"], self[f"reason_{child.pk}"])
            for child in self.children
        ]

    @property
    def absent(self) -> dict[int, str]:
        """Child → reason, of those who are ticked."""
        told = self.cleaned_data
        return {
            child.pk: told[f"reason_{child.pk}"] or UNEXPLAINED
            for child in self.children
            if told[f"absent_{child.pk}"]
        }

    def look_again(self, seen: str) -> None:
        """Shows the same ticks over the roll that somebody else took meanwhile."""
        typed = self.data.copy()  # type: ignore[attr-defined]
        typed["seen"] = seen
        self.data = typed
