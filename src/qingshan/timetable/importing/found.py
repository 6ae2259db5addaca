"""What a file of a timetable says, before the school's own names are put to it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

MOST_BYTES = 5 * 2**20
MOST_ENTRIES = 20_000
SHOWN = 40

_WEEKDAYS = {
    **{
        f"{word}{day}": n
        for word in ("星期", "周", "礼拜", "")
        for n, day in enumerate("一二三四五六日", 1)
    },
    **{f"{word}天": 7 for word in ("星期", "周", "礼拜")},
    **{str(n): n for n in range(1, 8)},
}
_ENGLISH = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_CLOCK = re.compile(r"(\d{1,2})[:：.](\d{2})(?:\s*[-–—~至到]\s*(\d{1,2})[:：.](\d{2}))?")


@dataclass(frozen=True, slots=True)
class Pupils:
    """Whom a lesson is for, as a file names them: a class, or the `part` of it by a `division`."""

    name: str
    part: str = ""
    division: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One lesson of a week as the file has it; `hour` is its name for the time."""

    line: int
    weekday: int
    hour: str
    classes: tuple[Pupils, ...]
    subject: str
    teachers: tuple[str, ...]
    room: str = ""
    weeks: str = "every"


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong, at which line, and what to do; a notice does not stand in the way."""

    line: int
    sentence: str
    is_notice: bool = False


@dataclass
class Found:
    """A file as read. `bells` are its times: name → (start, end) as 08:00, where it has them."""

    kind: str
    entries: list[Entry] = field(default_factory=list)
    bells: dict[str, tuple[str, str]] = field(default_factory=dict)
    sets: dict[str, frozenset[str]] = field(default_factory=dict)
    """Years, groups, subgroups of a file → the smallest sets of children each is made of."""
    troubles: list[Trouble] = field(default_factory=list)

    def wrong(self, line: int, sentence: str) -> None:
        self.troubles.append(Trouble(line, sentence))

    def noticed(self, line: int, sentence: str) -> None:
        self.troubles.append(Trouble(line, sentence, is_notice=True))


class Unreadable(Exception):
    """The file is no timetable that can be read; `sentence` says why and what to do."""

    def __init__(self, sentence: str, line: int = 0) -> None:
        self.sentence = f"第 {line} 行：{sentence}" if line else sentence
        super().__init__(self.sentence)


def plain(text: str | None) -> str:
    """In half-width letters, without blanks around it or control characters."""
    wide = unicodedata.normalize("NFKC", text or "")
    return " ".join("".join(c if c.isprintable() else " " for c in wide).split())


def shortened(text: str) -> str:
    return f"“{text[:SHOWN]}…”" if len(text) > SHOWN else f"“{text}”"


def weekday_named(name: str) -> int | None:
    """1 for 星期一, 周一, Monday, Mon or 1; None for a name of no day."""
    text = plain(name).lower()
    if text in _WEEKDAYS:
        return _WEEKDAYS[text]
    if len(text) >= 2 and text.isascii():
        return next((n for n, day in enumerate(_ENGLISH, 1) if day.startswith(text)), None)
    return None


def times_in(name: str) -> tuple[str, str]:
    """The start and end that the name of an hour says, as 08:00; "" for what it does not."""
    found = _CLOCK.search(plain(name))
    if not found:
        return "", ""
    end = f"{int(found[3]):02}:{found[4]}" if found[3] else ""
    return f"{int(found[1]):02}:{found[2]}", end
