"""The draw itself: which lessons are observed by whom. Plain data in, plain data out.

Whole numbers and SHA-256 only, so that every machine draws the same. This file needs nothing but
Python: `python drawing.py ground.json VALUE` draws again what the school drew.

A ground is an object with
  number     how many lessons to draw
  lessons    [[key, day, bell, teacher], ...]     what may be observed
  seen       {teacher: how often observed this term}
  observers  [[key, how often they observed this term, [[day, bell], ...] when they teach], ...]
  apart      [[observer, teacher], ...]           pairs that do not observe each other

Those seen least come first, in an order that the seed gives, so that nobody is seen twice before
everybody was once. Each lesson of a teacher has the same chance: they lie in a row by their bells,
and a point of the row is taken that the seed gives to the first teacher and that moves on by an
equal step for each further one. So the hours of the day are spread evenly over a draw, none is
favoured, and nobody can tell which lesson it will be. Of those who are free then, whoever has
observed least goes.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from typing import Any

SPAN = 2**64

Ground = dict[str, Any]
Pick = dict[str, Any]


def canonical(ground: Ground) -> str:
    """The ground as the one text that its fingerprint is made of."""
    return json.dumps(ground, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def fingerprint(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def seed_of(ground_hash: str, value: str) -> str:
    """What the draw goes by: the fingerprint told before, and the value published after."""
    return fingerprint(f"{ground_hash}\n{''.join(value.split())}")


def draw(ground: Ground, seed: str) -> list[Pick]:
    """The lessons drawn, in the order of drawing: {lesson, teacher, observer}."""
    return _Drawing(ground, seed).run()


class _Drawing:
    """One run; holds what its steps share."""

    def __init__(self, ground: Ground, seed: str) -> None:
        self.seed = seed
        self.number = ground["number"]
        self.lessons = {str(lesson[0]): lesson for lesson in ground["lessons"]}
        self.of_teacher: dict[str, list[str]] = {}
        for key in sorted(self.lessons):
            self.of_teacher.setdefault(self.lessons[key][3], []).append(key)
        self.seen = Counter({who: ground["seen"].get(who, 0) for who in self.of_teacher})
        self.load = {key: load for key, load, _ in ground["observers"]}
        self.busy = {key: {tuple(time) for time in busy} for key, _, busy in ground["observers"]}
        self.apart = {tuple(pair) for pair in ground["apart"]}
        self.start = self._order("start") % SPAN
        self.taken: set[str] = set()

    def run(self) -> list[Pick]:
        picks: list[Pick] = []
        left = set(self.of_teacher)
        while len(picks) < self.number and left:
            teacher = min(left, key=lambda t: (self.seen[t], self._order("teacher", t)))
            lesson = self._lesson(teacher, len(picks))
            if lesson is None:
                left.discard(teacher)
                continue
            picks.append(self._take(lesson, teacher))
        return picks

    def _lesson(self, teacher: str, turn: int) -> str | None:
        """The lesson at this turn's point of the teacher's row."""
        row = sorted(
            (key for key in self.of_teacher[teacher] if key not in self.taken and self._free(key)),
            key=lambda key: (self.lessons[key][2], self._order("lesson", key)),
        )
        point = (self.start + turn * (SPAN // self.number)) % SPAN
        return row[point * len(row) // SPAN] if row else None

    def _take(self, key: str, teacher: str) -> Pick:
        _, day, bell, _ = self.lessons[key]
        free = self._free(key)
        observer = min(free, key=lambda o: (self.load[o], self._order("observer", key, o)))
        self.load[observer] += 1
        self.busy[observer].add((day, bell))
        self.seen[teacher] += 1
        self.taken.add(key)
        return {"lesson": key, "teacher": teacher, "observer": observer}

    def _free(self, key: str) -> list[str]:
        """Who could observe the lesson."""
        _, day, bell, teacher = self.lessons[key]
        return [
            observer
            for observer in sorted(self.load)
            if observer != teacher
            and (day, bell) not in self.busy[observer]
            and (observer, teacher) not in self.apart
        ]

    def _order(self, *words: str) -> int:
        """A number that nobody knew before the seed; the same on every machine."""
        return int(fingerprint("|".join((self.seed, *words))), 16)


if __name__ == "__main__":
    import sys
    from pathlib import Path

    text = Path(sys.argv[1]).read_text("utf-8").strip()
    mark = fingerprint(text)
    for pick in draw(json.loads(text), seed_of(mark, sys.argv[2])):
        sys.stdout.write(f"{json.dumps(pick, ensure_ascii=False, sort_keys=True)}\n")
    sys.stdout.write(f"fingerprint {mark}\n")
