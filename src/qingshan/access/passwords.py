"""How passwords are hashed (decision 0003), and which are too near at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core.exceptions import ValidationError

from qingshan.kit.words import tr

if TYPE_CHECKING:
    from qingshan.access.models import Account

NEAR_AT_HAND = ("qingshan", "xuexiao", "laoshi", "jiaoshi", "xiaozhang", "school", "teacher")
FEWEST_OF_ONES_OWN = 6  # characters that must be left without them


class SchoolArgon2PasswordHasher(Argon2PasswordHasher):
    """Argon2id at OWASP's first setting: 19 MiB, two passes, one lane.

    Django's default of 100 MiB and eight lanes lets thirty sign-ins at the first bell take a small
    school machine's whole memory.
    """

    time_cost = 2
    memory_cost = 19 * 1024  # KiB
    parallelism = 1


class WordsOfTheHouseValidator:
    """Refuses a password that is little more than a word anyone at a school would try first."""

    def validate(self, password: str, user: Account | None = None) -> None:
        """Raises `ValidationError` where fewer than six characters are one's own."""
        left = password.lower()
        for word in NEAR_AT_HAND:
            left = left.replace(word, "")
        if len(left) < FEWEST_OF_ONES_OWN and left != password.lower():
            raise ValidationError(self.get_help_text(), code="password_of_the_house")

    def get_help_text(self) -> str:
        return tr("密码里除了“qingshan”“laoshi”“xuexiao”这样人人想得到的词，还要有六个以上的字符。")
