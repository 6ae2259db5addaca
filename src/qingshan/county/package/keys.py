"""A school's signing key, beside the installation's keys, and the text of its public half.

The text is `QS1-county-school-letters`: the key and a checksum over all of it in base 32, so that a
slip of the pen is noticed. What it cannot show is who handed it over: for that the two offices read
the fingerprint to each other.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from django.conf import settings

from qingshan.county.package.encoding import fingerprint_of

if TYPE_CHECKING:
    from qingshan.school.models import School

FOLDER = "signing"
_TEXT = re.compile(r"QS1-([0-9A-Z]{1,12})-([0-9A-Z]{1,20})-([A-Z2-7]{58})")
_KEY, _SUM = 32, 4  # bytes


class NotAKey(Exception):
    """The text is none; the exception's is a sentence."""


@dataclass(frozen=True, slots=True)
class PublicText:
    """What a school hands to its county once."""

    county: str
    school: str
    public: bytes

    def __str__(self) -> str:
        letters = base64.b32encode(self.public + _sum_of(self)).decode().rstrip("=")
        return f"QS1-{self.county}-{self.school}-{letters}"

    @property
    def fingerprint(self) -> str:
        return spoken(fingerprint_of(self.public))


def spoken(fingerprint: str) -> str:
    """The first half of a fingerprint in fours, to be read out on the telephone."""
    return " ".join(fingerprint[at : at + 4] for at in range(0, 32, 4))


def read_text(text: str) -> PublicText:
    """The key in a text, however it was wrapped or spaced. Raises `NotAKey` with a sentence."""
    found = _TEXT.fullmatch("".join(text.split()).upper())
    if found is None:
        raise NotAKey("这不是学校的公钥。它以 QS1- 开头，请整段复制过来。")
    try:
        held = base64.b32decode(found[3] + "=" * 6)
    except binascii.Error as error:
        raise NotAKey("公钥抄错了，请再核对一遍。") from error
    told = PublicText(found[1], found[2], held[:_KEY])
    if held[_KEY:] != _sum_of(told):
        raise NotAKey("公钥抄错了，请再核对一遍。")
    return told


def public_key(hexadecimal: str) -> Ed25519PublicKey:
    return Ed25519PublicKey.from_public_bytes(bytes.fromhex(hexadecimal))


def signing_key_of(school: School) -> Ed25519PrivateKey | None:
    """The key the school signs with; None where none was made."""
    try:
        held = _file_of(school).read_bytes()
    except FileNotFoundError:
        return None
    key = load_pem_private_key(held, password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise ValueError(f"{_file_of(school)} 不是签名的钥匙，请从备份中恢复它")
    return key


def new_signing_key(school: School) -> Ed25519PrivateKey:
    """A new key, readable by the owner of this installation only; the one before is gone."""
    key = Ed25519PrivateKey.generate()
    written = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    file = _file_of(school)
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    beside = file.with_name(f".{uuid4().hex}")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as stream:
        stream.write(written)
    os.replace(beside, file)
    return key


def _file_of(school: School) -> Path:
    return Path(settings.QINGSHAN_HOME) / FOLDER / f"{school.code.encode().hex()}.pem"


def _sum_of(text: PublicText) -> bytes:
    said = f"QS1-{text.county}-{text.school}-".encode() + text.public
    return hashlib.sha256(said).digest()[:_SUM]
