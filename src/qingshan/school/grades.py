"""The order of grades, read from the words a school uses for them."""

from __future__ import annotations

import re

_DIGITS = {character: n for n, character in enumerate("一二三四五六七八九", start=1)}
_WORDS = re.compile(r"(小|初|高)?([一二三四五六七八九]|[1-9])")
_BEFORE = {"初": 6, "高": 9}
_LAST = {"小": 6, "初": 3, "高": 3}


def grade_number(grade: str) -> int:
    """一年级 is 1, 初一 and 7年级 are 7, 高一 is 10; 0 for a word that names no grade."""
    found = _WORDS.match(grade.strip())
    if not found:
        return 0
    stage, digit = found.groups()
    number = _DIGITS.get(digit) or int(digit)
    if stage is None:
        return number
    return number + _BEFORE.get(stage, 0) if number <= _LAST[stage] else 0
