"""What a person is found by: name, pinyin, initials and number, in one lower-case text."""

from __future__ import annotations

import os
from functools import lru_cache

SURNAMES = {
    "万俟": ("mo", "qi"),
    "尉迟": ("yu", "chi"),
    "单于": ("chan", "yu"),
    "长孙": ("zhang", "sun"),
    "单": ("shan",),
    "仇": ("qiu",),
    "曾": ("zeng",),
    "解": ("xie",),
    "区": ("ou",),
    "朴": ("piao",),
    "查": ("zha",),
    "盖": ("ge",),
    "乐": ("yue",),
    "翟": ("zhai",),
    "缪": ("miao",),
    "覃": ("qin",),
    "员": ("yun",),
    "折": ("she",),
    "种": ("chong",),
    "秘": ("bi",),
    "冼": ("xian",),
    "尹": ("yin",),
    "葛": ("ge",),
    "燕": ("yan",),
    "牟": ("mu",),
    "繁": ("po",),
    "黑": ("he",),
    "召": ("shao",),
    "重": ("chong",),
    "晟": ("cheng",),
    "逄": ("pang",),
}
"""Characters that are read otherwise when they are a family name."""

LONGEST = 250


def search_key(name: str, number: str) -> str:
    """`search_key("单小宇", "T001")` is `单小宇 shanxiaoyu sxy t001`."""
    syllables = _syllables(name)
    words = (name, "".join(syllables), "".join(s[0] for s in syllables), number)
    return " ".join(word for word in words if word).lower()[:LONGEST]


@lru_cache(maxsize=4096)
def _syllables(name: str) -> tuple[str, ...]:
    for length in (2, 1):
        reading = SURNAMES.get(name[:length])
        if reading and len(name) > length:
            return (*reading, *_plain(name[length:]))
    return tuple(_plain(name))


def _plain(name: str) -> list[str]:
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")  # names are no phrases; loads in a tenth
    from pypinyin import lazy_pinyin

    return [
        kept
        for syllable in lazy_pinyin(name)
        if (kept := "".join(letter for letter in syllable.lower() if letter.isalnum()))
    ]
