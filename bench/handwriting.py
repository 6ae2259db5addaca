"""How children are written down by hand: each slip with how often it is made."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Protocol

from crosscheck.dates import lunar_of
from crosscheck.names import sound_of

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

COMPOUND = ("欧阳", "上官", "司马", "诸葛", "皇甫", "尉迟")
PLAIN, OLD = "丽峰华国云凤龙辉哲坤升静伟杰红宝强兰梦庆", "麗峯華國雲鳳龍輝喆堃昇靜偉傑紅寶強蘭夢慶"
VARIANT = dict(zip(PLAIN, OLD, strict=True))
RIGHT, MISREAD = "晶博怡佳明玉天宁清婷娟磊睿瑞彩雪", "品搏治住朋王夭丁情停捐垒容端菜雷"
ALIKE = dict(zip(RIGHT, MISREAD, strict=True))


class Written(Protocol):
    """Who is written down."""

    name: str
    sex: str
    born: dt.date
    identity: str
    guardian: str
    other_guardian: str
    phone: str


@dataclass(frozen=True)
class Slips:
    """How often each slip is made in one register: a share of its rows."""

    id_missing: float = 0.04
    id_digit: float = 0.03
    id_swap: float = 0.02
    id_lost: float = 0.004
    id_shape: float = 0.03
    sound: float = 0.04
    alike: float = 0.008
    variant: float = 0.01
    shorter: float = 0.015
    spaced: float = 0.02
    turned: float = 0.015
    lunar: float = 0.03
    about_lunar: float = 0.01
    birth_digit: float = 0.006
    birth_missing: float = 0.004
    birth_shape: float = 0.05
    phone_changed: float = 0.15
    phone_missing: float = 0.04
    phone_digit: float = 0.015
    guardian_changed: float = 0.06
    guardian_missing: float = 0.03
    guardian_sound: float = 0.02
    sex_wrong: float = 0.004

    def times(self, factor: float) -> Slips:
        return replace(self, **{k: min(0.6, v * factor) for k, v in vars(self).items()})


class Hand:
    """Writes children down, with slips."""

    def __init__(self, dice: random.Random, slips: Slips) -> None:
        self.dice, self.slips = dice, slips

    def write(self, child: Written) -> tuple[str, str, str, str, str, str]:
        d, s = self.dice, self.slips
        sex = child.sex if d.random() >= s.sex_wrong else ("男" if child.sex == "女" else "女")
        return (
            self._name(child.name),
            sex,
            self._born(child.born),
            self._id(child.identity),
            self._guardian(child),
            self._phone_typed(child.phone),
        )

    def _name(self, name: str) -> str:
        d, s = self.dice, self.slips
        if d.random() < s.sound:
            name = _swap_character(d, name, _homophones)
        if d.random() < s.alike:
            name = "".join(ALIKE.get(c, c) for c in name)
        if d.random() < s.variant:
            name = "".join(VARIANT.get(c, c) for c in name)
        if d.random() < s.shorter and len(name) > 2:
            at = 1 if name[:2] not in COMPOUND else d.choice((1, 2))
            name = name[:at] + name[at + 1 :]
        if d.random() < s.spaced:
            name = d.choice((" ", "　", " ")).join(name) if len(name) == 2 else f" {name} "
        return name

    def _born(self, born: dt.date) -> str:
        d, s = self.dice, self.slips
        text = f"{born:%Y-%m-%d}"
        if d.random() < s.turned and born.day <= 12:
            text = f"{born:%Y-%d-%m}"
        elif d.random() < s.lunar:
            text = lunar_of(born)
        elif d.random() < s.about_lunar:
            text = f"{born - dt.timedelta(days=d.randrange(18, 51)):%Y-%m-%d}"
        elif d.random() < s.birth_digit:
            text = f"{born.replace(day=d.randrange(1, 28)):%Y-%m-%d}"
        elif d.random() < s.birth_missing:
            return ""
        if d.random() < s.birth_shape:
            year, month, day = text.split("-")
            shapes = [
                f"{year}/{int(month)}/{int(day)}",
                f"{year}{month}{day}",
                f"{year}.{month}.{day}",
                f"{year}年{int(month)}月{int(day)}日",
                f"{text} 00:00:00",
            ]
            return d.choice(shapes)
        return text

    def _id(self, identity: str) -> str:
        d, s = self.dice, self.slips
        chance = d.random()
        if chance < s.id_missing:
            return ""
        at = d.randrange(17)
        if d.random() < s.id_digit:
            identity = (
                identity[:at]
                + d.choice([c for c in "0123456789" if c != identity[at]])
                + identity[at + 1 :]
            )
        elif d.random() < s.id_swap:
            at = d.randrange(16)
            identity = identity[:at] + identity[at + 1] + identity[at] + identity[at + 2 :]
        elif d.random() < s.id_lost:
            identity = identity[:at] + identity[at + 1 :]
        if d.random() < s.id_shape:
            identity = d.choice(
                (
                    identity.lower(),
                    f" {identity}",
                    f"'{identity}",
                    f"{identity[:6]} {identity[6:14]} {identity[14:]}",
                )
            )
        return identity

    def _guardian(self, child: Written) -> str:
        d, s = self.dice, self.slips
        name = child.other_guardian if d.random() < s.guardian_changed else child.guardian
        if d.random() < s.guardian_missing:
            return ""
        return _swap_character(d, name, _homophones) if d.random() < s.guardian_sound else name

    def _phone_typed(self, phone: str) -> str:
        d, s = self.dice, self.slips
        if d.random() < s.phone_changed:
            phone = some_phone(d)
        if d.random() < s.phone_missing:
            return ""
        if d.random() < s.phone_digit:
            at = d.randrange(2, 11)
            phone = phone[:at] + d.choice("0123456789") + phone[at + 1 :]
        return phone


def _swap_character(d: random.Random, name: str, by: Callable[[str], list[str]]) -> str:
    at = d.randrange(1, len(name)) if len(name) > 1 and d.random() < 0.93 else 0
    others = by(name[at])
    return name[:at] + d.choice(others) + name[at + 1 :] if others else name


@cache
def _homophones(character: str) -> list[str]:
    return [c for c in _common_by_sound().get(sound_of(character), []) if c != character]


@cache
def _common_by_sound() -> dict[str, list[str]]:
    """The 3,755 common characters of GB 2312 by sound."""
    found: dict[str, list[str]] = {}
    for high in range(0xB0, 0xD8):
        for low in range(0xA1, 0xFF):
            try:
                character = bytes((high, low)).decode("gb2312")
            except UnicodeDecodeError:
                continue
            found.setdefault(sound_of(character), []).append(character)
    return found


def some_phone(d: random.Random) -> str:
    return "1" + d.choice("35789") + "".join(d.choice("0123456789") for _ in range(9))
