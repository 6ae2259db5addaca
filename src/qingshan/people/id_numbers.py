"""The number of the resident's identity card (GB 11643): 17 digits and a check digit."""

from __future__ import annotations

import datetime as dt
import re

from qingshan.kit.cells import Number, plain_width
from qingshan.kit.faults import BAD_ID_NUMBER, BIRTH_MISMATCH, Fault

RESIDENT_CARD = "居民身份证"
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_FORM = re.compile(r"\d{17}[\dX]")
_OLD_FORM = re.compile(r"\d{15}")
_LIKE_A_CARD = re.compile(r"\d+X?|.{18}")


class IdNumber(Number):
    """A number of an identity document, in capitals and without blanks; judged by `card_fault`."""

    hint = "按文本填写，居民身份证为 18 位"

    def __init__(self) -> None:
        super().__init__(longest=40)

    def read(self, raw: object) -> str:
        return self.fitting("".join(plain_width(raw).upper().lstrip("'`‘’").split()))


def birth_date_in(number: str) -> dt.date | None:
    """The birth date in a card's number; None where the number is not a sound one."""
    if not _FORM.fullmatch(number) or check_digit(number) != number[-1]:
        return None
    try:
        return dt.date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None


def check_digit(number: str) -> str:
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number[:17], strict=True))
    return _CHECKS[total % 11]


def card_fault(number: str, id_type: str = "") -> Fault | None:
    """What is wrong with a number; other documents than the card are not judged."""
    if not number or not _is_a_card(number, id_type) or birth_date_in(number):
        return None
    if len(number) != 18:
        return Fault(BAD_ID_NUMBER, f"身份证号有 {len(number)} 位，应为 18 位，请对照证件补全。")
    if not _FORM.fullmatch(number):
        return Fault(BAD_ID_NUMBER, "身份证号前 17 位应为数字，末位为数字或 X，请对照证件改正。")
    if number.endswith("000"):
        return Fault(
            BAD_ID_NUMBER,
            "身份证号对不上校验码；末尾几位是 0，多半是表格软件把它当成了数字，"
            "请把这一列设为文本再照证件重填。",
        )
    return Fault(BAD_ID_NUMBER, "身份证号对不上校验码或出生日期，有一位写错了，请对照证件改正。")


def birth_fault(birth_date: dt.date | None, number: str, id_type: str = "") -> Fault | None:
    """Whether a birth date is the one in a sound number."""
    if birth_date is None or not _is_a_card(number, id_type):
        return None
    inside = birth_date_in(number)
    if inside is None or inside == birth_date:
        return None
    return Fault(
        BIRTH_MISMATCH, f"出生日期 {birth_date} 与身份证号里的 {inside} 不同，请对照证件改正。"
    )


def _is_a_card(number: str, id_type: str) -> bool:
    """A document of no named type is a card if it looks like one; the old 15 digits pass."""
    if id_type:
        return id_type == RESIDENT_CARD
    return bool(_LIKE_A_CARD.fullmatch(number)) and not _OLD_FORM.fullmatch(number)
