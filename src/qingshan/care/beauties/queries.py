"""Tasks of a class, which of them a family confirmed, and which of the four beauties they were."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, Max

from qingshan.care.models import TaskAtHome
from qingshan.kit.words import tr
from qingshan.outcomes.models import Honour
from qingshan.people.models import Student
from qingshan.records.kinds import all_kinds
from qingshan.records.models import Record

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from qingshan.school.models import SchoolClass

KIND = "four_beauties_task"
TITLE = tr("“四美”小主人")
OPEN = timedelta(days=30)
"""So long after it was set a family may say that it is done."""


@dataclass(frozen=True, slots=True)
class Task:
    """A task at home; `done` children did it, by their families' word."""

    pk: int
    day: date
    title: str
    content: str
    parts: tuple[str, ...]
    done: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """A child: which beauties its family confirmed, what was said last, the honour it has."""

    child: Student
    beauties: tuple[str, ...]
    words: str
    honoured: bool


def with_tasks(
    classes: QuerySet[SchoolClass], since: date
) -> list[tuple[SchoolClass, int, date | None]]:
    """Classes with how many tasks were set since that day, and when the last. Two queries."""
    found = list(classes.order_by("grade_number", "code"))
    rows = Record.objects.filter(kind=KIND, date__gte=since, school_class__in=found).order_by()
    told = {
        key: (tasks, last)
        for key, tasks, last in rows.values_list("school_class").annotate(Count("pk"), Max("date"))
    }
    return [(one, *told.get(one.pk, (0, None))) for one in found]


def tasks_of(school_class: SchoolClass, since: date) -> list[Task]:
    """The latest first. Two queries."""
    rows = Record.objects.filter(kind=KIND, school_class=school_class, date__gte=since)
    told = list(rows.order_by("-date", "-pk").values("pk", "date", "title", "content", "parts"))
    said = TaskAtHome.objects.filter(task__in=[row["pk"] for row in told]).order_by()
    done = dict(said.values_list("task").annotate(Count("pk")))
    return [
        Task(
            row["pk"],
            row["date"],
            row["title"],
            row["content"],
            parts_in_words(row["parts"]),
            done.get(row["pk"], 0),
        )
        for row in told
    ]


def open_tasks(child: Student, today: date) -> list[tuple[Task, bool]]:
    """What a family can still confirm, and whether it did."""
    said = set(TaskAtHome.objects.filter(student=child).values_list("task", flat=True))
    return [(task, task.pk in said) for task in tasks_of(child.school_class, today - OPEN)]


def lines_of(school_class: SchoolClass, since: date) -> list[Line]:
    """Every child of the class by its number in the register. Three queries."""
    said: dict[int, list[TaskAtHome]] = {}
    rows = TaskAtHome.objects.filter(
        task__kind=KIND, task__date__gte=since, student__school_class=school_class
    )
    for one in rows.select_related("task").order_by("said_on", "pk"):
        said.setdefault(one.student_id, []).append(one)
    honoured = set(
        Honour.objects.filter(
            student__school_class=school_class, name=TITLE, date__gte=since
        ).values_list("student", flat=True)
    )
    return [
        Line(
            child,
            _beauties(said.get(child.pk, ())),
            next((one.words for one in reversed(said.get(child.pk, [])) if one.words), ""),
            child.pk in honoured,
        )
        for child in Student.objects.filter(school_class=school_class).order_by("number")
    ]


def parts_in_words(parts: str) -> tuple[str, ...]:
    kind = all_kinds().get(KIND)
    held = set(parts.split())
    return tuple(part.label for part in kind.parts if part.key in held) if kind else ()


def _beauties(said: Iterable[TaskAtHome]) -> tuple[str, ...]:
    return parts_in_words(" ".join(one.task.parts for one in said))
