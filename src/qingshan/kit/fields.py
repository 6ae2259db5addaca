"""Form fields that many pages ask for: words of some length, one of a few."""

from __future__ import annotations

from typing import Any

from django import forms

from qingshan.kit.words import tr

LONGEST = 4000


def words_field(label: str, *, missing: str = "", rows: int = 3, hint: str = "") -> forms.CharField:
    """Words of a few lines; `missing` is said where they must be there."""
    return forms.CharField(
        label=label,
        required=bool(missing),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": rows}),
        help_text=hint,
        error_messages={
            "required": missing,
            "max_length": tr("写得太长了，最多 {longest} 个字。").format(longest=LONGEST),
        },
    )


def one_of(choices: Any, label: str) -> forms.ChoiceField:
    """One of a few, each to be seen."""
    return forms.ChoiceField(
        label=label,
        choices=choices,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), tr("请选一种。")),
    )
