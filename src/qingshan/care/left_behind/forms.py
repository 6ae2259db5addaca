from __future__ import annotations

from typing import Any

from django import forms

from qingshan.care.models import CareRhythm
from qingshan.kit.words import tr


class RhythmForm(forms.Form):
    """Two numbers of days, each within its bounds."""

    def __init__(self, data: Any = None, *, rhythm: CareRhythm) -> None:
        names = ("talk_days", "contact_days")
        super().__init__(data, initial={name: getattr(rhythm, name) for name in names})
        bounds = (CareRhythm.TALKS, CareRhythm.CONTACTS)
        labels = (tr("几天和孩子谈一次心"), tr("几天和在外的父母联系一次"))
        for name, label, (least, most) in zip(names, labels, bounds, strict=True):
            said = tr("请写 {least} 到 {most} 之间的天数。").format(least=least, most=most)
            self.fields[name] = forms.IntegerField(
                label=label,
                min_value=least,
                max_value=most,
                help_text=tr("{least} 到 {most} 天。").format(least=least, most=most),
                error_messages=dict.fromkeys(
                    ("required", "invalid", "min_value", "max_value"), said
                ),
            )
