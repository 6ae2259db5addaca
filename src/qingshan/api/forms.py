from __future__ import annotations

import datetime as dt

from django import forms

from qingshan.api.models import AccessToken

LIVES = {"30": "30 天", "90": "90 天", "365": "一年"}


class TokenForm(forms.Form):
    """A new token: what for, what it may do, how long."""

    name = forms.CharField(
        label="叫什么",
        max_length=50,
        help_text="给哪个程序用，例如“教务平台”。",
        error_messages={"required": "请写给哪个程序用。", "max_length": "最多 50 字。"},
    )
    scope = forms.ChoiceField(
        label="能做什么",
        choices=AccessToken.Scope.choices,
        initial=AccessToken.Scope.READ,
        error_messages={"required": "请选能做什么。", "invalid_choice": "请从两样里选一样。"},
    )
    days = forms.ChoiceField(
        label="用多久",
        choices=list(LIVES.items()),
        initial="90",
        error_messages={"required": "请选用多久。", "invalid_choice": "请从列表里选。"},
    )

    def expires_on(self, today: dt.date) -> dt.date:
        return today + dt.timedelta(days=int(self.cleaned_data["days"]))
