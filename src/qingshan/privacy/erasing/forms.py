"""What is asked before somebody is erased."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from qingshan.kit.words import tr


class AskForm(forms.Form):
    """When somebody left, and why they are to be erased."""

    left_on = forms.DateField(
        label=tr("哪天离开学校的"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": tr("请写哪天离开学校的。"),
            "invalid": tr("请写一个日子，如 2026-07-10。"),
        },
    )
    why = forms.CharField(
        label=tr("为什么删"),
        max_length=200,
        widget=forms.TextInput(attrs={"placeholder": tr("转到县城的学校，家长来信请求")}),
        error_messages={"required": tr("请写为什么删，比如谁来请求的、去了哪里。")},
    )

    def clean_left_on(self) -> Any:
        day = self.cleaned_data["left_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(tr("还没有离开学校的，不能删。"))
        return day
