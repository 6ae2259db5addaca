"""Names by the hundred thousand: what `names.name_of` says of each, looked up by character.

Nearly all names are two to four Chinese characters. Of these every key is the name with each
character replaced, or one left out; whole columns of them are made at once. The rest, names with
letters, spaces, dots or remarks, go through `name_of` one by one.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from crosscheck.names import (
    COMPOUND_SURNAMES,
    FIRST,
    LAST,
    NOBODY,
    Name,
    name_of,
    near_of,
    plain_character,
    shape_of,
    voice_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Codes = NDArray[np.uint32]
    Words = NDArray[np.str_]

WIDTH = 4
BAR = ord("|")


class _Tables(NamedTuple):
    """Character → character, as arrays over the characters from FIRST to LAST, and 0 for none."""

    plain: Codes
    voice: Codes
    near: Codes
    shape: Codes


def names_of(cells: list[str]) -> list[Words]:
    """The columns of `Name`, in its order, for many cells."""
    words = np.array(cells, dtype=f"U{WIDTH + 1}")
    codes = words.view(np.uint32).reshape(len(cells), WIDTH + 1)
    chinese = (codes >= FIRST) & (codes <= LAST)
    usual = (chinese | (codes == 0)).all(axis=1) & chinese[:, 1] & (codes[:, WIDTH] == 0)
    usual &= ~np.isin(words, [word for word in NOBODY if len(word) > 1])
    columns = _usual(np.where(usual[:, None], codes[:, :WIDTH], 0))
    others = np.flatnonzero(~usual)
    found = [name_of(cells[i]) for i in others]
    return [_with(column, others, [name[i] for name in found]) for i, column in enumerate(columns)]


def _usual(codes: Codes) -> list[Words]:
    tables = _tables()
    places = np.where(codes == 0, 0, codes - (FIRST - 1))
    plain = tables.plain[places]
    places = np.where(plain == 0, 0, plain - (FIRST - 1))
    made = {
        "text": plain,
        "surname": _surnames(plain),
        "sound": tables.voice[places],
        "near": tables.near[places],
        "shape": tables.shape[places],
        "shorter": _shorter(plain),
    }
    return [_words(made[field]) for field in Name._fields]


def _surnames(plain: Codes) -> Codes:
    """The first character; two where they are a compound surname and a given name follows."""
    compound = np.isin(_words(plain[:, :2]), list(COMPOUND_SURNAMES)) & (plain[:, 2] != 0)
    return np.stack([plain[:, 0], np.where(compound, plain[:, 1], 0)], axis=1)


def _shorter(plain: Codes) -> Codes:
    """Between bars, the name with one character left out, each in turn; nothing for two."""
    found = np.zeros((len(plain), 1 + WIDTH * WIDTH), dtype=np.uint32)
    for length in range(3, WIDTH + 1):
        rows = np.flatnonzero((plain != 0).sum(axis=1) == length)
        found[rows, 0] = BAR
        for left_out in range(length):
            kept = [i for i in range(length) if i != left_out]
            at = 1 + left_out * length
            found[rows, at : at + length - 1] = plain[rows][:, kept]
            found[rows, at + length - 1] = BAR
    return found


def _words(codes: Codes) -> Words:
    whole = np.ascontiguousarray(codes, dtype=np.uint32)
    return whole.view(f"U{whole.shape[1]}").ravel()


def _with(column: Words, places: NDArray[np.intp], words: list[str]) -> Words:
    if not words:
        return column
    wide = max(column.dtype.itemsize // 4, *(len(word) for word in words))
    column = column.astype(f"U{wide}")
    column[places] = words
    return column


@cache
def _tables() -> _Tables:
    return _Tables(*(_table(one) for one in (plain_character, voice_of, near_of, shape_of)))


def _table(one: Callable[[str], str]) -> Codes:
    characters = [chr(code) for code in range(FIRST, LAST + 1)]
    return np.array([0, *(ord(one(character)) for character in characters)], dtype=np.uint32)
