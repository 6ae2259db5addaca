"""Identity numbers and telephone numbers in one form each."""

from __future__ import annotations

import re
import unicodedata

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"
PHONES = re.compile(r"\d{7,12}")
LONG_ENOUGH = 12
"""An identity number shorter than this tells nobody apart."""


def plain_identity(cell: str) -> str:
    """An identity number: width, spaces, a leading quote, lower-case x, 1.0; 15 digits become 18.

    What is neither stays as far as its digits go: it may be a number with one digit lost.

    >>> plain_identity("'２２０８２１ ２０１２０１０１ ３８１x")
    '22082120120101381X'
    """
    text = unicodedata.normalize("NFKC", cell).strip().upper()
    if re.fullmatch(r"\d+\.0+", text):
        text = text.split(".")[0]
    kept = "".join(c for c in text if c.isascii() and (c.isdigit() or c in "X*"))
    if "*" in kept or kept.strip("X0") == "" or len(kept) < LONG_ENOUGH:
        return ""
    if len(kept) == 15 and kept.isdigit() and is_day(f"19{kept[6:12]}"):
        return widened(kept)
    return kept


def check_digit(first17: str) -> str:
    """The eighteenth character, from the first seventeen (GB 11643-1999)."""
    total = sum(w * int(c) for w, c in zip(WEIGHTS, first17, strict=True))
    return CHECKS[total % 11]


def widened(fifteen: str) -> str:
    """A number of the first generation in the form of the second."""
    first17 = f"{fifteen[:6]}19{fifteen[6:]}"
    return first17 + check_digit(first17)


def is_sound(number: str) -> bool:
    """Eighteen characters, the day in it a day, and the check digit right."""
    if not re.fullmatch(r"[1-9]\d{16}[0-9X]", number) or not is_day(number[6:14]):
        return False
    return check_digit(number[:17]) == number[17]


def is_day(digits: str) -> bool:
    month, day = int(digits[4:6]), int(digits[6:8])
    return "1900" <= digits[:4] <= "2100" and 1 <= month <= 12 and 1 <= day <= 31


def plain_phones(cell: str) -> tuple[str, str]:
    """The first two telephone numbers of a cell, "" where there is none.

    >>> plain_phones("+86 138-0000-1111／0439 3222222")
    ('13800001111', '04393222222')
    """
    text = unicodedata.normalize("NFKC", cell)
    text = re.sub(r"\.0+\b", "", text)
    text = re.sub(r"(?:\+|00)86[- ]?", "", text)
    found: list[str] = []
    for part in re.split(r"[/,;、，；|\n]|或", text):
        digits = re.sub(r"\D", "", part)
        if len(digits) == 13 and digits.startswith("861"):
            digits = digits[2:]
        numbers = [digits] if len(digits) <= 13 else PHONES.findall(part)
        found += [n for n in numbers if len(n) >= 7 and len(set(n)) > 2]
    found += ["", ""]
    return found[0], found[1]


def female(number: str) -> bool | None:
    """What the seventeenth digit says; None for a number without one."""
    if len(number) == 18 and number[16].isdigit():
        return int(number[16]) % 2 == 0
    return None
