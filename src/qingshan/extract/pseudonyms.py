"""Other names for keys and texts: the same within one extract, and never again.

The secret is drawn for one extract and written nowhere, so that nobody, not the school either, can
lead a pseudonym back, nor lay two extracts side by side and follow a child.
"""

from __future__ import annotations

import hashlib
import secrets

BITS = 63  # what a signed whole number of 64 bits holds without a sign
MARK = "~"
"""A pseudonym of a text begins with it, so that nobody takes it for a word."""


def school_key(code: str) -> int:
    """The key of a school, in every extract the same: its code is public."""
    return _number(hashlib.blake2b(code.encode(), digest_size=8, person=b"school").digest())


class Pseudonyms:
    """The pseudonyms of one extract."""

    def __init__(self) -> None:
        self._secret = secrets.token_bytes(32)

    def key(self, table: str, value: object) -> int:
        """Of a row of `table`; wherever that row is pointed at it is the same."""
        return _number(self._digest(f"{table}\0{value}"))

    def text(self, value: str) -> str:
        """Of a text; equal texts stay equal, whatever column they stand in."""
        return MARK + self._digest(value).hex()

    def _digest(self, text: str) -> bytes:
        return hashlib.blake2b(text.encode(), digest_size=8, key=self._secret).digest()


def _number(digest: bytes) -> int:
    return int.from_bytes(digest) >> (64 - BITS)
