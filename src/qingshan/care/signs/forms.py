from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from qingshan.care.models import SignLook
from qingshan.kit.words import tr

if TYPE_CHECKING:
    from qingshan.care.signs.queries import Setting, Sign

NOT_CHOSEN = tr("请选一种。")
LONGEST = 1000


class LookForm(forms.Form):
    """What somebody saw when they looked; which reasons they looked into is what stood there."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=300)
    outcome = forms.ChoiceField(
        label=tr("看下来怎样"),
        choices=SignLook.Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": NOT_CHOSEN, "invalid_choice": NOT_CHOSEN},
    )
    words = forms.CharField(
        label=tr("说一句"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=tr("加密保存，只有帮着这个孩子的人看得到。"),
        error_messages={
            "max_length": tr("写得太长了，最多 {longest} 个字。").format(longest=LONGEST)
        },
    )

    def __init__(self, data: Any = None, *, signs: list[Sign]) -> None:
        self.keys = [sign.setting.rule.key for sign in signs]
        super().__init__(data, initial={"seen": " ".join(self.keys)})

    def clean_seen(self) -> list[str]:
        """The reasons that stood on the page and still stand."""
        keys = [key for key in self.cleaned_data["seen"].split() if key in self.keys]
        if not keys:
            raise forms.ValidationError(tr("这些提醒刚刚已经有人看过了。"))
        return keys


class RulesForm(forms.Form):
    """From how many on each rule speaks, within its bounds, and whether it speaks at all."""

    def __init__(self, data: Any = None, *, settings: list[Setting]) -> None:
        super().__init__(data)
        self.settings = settings
        for setting in settings:
            rule = setting.rule
            bounds = tr("请写 {least} 到 {most} 之间的整数。").format(
                least=rule.least, most=rule.most
            )
            self.fields[rule.key] = forms.IntegerField(
                label=tr("从几{unit}起提醒").format(unit=rule.unit)
                if rule.unit != "%"
                else tr("从百分之几起提醒"),
                min_value=rule.least,
                max_value=rule.most,
                initial=setting.threshold,
                help_text=tr("{least} 到 {most}，起初是 {default}。").format(
                    least=rule.least, most=rule.most, default=rule.default
                ),
                error_messages=dict.fromkeys(
                    ("required", "invalid", "min_value", "max_value"), bounds
                ),
            )
            self.fields[f"{rule.key}_on"] = forms.BooleanField(
                label=tr("提醒"), required=False, initial=setting.is_on
            )

    @property
    def parts(self) -> list[dict[str, Any]]:
        """A rule with its two fields, as the page shows them."""
        return [
            {
                "rule": setting.rule,
                "example": setting.rule.says.format(n=setting.threshold),
                "threshold": self[setting.rule.key],
                "is_on": self[f"{setting.rule.key}_on"],
            }
            for setting in self.settings
        ]

    @property
    def chosen(self) -> dict[str, tuple[int, bool]]:
        told = self.cleaned_data
        keys = [setting.rule.key for setting in self.settings]
        return {key: (told[key], told[f"{key}_on"]) for key in keys}
