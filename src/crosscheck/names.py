"""Names as people and clerks write them: one form for each, how it sounds, what it resembles."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib.resources import files
from typing import NamedTuple

COMPOUND_SURNAMES = frozenset(
    "欧阳 上官 司马 诸葛 皇甫 尉迟 公孙 慕容 令狐 司徒 司空 夏侯 东方 南宫 西门 独孤 "  # noqa: SIM905
    "宇文 长孙 轩辕 端木 申屠 百里 呼延 闻人 濮阳 淳于 单于 太史 公冶 宗政 钟离 鲜于 "
    "闾丘 东郭 赫连 澹台 第五 拓跋 万俟 左丘 完颜 耶律 那拉 叶赫 爱新 乌雅 佟佳 富察".split()
)
DOTS = "·•・‧∙⋅●.．｡˙"
NOBODY = frozenset(
    {"无", "不详", "未知", "暂无", "没有", "空", "无名", "NULL", "NONE", "NAN", "NA"}
)
CHINESE_ONLY = re.compile("[\u4e00-\u9fff]+")
FIRST, LAST = 0x4E00, 0x9FFF
"""The Chinese characters that nearly all names are made of."""
BLURRED = (("zh", "z"), ("ch", "c"), ("sh", "s"))


class Name(NamedTuple):
    """A name in one form, and the keys under which its slips meet.

    In `sound` each character is replaced by the one that stands for all of its pinyin without
    tones, in `near` the same for ears that don't tell zh from z or n from l, in `shape` by the one
    that stands for its look-alikes;
    `shorter` holds, between bars, the name with one character left out, each in turn.
    """

    text: str
    surname: str = ""
    sound: str = ""
    near: str = ""
    shape: str = ""
    shorter: str = ""


NOTHING = Name("")


def plain_name(cell: str) -> str:
    """A name without what typing adds: width, spaces, dots, remarks in brackets, variants.

    >>> plain_name("　王　建國（小名）")
    '王建国'
    """
    text = cell if CHINESE_ONLY.fullmatch(cell) else _letters(cell)
    if not _variants().keys().isdisjoint(text):
        text = "".join([_variants().get(c, c) for c in text])
    return "" if text in NOBODY else text


def _letters(cell: str) -> str:
    text = unicodedata.normalize("NFKC", cell).upper()
    for opening in "([{【<《":
        text = text.split(opening, 1)[0] if not text.startswith(opening) else text
    return "".join(c for c in text if c not in DOTS and _is_letter(c))


def name_of(cell: str) -> Name:
    """A name and its keys; `NOTHING` for a cell without one."""
    text = plain_name(cell)
    if not text:
        return NOTHING
    return Name(
        text,
        surname_of(text),
        "".join([voice_of(c) for c in text]),
        "".join([near_of(c) for c in text]),
        "".join([shape_of(c) for c in text]),
        _shorter(text) if len(text) > 2 else "",
    )


def plain_character(character: str) -> str:
    """The form of the standard list of a traditional or variant form; itself where it is none."""
    return _variants().get(character, character)


def shape_of(character: str) -> str:
    """The character that stands for all it is mistaken for at a glance."""
    return lookalikes().get(character, character)


@cache
def voice_of(character: str) -> str:
    """The character that stands for all that sound like it, tones apart."""
    sound = sound_of(character)
    return _voices().get(sound, sound)


@cache
def near_of(character: str) -> str:
    """The same for ears that don't tell zh from z or n from l."""
    sound = _near(sound_of(character))
    return _near_voices().get(sound, sound)


def _shorter(text: str) -> str:
    without = {text[:i] + text[i + 1 :] for i in range(len(text))}
    return f"|{'|'.join(sorted(without))}|"


def surname_of(text: str) -> str:
    """The surname; of two characters where it is a compound one and a given name follows."""
    if len(text) > 2 and text[:2] in COMPOUND_SURNAMES:
        return text[:2]
    return text[:1]


@cache
def sound_of(character: str) -> str:
    """The pinyin of a character without tones; itself where it has none."""
    reading = _readings().get(ord(character))
    if not reading:
        return character.lower()
    first = reading.split(",", 1)[0].replace("ü", "v")
    bare = unicodedata.normalize("NFD", first)
    if "\u0308" in bare:  # ǖ ǘ ǚ ǜ
        bare = bare.replace("u", "v")
    return "".join(c for c in bare if not unicodedata.combining(c))


@cache
def _near(sound: str) -> str:
    for long, short in BLURRED:
        if sound.startswith(long):
            sound = short + sound[len(long) :]
    if sound.endswith("ng"):
        sound = sound[:-1]
    return "n" + sound[1:] if sound.startswith("l") else sound


@cache
def _voices() -> dict[str, str]:
    """Sound → the first Chinese character that has it."""
    found: dict[str, str] = {}
    for code in range(FIRST, LAST + 1):
        found.setdefault(sound_of(chr(code)), chr(code))
    return found


@cache
def _near_voices() -> dict[str, str]:
    found: dict[str, str] = {}
    for sound, character in _voices().items():
        found.setdefault(_near(sound), character)
    return found


@cache
def lookalikes() -> dict[str, str]:
    """Character → the one that stands for all it is mistaken for at a glance."""
    return {c: group[0] for group in _groups("lookalikes.txt") for c in group}


@cache
def _variants() -> dict[str, str]:
    """Traditional and variant forms → the form of the standard list."""
    return {c: group[0] for group in _groups("variants.txt") for c in group[1:]}


def _groups(file: str) -> list[str]:
    text = files("crosscheck").joinpath(file).read_text(encoding="utf-8")
    lines = (line.split("#", 1)[0] for line in text.splitlines())
    return [group for line in lines for group in line.split()]


@cache
def _readings() -> dict[int, str]:
    from pypinyin.pinyin_dict import pinyin_dict

    readings: dict[int, str] = pinyin_dict
    return readings


def _is_letter(character: str) -> bool:
    return unicodedata.category(character)[0] == "L" or character == "〇"
