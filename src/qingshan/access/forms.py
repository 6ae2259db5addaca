from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.forms import ChangePasswordForm, LoginForm
from django import forms
from django.contrib.auth.password_validation import validate_password

from qingshan.kit.words import tr

if TYPE_CHECKING:
    from typing import Any

    from qingshan.access.models import Account


WHAT_HOLDS = tr("八个字符以上，不全是数字；您的姓名、账号和人人想得到的词不算。")


class SignInForm(LoginForm):
    """Account and password, in words a teacher knows."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = tr("账号")
        self.fields["login"].help_text = tr("一般就是工号")
        self.fields["login"].widget.attrs |= {
            "placeholder": "",
            "autocapitalize": "none",
            "spellcheck": "false",
        }
        self.fields["password"].widget.attrs["placeholder"] = ""
        self.fields["password"].help_text = ""


class NewPasswordForm(ChangePasswordForm):
    """Another password in place of the present one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = WHAT_HOLDS


class OwnPasswordForm(forms.Form):
    """A password of one's own, typed twice."""

    password = forms.CharField(
        label=tr("新密码"),
        strip=False,
        help_text=WHAT_HOLDS,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=tr("再填一次"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, account: Account, data: Any = None) -> None:
        self.account = account
        super().__init__(data)

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password, self.account)
        if self.account.check_password(password):
            raise forms.ValidationError(tr("这还是发给您的那个密码，请换一个只有您知道的。"))
        return password

    def clean(self) -> dict[str, Any]:
        filled = self.cleaned_data
        if {"password", "again"} <= filled.keys() and filled["password"] != filled["again"]:
            self.add_error("again", tr("两次填的不一样，请再填一次。"))
        return filled
