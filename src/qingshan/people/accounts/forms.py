from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from qingshan.access.roles import APPOINTED, Role
from qingshan.kit.words import tr

GRANTED = [role for role in APPOINTED if role != Role.COUNTY_OFFICER]


class GrantForm(forms.Form):
    """An office, from a day on."""

    role = forms.ChoiceField(
        label=tr("职责"), choices=[("", tr("请选")), *((r.value, r.label) for r in GRANTED)]
    )
    since = forms.DateField(
        label=tr("从哪天起"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        initial=timezone.localdate,
        error_messages={"invalid": tr("请填一个日期，例如 2026-09-01。")},
    )

    def clean_role(self) -> Role:
        return Role(self.cleaned_data["role"])


def first_sentence(form: forms.Form) -> str:
    """The first thing that is wrong in a form."""
    problems: Any = next(iter(form.errors.values()))
    return str(problems[0])
