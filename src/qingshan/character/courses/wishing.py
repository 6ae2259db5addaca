"""Wishes as they are written: by class with the numbers of the courses, at home from lists."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms

from qingshan.character.models import CourseRound
from qingshan.kit.words import tr
from qingshan.people.choices import is_key
from qingshan.people.models import Student

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qingshan.character.models import CourseSlot, Offering

MOST = CourseRound.MOST
PLACES = (tr("最想去"), tr("其次"), tr("再其次"))
APART = re.compile(r"[\s,，、;；./]+")


def concerns(child: Student, slot: CourseSlot) -> bool:
    """Whether the slot is for this child."""
    if not slot.first_grade <= child.school_class.grade_number <= slot.last_grade:
        return False
    if not slot.who:
        return True
    return (slot.who == slot.Who.BOARDING) == (child.boarding == Student.Boarding.BOARDING)


def open_to(child: Student, offerings: Sequence[Offering], slot: CourseSlot) -> list[Offering]:
    grade = child.school_class.grade_number
    return [
        one
        for one in offerings
        if one.slot_id == slot.pk and one.first_grade <= grade <= one.last_grade
    ]


@dataclass(frozen=True)
class Line:
    """A child on the page of its class, with a field for each slot that is for it."""

    child: Student
    fields: list[tuple[CourseSlot, forms.BoundField]]


class ClassWishForm(forms.Form):
    """One box a child and slot: the numbers of the courses, the best loved first.

    `numbers` holds which course had which number when the page was made, so that a course that is
    added meanwhile does not turn one wish into another.
    """

    numbers = forms.CharField(required=False, max_length=4000, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any = None,
        *,
        children: Sequence[Student],
        slots: Sequence[CourseSlot],
        offerings: Sequence[Offering],
        held: Mapping[tuple[int, int], Sequence[int]],
    ) -> None:
        standing = " ".join(f"{one.slot_id}-{one.pk}" for one in offerings)
        asked = (data or {}).get("numbers", "") or standing
        self.numbered = numbered(asked, offerings)
        number_of = {one.pk: n for (_, n), one in self.numbered.items() if one}
        super().__init__(data, initial={"numbers": standing})
        self.children, self.slots = children, slots
        self.boxes: dict[str, tuple[Student, CourseSlot]] = {}
        for child in children:
            for slot in slots:
                if not concerns(child, slot):
                    continue
                name = f"w{child.pk}_{slot.pk}"
                self.boxes[name] = (child, slot)
                wished = [
                    number_of[key] for key in held.get((child.pk, slot.pk), ()) if key in number_of
                ]
                self.fields[name] = forms.CharField(
                    label=f"{child.name} {slot.name}",
                    required=False,
                    max_length=40,
                    initial=" ".join(map(str, wished)),
                    widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
                )

    @property
    def lines(self) -> list[Line]:
        told: dict[int, Line] = {child.pk: Line(child, []) for child in self.children}
        for name, (child, slot) in self.boxes.items():
            told[child.pk].fields.append((slot, self[name]))
        return [line for line in told.values() if line.fields]

    @property
    def wishes(self) -> dict[tuple[int, int], list[int]]:
        """(child, slot) → offerings, of all that is written."""
        return {
            (child.pk, slot.pk): self.cleaned_data[name]
            for name, (child, slot) in self.boxes.items()
        }

    def clean(self) -> dict[str, Any]:
        for name, (child, slot) in self.boxes.items():
            words = self.cleaned_data.get(name, "")
            try:
                self.cleaned_data[name] = self._read(words, child, slot)
            except forms.ValidationError as slip:
                self.add_error(name, slip)
        return self.cleaned_data

    def _read(self, words: str, child: Student, slot: CourseSlot) -> list[int]:
        found: list[int] = []
        for word in filter(None, APART.split(words)):
            number = int(word) if word.isascii() and word.isdigit() and len(word) < 4 else 0
            one = self.numbered.get((slot.pk, number))
            if one is None:
                raise forms.ValidationError(
                    tr("“{word}”不是{slot}的课，请看上面的号。").format(word=word, slot=slot.name)
                )
            if not one.first_grade <= child.school_class.grade_number <= one.last_grade:
                raise forms.ValidationError(
                    tr("{word} 号{course}只收{grades}。").format(
                        word=word, course=one.course.name, grades=one.grades
                    )
                )
            if one.pk in found:
                raise forms.ValidationError(tr("{word} 写了两遍。").format(word=word))
            found.append(one.pk)
        if len(found) > MOST:
            raise forms.ValidationError(tr("最多写 {most} 个。").format(most=MOST))
        return found


def numbered(
    standing: str, offerings: Sequence[Offering]
) -> dict[tuple[int, int], Offering | None]:
    """(slot, number) → course, as the page told them: `7-31 7-32 8-40`. None: it is gone since."""
    by_key = {one.pk: one for one in offerings}
    told: dict[tuple[int, int], Offering | None] = {}
    counted: dict[int, int] = {}
    for word in standing.split():
        slot, _, key = word.partition("-")
        if not (is_key(slot) and is_key(key)):
            continue
        counted[int(slot)] = counted.get(int(slot), 0) + 1
        one = by_key.get(int(key))
        here = one is not None and one.slot_id == int(slot)
        told[int(slot), counted[int(slot)]] = one if here else None
    return told


class HomeWishForm(forms.Form):
    """One child's wishes at home: for each slot a first, a second and a third from a list."""

    def __init__(
        self,
        data: Any = None,
        *,
        child: Student,
        slots: Sequence[CourseSlot],
        offerings: Sequence[Offering],
        held: Mapping[tuple[int, int], Sequence[int]],
    ) -> None:
        super().__init__(data)
        self.child = child
        self.slots = [slot for slot in slots if concerns(child, slot)]
        for slot in self.slots:
            own = open_to(child, offerings, slot)
            choices = [("", tr("不选")), *((str(one.pk), one.course.name) for one in own)]
            wished = held.get((child.pk, slot.pk), ())
            for n, place in enumerate(PLACES):
                self.fields[f"s{slot.pk}_{n}"] = forms.ChoiceField(
                    label=place,
                    choices=choices,
                    required=False,
                    initial=str(wished[n]) if n < len(wished) else "",
                    error_messages={"invalid_choice": tr("请从列表里选一门。")},
                )

    @property
    def groups(self) -> list[tuple[CourseSlot, list[forms.BoundField]]]:
        return [
            (slot, [self[f"s{slot.pk}_{n}"] for n in range(len(PLACES))]) for slot in self.slots
        ]

    def clean(self) -> dict[str, Any]:
        for slot in self.slots:
            seen: set[str] = set()
            for n in range(len(PLACES)):
                name = f"s{slot.pk}_{n}"
                said = self.cleaned_data.get(name, "")
                if said and said in seen:
                    self.add_error(name, tr("这门课前面选过了，换一门或者不选。"))
                seen.add(said)
        return self.cleaned_data

    @property
    def wishes(self) -> dict[tuple[int, int], list[int]]:
        told = {}
        for slot in self.slots:
            said = [self.cleaned_data.get(f"s{slot.pk}_{n}", "") for n in range(len(PLACES))]
            told[self.child.pk, slot.pk] = [int(key) for key in said if key]
        return told
