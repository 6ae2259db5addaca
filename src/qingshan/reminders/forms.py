"""Forms of reminders: how one wants them, and a robot to add."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from qingshan.kit.words import tr
from qingshan.reminders.models import GroupRobot
from qingshan.reminders.transport import robot_address_problem

if TYPE_CHECKING:
    from qingshan.reminders.models import Preference

WEEKDAYS = list(enumerate((tr("周一"), tr("周二"), tr("周三"), tr("周四"), tr("周五"))))
HOURS = [(hour, tr("{hour} 点").format(hour=hour)) for hour in range(24)]
LONGEST_ADDRESS = 254
LONGEST_URL = 500


def _choice(label: str, choices: list[tuple[int, str]]) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        choices=choices,
        coerce=int,
        error_messages={"required": tr("请选一样。"), "invalid_choice": tr("请从列表里选。")},
    )


class PreferenceForm(forms.Form):
    """Channels, hour and quiet hours. Without a mail server the mail's fields are not there."""

    in_app = forms.BooleanField(label=tr("在青山首页提醒我"), required=False)
    by_email = forms.BooleanField(label=tr("也发到我的邮箱"), required=False)
    address = forms.EmailField(
        label=tr("邮箱"),
        required=False,
        max_length=LONGEST_ADDRESS,
        help_text=tr("只用来寄这封信。信里没有孩子和同事的名字。"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "invalid": tr("这不像一个邮箱地址，请核对，例如 wang@example.com。"),
            "max_length": tr("这个地址太长了，请核对。"),
        },
    )
    weekday = _choice(tr("每周哪天"), WEEKDAYS)
    hour = _choice(tr("几点"), HOURS)
    quiet_from = _choice(tr("从几点起不打扰"), HOURS)
    quiet_until = _choice(tr("到几点"), HOURS)

    def __init__(self, data: Any = None, *, preference: Preference, by_mail: bool) -> None:
        names = ("in_app", "address", "weekday", "hour", "quiet_from", "quiet_until")
        kept = {name: getattr(preference, name) for name in names}
        super().__init__(data, initial=kept | {"by_email": preference.wants_mail})
        self.fields["quiet_until"].help_text = tr("两个一样，就是什么时候都可以。")
        if not by_mail:
            del self.fields["by_email"], self.fields["address"]

    def clean(self) -> dict[str, Any]:
        filled = self.cleaned_data
        if filled.get("by_email") and not filled.get("address") and "address" not in self.errors:
            self.add_error("address", tr("要收邮件，请写上邮箱。"))
        return filled


class RobotForm(forms.Form):
    """A robot as its chat group shows it: the address whole, and the secret where there is one."""

    name = forms.CharField(
        label=tr("哪个群"),
        max_length=50,
        help_text=tr("例如：青山镇学校教师群"),
        error_messages={"required": tr("请写是哪个群。"), "max_length": tr("最多 50 个字。")},
    )
    kind = forms.ChoiceField(
        label=tr("哪一种"),
        choices=GroupRobot.Kind.choices,
        widget=forms.RadioSelect,
        initial=GroupRobot.Kind.WECOM,
        error_messages={"required": tr("请选一样。"), "invalid_choice": tr("请选一样。")},
    )
    url = forms.CharField(
        label=tr("机器人的地址"),
        max_length=LONGEST_URL,
        help_text=tr("在群里添加“自定义机器人”，把它给的 Webhook 地址整条复制到这里。"),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "spellcheck": "false", "inputmode": "url"}
        ),
        error_messages={
            "required": tr("请把地址复制过来。"),
            "max_length": tr("这个地址太长了，请核对。"),
        },
    )
    secret = forms.CharField(
        label=tr("加签密钥"),
        required=False,
        max_length=200,
        help_text=tr("钉钉选了“加签”、飞书选了“签名校验”才有；企业微信没有。"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"max_length": tr("这个密钥太长了，请核对。")},
    )

    def clean(self) -> dict[str, Any]:
        filled = self.cleaned_data
        if {"kind", "url"} <= filled.keys():
            problem = robot_address_problem(filled["kind"], filled["url"])
            if problem:
                self.add_error("url", problem)
        return filled
