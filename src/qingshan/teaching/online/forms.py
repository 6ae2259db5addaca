from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from qingshan.kit.words import tr
from qingshan.teaching.models import OnlineAbsence

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from qingshan.people.models import Student

Reason = OnlineAbsence.Reason


class OnlineRollForm(forms.Form):
    """Everyone is there but those who are ticked."""

    def __init__(
        self,
        data: Any = None,
        *,
        children: Iterable[Student],
        held: Mapping[int, str],
        part: str = "",
        number: int | None = None,
    ) -> None:
        super().__init__(data)
        self.children = list(children)
        self.absent_names = [f"absent_{child.pk}" for child in self.children]
        if part:
            self.fields["number"] = forms.IntegerField(
                label=tr("{part}有几个孩子").format(part=part),
                initial=number,
                min_value=1,
                max_value=max(1, len(self.children)),
                error_messages={
                    "required": tr("请写这一组有几个孩子。"),
                    "invalid": tr("请写成数字。"),
                    "min_value": tr("至少有一个。"),
                    "max_value": tr("全班才 {children} 个，请核对。").format(
                        children=len(self.children)
                    ),
                },
            )
        for child in self.children:
            reason = held.get(child.pk)
            self.fields[f"absent_{child.pk}"] = forms.BooleanField(
                required=False, initial=reason is not None, label=child.name
            )
            self.fields[f"reason_{child.pk}"] = forms.ChoiceField(
                required=False,
                choices=Reason.choices,
                initial=reason or Reason.UNEXPLAINED,
                label=tr("{child}没来的原因").format(child=child.name),
                error_messages={"invalid_choice": tr("请从列出的原因里选一种。")},
            )

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        missing = sum(bool(told.get(name)) for name in self.absent_names)
        if missing > (told.get("number") or missing):
            self.add_error(
                "number",
                tr("没来的就有 {missing} 个，请核对这一组有几个。").format(missing=missing),
            )
        return told

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
