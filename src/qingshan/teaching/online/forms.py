from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from qingshan.teaching.models import OnlineAbsence

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from qingshan.people.models import Student

Reason = OnlineAbsence.Reason


class OnlineRollForm(forms.Form):
    """Everyone is there but those who are ticked."""

    def __init__(
        self, data: Any = None, *, children: Iterable[Student], held: Mapping[int, str]
    ) -> None:
        super().__init__(data)
        self.children = list(children)
        for child in self.children:
            reason = held.get(child.pk)
            self.fields[f"absent_{child.pk}"] = forms.BooleanField(
                required=False, initial=reason is not None, label=child.name
            )
            self.fields[f"reason_{child.pk}"] = forms.ChoiceField(
                required=False,
                choices=Reason.choices,
                initial=reason or Reason.UNEXPLAINED,
                label=f"{child.name}没来的原因",
                error_messages={"invalid_choice": "请从列出的原因里选一种。"},
            )

    @property
    def tiles(self) -> list[tuple[Student, forms.BoundField, forms.BoundField]]:
        return [(c, self[f"absent_{c.pk}"], self[f"reason_{c.pk}"]) for c in self.children]

    @property
    def absent(self) -> dict[int, str]:
        told = self.cleaned_data
        return {
            child.pk: told[f"reason_{child.pk}"] or Reason.UNEXPLAINED
            for child in self.children
            if told[f"absent_{child.pk}"]
        }
