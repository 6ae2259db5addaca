"""The pattern page: every component in each of its states, for whoever builds a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.views.decorators.http import require_GET

if TYPE_CHECKING:
    from django.http import HttpResponse

    from qingshan.kit.http import HttpRequest


class PatternForm(forms.Form):
    """One field of each sort, some of them filled wrongly."""

    text = forms.CharField(label="题目", help_text="一句话就够")
    empty = forms.CharField(label="没填的")
    day = forms.DateField(label="哪一天", widget=forms.DateInput(attrs={"type": "date"}))
    chosen = forms.ChoiceField(label="哪个班", choices=[("", "请选"), ("31", "三年级(1)班")])
    sides = forms.ChoiceField(
        label="哪一方面", choices=[("a", "读书"), ("b", "运动")], widget=forms.RadioSelect
    )
    many = forms.MultipleChoiceField(
        label="和谁一起",
        choices=[("a", "家长"), ("b", "社区")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    words = forms.CharField(label="写几句", widget=forms.Textarea, required=False)
    agreed = forms.BooleanField(label="家长同意拍照", required=False)
    file = forms.FileField(label="照片或文件", required=False)


@require_GET
@login_required
def patterns(request: HttpRequest) -> HttpResponse:
    form = PatternForm({"text": "一堂好课", "sides": "a", "day": "13月"})
    return render(request, "kit/patterns.html", {"form": form})
