"""Fields that are encrypted at rest, and what is shown of them by default."""

from __future__ import annotations

import hashlib
import hmac
from typing import TYPE_CHECKING, Any

from django.conf import settings
from encrypted_fields.fields import EncryptedTextField

from qingshan.access.ring import ring
from qingshan.kit.words import as_written

if TYPE_CHECKING:
    from cryptography.fernet import MultiFernet
    from django.db import models

SHOWN_AT_MOST = 4


class SealedTextField(EncryptedTextField):
    """Text encrypted with the installation's sealing keys; empty text stays empty, never NULL.

    The base class derives keys from `SECRET_KEY` for each field anew; here all fields share one
    cipher, so that keys can be exchanged while the house is open (`ring`).
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", "")
        super().__init__(*args, **kwargs)

    @property
    def f(self) -> MultiFernet:
        return ring.cipher()

    def get_prep_value(self, value: Any) -> str:
        return seal(str(as_written(value))) if value else ""

    def from_db_value(self, value: str | None, *_: Any) -> str:
        return unseal(value) if value else ""

    def to_python(self, value: Any) -> Any:
        return value


def seal(text: str) -> str:
    """Raises `ring.KeysLost` where the keys are not those of this database."""
    if not _checked:
        _check_once()
    return ring.cipher().encrypt(text.encode()).decode()


def unseal(token: str) -> str:
    """Raises `cryptography.fernet.InvalidToken` where the key is not the one it was sealed with."""
    return ring.opened(token)


_checked: list[bool] = []


def _check_once() -> None:
    """Whatever comes first, a command, a page or a shell: nothing is sealed with a strange key."""
    from qingshan.access.canary import check_keys

    check_keys()
    _checked.append(True)


def lookup_hash(text: str) -> str:
    """A keyed hash to find a sealed value by: 64 hexadecimal digits, empty for empty text."""
    if not text:
        return ""
    key = settings.LOOKUP_KEY.encode()
    return hmac.new(key, text.strip().upper().encode(), hashlib.sha256).hexdigest()


def masked(value: str, *, head: int = 0, tail: int = SHOWN_AT_MOST) -> str:
    """`masked("15117776315", head=3, tail=2)` is `151******15`; at least half is always hidden."""
    if not value:
        return ""
    if len(value) <= 2 * (head + tail) - 1:
        head, tail = (1, 0) if len(value) > 1 else (0, 0)
    hidden = len(value) - head - tail
    return f"{value[:head]}{'*' * min(hidden, 8)}{value[len(value) - tail :]}"


def sealed_in(model: type[models.Model]) -> tuple[str, ...]:
    """The names of the sealed columns, for `defer` where many rows are read and none shown."""
    return tuple(one.name for one in model._meta.get_fields() if isinstance(one, SealedTextField))
