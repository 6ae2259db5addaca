"""Whom a lesson of a file is for, in the school's own classes and parts of them.

A name is a class; or a set of a file that says what its sets are made of, and then what of it
lies in each class is the whole class or a part; or a class's name with a part's behind it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qingshan.school.models import SchoolClass
from qingshan.timetable.importing.found import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from qingshan.school.models import School
    from qingshan.timetable.importing.found import Entry, Found, Pupils

LONGEST = 50
BETWEEN = " -_·/:：,，、.()（）"


@dataclass(frozen=True, slots=True)
class Sitting:
    """A class, or a part of it: `atoms` are the smallest sets that the file makes it of.

    `is_guessed`: that it is a part of this class follows from its name alone.
    """

    school_class: SchoolClass
    part: str = ""
    division: str = ""
    atoms: frozenset[str] = frozenset()
    is_guessed: bool = False


class ClassNames:
    """The school's classes under every name that a file may have for them. One query."""

    def __init__(self, school: School, found: Found) -> None:
        self._classes: dict[str, list[SchoolClass]] = defaultdict(list)
        for each in SchoolClass.objects.filter(school=school):
            for name in {_key(each.name), _key(each.code)}:
                self._classes[name].append(each)
        self._sets = found.sets
        self._of_class = {
            one: atoms
            for name, atoms in found.sets.items()
            if len(classes := self.named(name)) == 1
            for one in classes
        }
        self._divisions = self._all_divisions(found.entries)

    def named(self, name: str) -> list[SchoolClass]:
        """Those of just this name: none, one, or several that share it."""
        return self._classes.get(_key(name), [])

    def sitting(self, told: Pupils) -> list[Sitting]:
        """The classes and parts of classes it is; none where the school does not know the name."""
        classes = self.named(told.name)
        if len(classes) == 1:
            return [Sitting(classes[0], told.part[:LONGEST], told.division[:LONGEST])]
        if classes:
            return []
        if told.name in self._sets:
            return self._in_classes(told.name)
        return self._behind_a_class(told.name)

    def _in_classes(self, name: str) -> list[Sitting]:
        atoms, left = self._sets[name], set(self._sets[name])
        found = []
        for school_class, own in self._of_class.items():
            shared = atoms & own
            left -= shared
            if shared == own:
                found.append(Sitting(school_class))
            elif shared:
                part = _part_words(name, school_class)
                division = self._divisions.get((school_class.pk, name), "")
                found.append(Sitting(school_class, part, division, shared))
        return [] if left else found

    def _behind_a_class(self, name: str) -> list[Sitting]:
        """三(1)班 男生, where the file does not say that it is a part of 三(1)班."""
        words = plain(name)
        for at in range(len(words) - 1, 0, -1):
            classes = self.named(words[:at])
            part = words[at:].strip(BETWEEN)
            if len(classes) == 1 and part and not part[0].isdigit():
                return [Sitting(classes[0], part[:LONGEST], is_guessed=True)]
        return []

    def _all_divisions(self, entries: Iterable[Entry]) -> Mapping[tuple[int, str], str]:
        """(class, name) → its division: parts that share no child, all with each other."""
        used = {told.name for entry in entries for told in entry.classes if told.name in self._sets}
        found: dict[tuple[int, str], str] = {}
        for school_class, own in self._of_class.items():
            parts = {
                name: shared
                for name in sorted(used)
                if (shared := self._sets[name] & own) and shared != own
            }
            for division in _apart(parts):
                words = "/".join(_part_words(name, school_class) for name in division)
                found |= {(school_class.pk, name): words[:LONGEST] for name in division}
        return found


def as_wide(entries: Iterable[Sitting]) -> list[Sitting]:
    """Without a part whose whole class is there as well, and each once."""
    told = list(dict.fromkeys(entries))
    whole = {one.school_class.pk for one in told if not one.part}
    return [one for one in told if not one.part or one.school_class.pk not in whole]


def _apart(parts: Mapping[str, frozenset[str]]) -> list[list[str]]:
    """The parts in as many heaps as needed, so that within a heap none shares a child."""
    heaps: list[list[str]] = []
    for name, atoms in sorted(parts.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        fits = (heap for heap in heaps if all(not atoms & parts[other] for other in heap))
        heap = next(fits, None)
        if heap is None:
            heaps.append([name])
        else:
            heap.append(name)
    return heaps


def _part_words(name: str, school_class: SchoolClass) -> str:
    """三(1)班 男生 is 男生 in 三(1)班."""
    for known in (school_class.name, school_class.code):
        for at in range(len(name) - 1, 0, -1):
            if _key(name[:at]) == _key(known) and (part := name[at:].strip(BETWEEN)):
                return part[:LONGEST]
    return name[:LONGEST]


def _key(name: str) -> str:
    """三年级(1)班, 三年级（1）班 and 三(1)班 are the same class."""
    return plain(name).replace(" ", "").replace("年级", "").lower()
