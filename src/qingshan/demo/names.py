"""Invented people: names from two lists, numbers that cannot belong to anyone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingshan.demo.words import listed

if TYPE_CHECKING:
    from datetime import date
    from random import Random

REGION = "220899"  # no place has this code: numbers made with it are nobody's
PHONES = "1990000"  # the same for telephone numbers: 199-0000-xxxx

SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎"
    "余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)

GROWN_WOMEN = listed("grown_women")
GROWN_MEN = listed("grown_men")
GIRLS = listed("girls")
BOYS = listed("boys")

VILLAGES = listed("villages")
TOWN = "青山镇"

RELATIONS = ("母亲", "父亲", "母亲", "父亲", "祖母", "祖父", "外祖母")
ETHNICITIES = ("汉族",) * 17 + ("蒙古族", "满族", "朝鲜族")

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"


def grown_up(rng: Random, *, woman: bool) -> str:
    return rng.choice(SURNAMES) + rng.choice(GROWN_WOMEN if woman else GROWN_MEN)


def child(rng: Random, *, girl: bool) -> str:
    return rng.choice(SURNAMES) + rng.choice(GIRLS if girl else BOYS)


def parent_of(rng: Random, child_name: str, relation: str) -> str:
    """A father's side shares the child's surname."""
    woman = relation.endswith(("母亲", "祖母"))
    surname = child_name[0] if relation in {"父亲", "祖父"} else rng.choice(SURNAMES)
    return surname + rng.choice(GROWN_WOMEN if woman else GROWN_MEN)


def id_number(born: date, sequence: int, *, female: bool) -> str:
    """`sequence` from 0 to 499 sets two people of one birthday and gender apart."""
    body = f"{REGION}{born:%Y%m%d}{2 * sequence + (0 if female else 1):03}"
    total = sum(int(digit) * weight for digit, weight in zip(body, _WEIGHTS, strict=True))
    return body + _CHECK[total % 11]


def phone(rng: Random) -> str:
    return f"{PHONES}{rng.randrange(10_000):04}"


def address(rng: Random) -> str:
    return f"{TOWN}{rng.choice(VILLAGES)}{rng.randint(1, 9)}组"
