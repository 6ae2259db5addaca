"""The bytes of a package, and the only bytes it can have. The form is told in docs/package.md.

Four lines: what it is · the numbers as canonical JSON · the key's fingerprint · the signature over
the three. A package is read by taking it apart, writing it again and comparing: whatever is not
exactly what we would have written is refused, so that no byte can differ.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

MAGIC = "qingshan-package"
NEWEST, READ = 2, (1, 2)
"""The version that is written, and those that are read: they differ in their figures alone."""

LARGEST = 64 * 2**10  # bytes; a package has about one thousand
SUFFIX = ".qsp"
_HEX = {length: re.compile(f"[0-9a-f]{{{length}}}") for length in (64, 128)}
_CODE = re.compile(r"[0-9A-Za-z]{1,20}")
_PARTS = 5  # four lines, and nothing after the last line's end


class NotAPackage(Exception):
    """The bytes are none; the text is a sentence."""


@dataclass(frozen=True, slots=True)
class Content:
    """What a package says. `figures` are cells as they are written; `grades` first and last."""

    county: str
    school: str
    name: str
    as_of: date
    made: date
    serial: int
    figures: Mapping[str, str]
    grades: tuple[int, int] | None
    findings_late: int
    cases_late: bool

    def line(self) -> str:
        """Canonical JSON: keys in order, no space, nothing but ASCII, no fractions."""
        told = {
            "as_of": self.as_of.isoformat(),
            "cases_late": self.cases_late,
            "county": self.county,
            "figures": dict(self.figures),
            "findings_late": self.findings_late,
            "grades": list(self.grades) if self.grades else None,
            "made": self.made.isoformat(),
            "name": self.name,
            "school": self.school,
            "serial": self.serial,
        }
        return json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=True)


@dataclass(frozen=True, slots=True)
class Sealed:
    """A package taken apart: its signature is not looked at yet, so nothing in it is believed."""

    version: int
    line: str
    fingerprint: str
    signature: bytes
    digest: str

    @property
    def signed(self) -> bytes:
        return _signed(self.version, self.line, self.fingerprint)

    def content(self) -> Content:
        """What it says. Raises `NotAPackage` where the line is not what we write."""
        try:
            content = _content(json.loads(self.line))
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise NotAPackage("数据包里的数字不是按约定写的，不能收。") from error
        if content.line() != self.line:
            raise NotAPackage("数据包里的数字不是按约定写的，不能收。")
        return content


def write(content: Content, key: Ed25519PrivateKey, *, version: int = NEWEST) -> bytes:
    line, fingerprint = content.line(), fingerprint_of(key.public_key().public_bytes_raw())
    signature = key.sign(_signed(version, line, fingerprint))
    return _bytes(version, line, fingerprint, signature)


def take_apart(raw: bytes) -> Sealed:
    """Raises `NotAPackage` with a sentence."""
    if len(raw) > LARGEST:
        raise NotAPackage(f"这个文件超过了 {LARGEST // 2**10} KB，不是青山的数据包。")
    if not raw.startswith(b"qingshan-package "):
        raise NotAPackage("这不是青山的数据包。")
    lines = raw.decode("ascii", errors="replace").split("\n")
    version = next((one for one in READ if lines[0] == f"{MAGIC} {one}"), None)
    if version is None:
        raise NotAPackage("这份数据包是另一个版本的青山做的，请先升级。")
    if len(lines) != _PARTS or not _HEX[64].fullmatch(lines[2]):
        raise NotAPackage("数据包不完整，请重新下载一份再放进来。")
    if not _HEX[128].fullmatch(lines[3]):
        raise NotAPackage("数据包不完整，请重新下载一份再放进来。")
    line, fingerprint, signature = lines[1], lines[2], bytes.fromhex(lines[3])
    if _bytes(version, line, fingerprint, signature) != raw:
        raise NotAPackage("数据包不完整，请重新下载一份再放进来。")
    return Sealed(version, line, fingerprint, signature, digest_of(raw))


def digest_of(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()


def fingerprint_of(public: bytes) -> str:
    """Of a public key: SHA-256 in 64 hexadecimal digits."""
    return hashlib.sha256(public).hexdigest()


def _signed(version: int, line: str, fingerprint: str) -> bytes:
    return f"{MAGIC} {version}\n{line}\n{fingerprint}\n".encode("ascii", errors="replace")


def _bytes(version: int, line: str, fingerprint: str, signature: bytes) -> bytes:
    return _signed(version, line, fingerprint) + signature.hex().encode() + b"\n"


def _content(told: dict[str, Any]) -> Content:
    """Raises `ValueError`, `KeyError` or `TypeError` for what is not of its kind."""
    grades = told["grades"]
    content = Content(
        county=told["county"],
        school=told["school"],
        name=told["name"],
        as_of=date.fromisoformat(told["as_of"]),
        made=date.fromisoformat(told["made"]),
        serial=told["serial"],
        figures=told["figures"],
        grades=None if grades is None else _two(grades),
        findings_late=told["findings_late"],
        cases_late=told["cases_late"],
    )
    if not _is_of_its_kind(content):
        raise ValueError(told)
    return content


def _two(grades: Any) -> tuple[Any, Any]:
    lowest, highest = grades
    return lowest, highest


def _is_of_its_kind(content: Content) -> bool:
    texts = (*content.figures, *content.figures.values(), content.name)
    numbers = (content.serial, content.findings_late, *(content.grades or ()))
    return (
        isinstance(content.figures, dict)
        and all(isinstance(text, str) and len(text) <= 100 for text in texts)
        and all(type(number) is int and 0 <= number < 2**31 for number in numbers)
        and all(isinstance(c, str) and _CODE.fullmatch(c) for c in (content.county, content.school))
        and type(content.cases_late) is bool
    )
