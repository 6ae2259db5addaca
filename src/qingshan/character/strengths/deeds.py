"""What a child has done, by the five (五成教育): only what was done, in no order of worth."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from qingshan.character.courses.visibility import course_records_visible_to
from qingshan.character.fives import five_of
from qingshan.character.models import (
    ClassRole,
    CourseRecord,
    FestivalEntry,
    Placement,
    Theme,
    ThemeChild,
)
from qingshan.kit.words import tr
from qingshan.outcomes.models import Honour, Level
from qingshan.records.kinds import FIVES
from qingshan.records.models import Record

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from qingshan.people.models import Student
    from qingshan.school.membership import Member

DROP, THEMES_ARE = "moral_drop", tr("文明")  # as the kind of a session of a theme has it


@dataclass(frozen=True, slots=True)
class Deed:
    """Something a child did or was given: `sort` is 课程, 岗位, 活动, 荣誉 or 作品."""

    day: date
    sort: str
    words: str
    five: str
    href: str = ""


@dataclass(frozen=True)
class Side:
    """One of the five, its wording, and what the child did there, the latest first."""

    five: str
    words: str
    deeds: list[Deed]


def sides_of(member: Member, student: Student) -> list[Side]:
    """For a child the person may open (`students_visible_to`). Seven queries."""
    deeds = sorted(_deeds(member, student), key=lambda deed: deed.day, reverse=True)
    return [
        Side(five, words, [deed for deed in deeds if deed.five == five])
        for five, words in FIVES.items()
    ]


def drops_heard(student: Student, since: date) -> int:
    """How many drops (大德育小水滴) the child's class has had since a day."""
    heard = Record.objects.filter(kind=DROP, school_class=student.school_class_id)
    return heard.filter(date__gte=since).count()


def _deeds(member: Member, student: Student) -> Iterator[Deed]:
    places = Placement.objects.filter(
        student=student, state=Placement.State.ADOPTED, offering__isnull=False
    )
    fields = ("offering", "offering__course__name", "offering__five", "offering__term__starts_on")
    for pk, name, five, day in places.values_list(*fields):
        yield Deed(day, tr("课程"), name, five, reverse("character:offering", args=[pk]))
    for role in ClassRole.objects.filter(student=student):
        until = tr("，做到 {until}").format(until=role.until) if role.until else ""
        yield Deed(role.since, tr("岗位"), f"{role.name}{until}", role.five)
    honours = Honour.objects.filter(student=student)
    for name, level, category, day in honours.values_list("name", "level", "category", "date"):
        yield Deed(
            day,
            tr("荣誉"),
            tr("{name}（{level}）").format(name=name, level=Level(level).label),
            five_of(category, name),
        )
    yield from _took_part(student)
    pieces = course_records_visible_to(member).filter(
        student=student, kind=CourseRecord.Kind.SHOWING
    )
    fields = ("record__date", "record__title", "offering__five", "offering")
    for day, title, five, pk in pieces.values_list(*fields):
        yield Deed(day, tr("作品"), title, five, reverse("character:offering", args=[pk]))


def _took_part(student: Student) -> Iterator[Deed]:
    """Themes and festivals; what became an honour is told as one. Two queries."""
    themes = ThemeChild.objects.filter(student=student)
    fields = ("session__record__date", "session__plan__title", "session__plan__theme")
    for day, title, theme in themes.values_list(*fields):
        yield Deed(
            day,
            tr("活动"),
            tr("{title}（{theme}）").format(title=title, theme=Theme(theme).label),
            THEMES_ARE,
        )
    entries = FestivalEntry.objects.filter(student=student, honour__isnull=True)
    came = entries.exclude(result__in=("", FestivalEntry.Result.ABSENT))
    fields = ("item__date", "item__festival__starts_on", "item__festival__title")
    for day, starts, festival, item, five in came.values_list(
        *fields, "item__title", "item__festival__five"
    ):
        yield Deed(
            day or starts,
            tr("活动"),
            tr("{festival}：{item}").format(festival=festival, item=item),
            five,
        )
