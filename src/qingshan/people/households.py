"""Which village a family lives in, and which children share a home, from the address as written.

The address itself is sealed. The village is kept beside it in the clear, so that a walk can be
planned; the home only as a keyed hash, which tells that two children share one and not where.

Many registers stop at the village group (`南河村5组`), where ten families live. A home is therefore
told by the family's telephone within the village, or by an address that names a door; where neither
is known a child is a home of its own. A home told twice is one walk too many; two homes taken
for one would leave a family out.
"""

from __future__ import annotations

import re

from qingshan.access.fields import lookup_hash
from qingshan.kit.cells import plain_width

_TOWNSHIP = re.compile(r"^.+?(?:镇|乡|街道|苏木)(?!村|屯)")
_WIDER = re.compile(r"^.*(?:省|自治区|自治州|地区|盟|市|县|旗|区)(?=.)")  # to the last of them
_VILLAGE = re.compile(
    r"^[一-鿿]{1,10}?(?:村民委员会|村委会|行政村|自然村|社区|嘎查|小区|村|屯|街|路)"
)
_LAST = re.compile(r"(?:民委员会|委会)$")
_BETWEEN = re.compile(r"[\s,，.。、·\-—－_]+")
_DIGIT = re.compile(r"[0-9]")
_DOOR = re.compile(r"[0-9一二三四五六七八九十]+(?:号|室|户|单元)")
FEWEST_DIGITS = 7  # of a telephone number without its area code
LONGEST = 40


def village_of(address: str) -> str:
    """`青山镇南河村5组` is 南河村; where no village is named, the township; "" where neither is."""
    text = _plain(address)
    township = _TOWNSHIP.match(text)
    rest = text[township.end() :] if township else _WIDER.sub("", text)
    village = _VILLAGE.match(rest)
    if village:
        name = _LAST.sub("", village.group()).replace("行政村", "村").replace("自然村", "村")
        return name[:LONGEST]
    return _WIDER.sub("", township.group())[:LONGEST] if township else ""


def household_of(address: str, phone: str) -> str:
    """The same for children of one home, however it is written; "" where it cannot be told."""
    digits = "".join(_DIGIT.findall(plain_width(phone or "")))
    if len(digits) >= FEWEST_DIGITS:
        return lookup_hash(f"{village_of(address)}|{digits}")
    plain = _plain(address)
    return lookup_hash(plain) if _DOOR.search(plain) else ""


def _plain(address: str) -> str:
    return _BETWEEN.sub("", plain_width(address or ""))
