"""Setting up courses: slots, offerings, the day up to which wishes are taken."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django import forms

from qingshan.character.fives import five_of
from qingshan.character.models import Course, CourseSlot, Offering
from qingshan.character.models.offerings import WEEK
from qingshan.kit.cells import Text, Whole
from qingshan.kit.words import tr
from qingshan.people.cell_fields import CellField, DayField, PickField
from qingshan.people.choices import PersonField
from qingshan.people.models import Student
from qingshan.people.visibility import staff_visible_to
from qingshan.school.calendar import DIGITS
from qingshan.school.grades import grade_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from django.db.models import QuerySet

    from qingshan.school.membership import Member
    from qingshan.school.models import Term

GRADES = [(n, tr("{digits}年级").format(digits=DIGITS[n])) for n in range(1, 10)]
MOST_SEATS = 999
DEFAULT_SEATS = 30
BETWEEN = re.compile(r"[-—–~～至到]")


class ClockField(forms.TimeField):
    """A time of the day; a browser offers a clock."""

    def __init__(self, label: str) -> None:
        super().__init__(
            label=label,
            widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            error_messages={
                "required": tr("请写几点，比如 15:40。"),
                "invalid": tr("请写几点，比如 15:40。"),
            },
        )


class SlotForm(forms.Form):
    """When the courses of a slot meet, and whom it is for."""

    name = CellField(
        Text(20),
        label=tr("叫什么"),
        missing=tr("请写个名字，比如“周三下午”。"),
        widget=forms.TextInput,
    )
    weekdays = forms.MultipleChoiceField(
        label=tr("星期几"),
        choices=[(str(n), tr("周{day}").format(day=day)) for n, day in enumerate(WEEK, start=1)],
        widget=forms.CheckboxSelectMultiple,
        error_messages=dict.fromkeys(("required", "invalid_choice"), tr("请勾上星期几。")),
    )

    def __init__(self, data: Any = None, *, slot: CourseSlot) -> None:
        held: dict[str, Any] = {
            name: getattr(slot, name) for name in ("who", "first_grade", "last_grade")
        }
        if slot.pk:
            told = {name: getattr(slot, name) for name in ("name", "starts_at", "ends_at")}
            held |= told | {"weekdays": slot.weekdays.split()}
        super().__init__(data, initial=held)
        self.slot = slot
        self.fields["starts_at"] = ClockField(tr("几点开始"))
        self.fields["ends_at"] = ClockField(tr("几点结束"))
        self.fields["who"] = forms.ChoiceField(
            label=tr("谁上"),
            choices=CourseSlot.Who.choices,
            required=False,
            widget=forms.RadioSelect,
            help_text=tr("晚上的课走读的孩子已经回家，就选“只有住校的孩子”。"),
        )

        self.fields |= grade_fields()

    def clean(self) -> dict[str, Any]:
        first, last = self.cleaned_data.get("starts_at"), self.cleaned_data.get("ends_at")
        if first and last and last <= first:
            self.add_error("ends_at", tr("结束要晚于开始。"))
        return mind_grades(self)

    def filled(self) -> CourseSlot:
        """The slot as it was written; not saved."""
        told = self.cleaned_data
        self.slot.weekdays = " ".join(sorted(told["weekdays"]))
        for name in ("name", "starts_at", "ends_at", "who", "first_grade", "last_grade"):
            setattr(self.slot, name, told[name])
        return self.slot


class OfferingForm(forms.Form):
    """A course in a slot: who, where, how many, for whom."""

    def __init__(
        self, data: Any = None, *, member: Member, offering: Offering, slots: Sequence[CourseSlot]
    ) -> None:
        super().__init__(data, initial=_as_it_is(offering))
        self.offering, self.slots = offering, {str(slot.pk): slot for slot in slots}
        self.courses = {str(c.pk): c for c in Course.objects.filter(school=member.school)}
        names = [(pk, f"{c.name} · {c.category}") for pk, c in self.courses.items()]
        self.fields["course"] = PickField(names, label=tr("哪门课"), missing=tr("请选一门课。"))
        self.fields["slot"] = PickField(
            [
                (pk, tr("{slot}（{slot2}）").format(slot=slot.name, slot2=slot.words))
                for pk, slot in self.slots.items()
            ],
            label=tr("时段"),
            missing=tr("请选一个时段。"),
        )
        self.fields["teacher"] = PersonField(
            staff_visible_to(member),
            about="subject__name",
            who=tr("位老师"),
            label=tr("谁教"),
            required=False,
        )
        self.fields["room"] = CellField(Text(30), label=tr("在哪里"), widget=forms.TextInput)
        self.fields["capacity"] = CellField(
            Whole(),
            label=tr("几个名额"),
            missing=tr("请写最多收几个孩子。"),
            widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        )
        self.fields |= grade_fields()
        self.fields["materials"] = CellField(
            Text(100), label=tr("孩子要带什么"), widget=forms.TextInput
        )
        self.fields["five"] = PickField(
            Offering.FIVES, label=tr("属于五成教育的哪一项"), missing=tr("请选一项。")
        )

    def clean_capacity(self) -> int:
        seats: int = self.cleaned_data["capacity"]
        if not 1 <= seats <= MOST_SEATS:
            raise forms.ValidationError(
                tr("请写 1 到 {most_seats} 之间的数。").format(most_seats=MOST_SEATS)
            )
        return seats

    def clean(self) -> dict[str, Any]:
        return mind_grades(self)

    def filled(self) -> Offering:
        told = self.cleaned_data
        self.offering.course = self.courses[told["course"]]
        self.offering.slot = self.slots[told["slot"]]
        for name in (
            "teacher",
            "room",
            "capacity",
            "first_grade",
            "last_grade",
            "materials",
            "five",
        ):
            setattr(self.offering, name, told[name])
        return self.offering


class RoundForm(forms.Form):
    """Up to which day wishes are taken."""

    def __init__(self, data: Any = None, *, until: date | None, term: Term) -> None:
        super().__init__(data, initial={"wishes_until": until})
        self.term = term
        self.fields["wishes_until"] = DayField(
            label=tr("志愿收到哪天"), missing=tr("请写收到哪天。")
        )

    def clean_wishes_until(self) -> date:
        day: date = self.cleaned_data["wishes_until"]
        if day > self.term.ends_on:
            raise forms.ValidationError(
                tr("请写 {ends_on} 以前的一天。").format(ends_on=self.term.ends_on)
            )
        return day


class SiblingsForm(forms.Form):
    """Two children who go together."""

    def __init__(self, data: Any = None, *, children: QuerySet[Student]) -> None:
        super().__init__(data)
        for name, label in (("first", tr("一个孩子")), ("second", tr("兄弟姐妹"))):
            self.fields[name] = PersonField(
                children, about="school_class__name", who=tr("个孩子"), label=label
            )

    def clean(self) -> dict[str, Any]:
        told = self.cleaned_data
        if "first" in told and told.get("first") == told.get("second"):
            self.add_error("second", tr("这是同一个孩子，请写另一个。"))
        return told


class PlaceForm(forms.Form):
    """The course a person chooses for a child."""

    def __init__(self, data: Any = None, *, offerings: Iterable[Offering], now: int | None) -> None:
        super().__init__(data, initial={"offering": now})
        self.offerings = {str(one.pk): one for one in offerings}
        self.fields["offering"] = PickField(
            [
                (
                    pk,
                    tr("{course} · {grades} · {capacity} 个名额").format(
                        course=one.course.name, grades=one.grades, capacity=one.capacity
                    ),
                )
                for pk, one in self.offerings.items()
            ],
            label=tr("去哪一门"),
            missing=tr("请选一门课。"),
        )


def grade_fields() -> dict[str, forms.Field]:
    return {
        "first_grade": PickField(GRADES, label=tr("从几年级"), missing=tr("请选年级。")),
        "last_grade": PickField(GRADES, label=tr("到几年级"), missing=tr("请选年级。")),
    }


def mind_grades(form: forms.Form) -> dict[str, Any]:
    """What was written, with the grades as numbers, in their order."""
    told = form.cleaned_data
    for name in ("first_grade", "last_grade"):
        if name in told:
            told[name] = int(told[name])
    if told.get("last_grade", 9) < told.get("first_grade", 1):
        form.add_error("last_grade", tr("低的年级写在前面。"))
    return told


def grades_from(words: str) -> tuple[int, int]:
    """`三年级-八年级` is (3, 8); every grade where the words name none."""
    numbers = [n for part in BETWEEN.split(words) if 0 < (n := grade_number(part)) <= 9]
    return (min(numbers), max(numbers)) if numbers else (1, 9)


def begun_from(course: Course, term: Term) -> Offering:
    """A new offering with what the catalogue knows of the course."""
    first, last = grades_from(course.grades)
    return Offering(
        school_id=term.school_id,
        term=term,
        course=course,
        teacher=course.teacher,
        capacity=course.capacity or DEFAULT_SEATS,
        first_grade=first,
        last_grade=last,
        five=five_of(course.name, course.category),
    )


def _as_it_is(offering: Offering) -> dict[str, Any]:
    names = ("room", "capacity", "first_grade", "last_grade", "materials", "five")
    held = {name: getattr(offering, name) for name in names}
    keys = {name: getattr(offering, f"{name}_id") for name in ("course", "slot", "teacher")}
    return held | keys
