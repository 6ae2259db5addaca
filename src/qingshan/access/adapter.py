"""How allauth behaves in this house, and the sentences it says here."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.urls import reverse

from qingshan.access.fields import seal, unseal
from qingshan.kit.words import tr

if TYPE_CHECKING:
    from django.http import HttpRequest

INCORRECT_CODE = tr("这个验证码不对或已过期。看一眼手机上最新的六位数字，再填一次。")


class ClosedSignupAdapter(DefaultAccountAdapter):
    """Nobody signs up: the school's administrator opens each account."""

    error_messages: ClassVar[dict[str, object]] = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": tr(
            "账号或密码不对。请看一眼大小写再试；忘了密码，请学校管理员重设。"
        ),
        "too_many_login_attempts": tr("试的次数太多了。请等五分钟再试，或请学校管理员重设密码。"),
        "rate_limited": tr("试的次数太多了，请过一会儿再试。"),
        "enter_current_password": tr("这不是现在用的密码，请再填一次。"),
        "incorrect_password": tr("密码不对，请再填一次。"),
        "incorrect_code": INCORRECT_CODE,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("access:my_account")


class SealedMfaAdapter(DefaultMFAAdapter):
    """Keeps the secrets of the second step encrypted like every other sealed field."""

    error_messages: ClassVar[dict[str, object]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": INCORRECT_CODE,
    }

    def encrypt(self, text: str) -> str:
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text)
