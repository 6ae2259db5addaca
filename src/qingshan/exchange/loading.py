"""Loads a workbook into a school: read, check, compare, and write all of it or nothing.

A dry run and a load are one path; the first only stops before anything is written.
"""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import transaction

from qingshan.access.audit import note
from qingshan.exchange.applying import Keys, apply
from qingshan.exchange.checking import Checked, check_sheet
from qingshan.exchange.comparing import compare
from qingshan.exchange.problems import OTHER_SCHOOL, Problem, Unreadable, errors_in
from qingshan.exchange.reading import Book, read_book
from qingshan.exchange.references import check_references
from qingshan.exchange.registry import all_sheets
from qingshan.exchange.school_sheet import (
    CODE,
    CONTENT,
    TITLE,
    SchoolFacts,
    held_items,
    read_school,
    write_school,
)
from qingshan.kit.faults import MISSING_SHEET
from qingshan.kit.statistics import refresh_statistics
from qingshan.kit.words import tr
from qingshan.programmes.services import lay_periods
from qingshan.school.models import School
from qingshan.school.sheets import CALENDAR

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from qingshan.access.models import Account
    from qingshan.exchange.comparing import Difference

    Tell = Callable[[str, int, int], None]

SHAPES_THE_CALENDAR = (TITLE, CALENDAR.title)
MANY = 1000  # rows; fewer do not change what a planner should do


@dataclass
class Count:
    """Rows of a sheet: made, changed, and found as they are."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0


@dataclass
class Outcome:
    """What a load or a dry run found; with errors nothing is counted and nothing was written."""

    school: School | None = None
    counts: dict[str, Count] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        return not errors_in(self.problems)

    @property
    def written(self) -> int:
        """Rows made or changed."""
        return sum(count.created + count.updated for count in self.counts.values())

    def as_json(self) -> dict[str, Any]:
        counts = {title: asdict(count) for title, count in self.counts.items()}
        return {
            "ok": self.ok,
            **{
                name: {title: count[name] for title, count in counts.items()}
                for name in ("created", "updated", "unchanged")
            },
            "problems": [problem.as_json() for problem in self.problems],
        }


def silent(stage: str, done: int, total: int) -> None:
    """Tells nobody how far a load is."""


def load(
    path: Path,
    *,
    actor: Account | None = None,
    school: School | None = None,
    only_new: bool = False,
    dry_run: bool = False,
    tell: Tell = silent,
    within: Callable[[Outcome], None] | None = None,
) -> Outcome:
    """Loads the workbook at `path`.

    `school`: the only school that may be meant; without it the workbook says which, and a new one
    is made. `only_new`: it must be a new one. `tell` hears of each stage: its words, the rows
    done, and all rows (0: not known yet). `within` is called in the load's own transaction, after
    all is written. An unreadable file is an outcome with one problem of the code `unreadable`.
    """
    tell(tr("打开文件"), 0, 0)
    try:
        book = read_book(path)
    except Unreadable as unreadable:
        return Outcome(problems=[unreadable.problem()])
    with nullcontext() if dry_run else transaction.atomic():
        outcome = _Load(book, school, tell, only_new=only_new, writes=not dry_run).run()
        if not dry_run and outcome.ok:
            _note(outcome, actor)
            if within is not None:
                within(outcome)
    if not dry_run and outcome.ok and outcome.written >= MANY:
        refresh_statistics()
    return outcome


class _Load:
    """One run over a book; holds what its steps share."""

    def __init__(
        self, book: Book, school: School | None, tell: Tell, *, only_new: bool, writes: bool
    ) -> None:
        self.book = book
        self.expected = school
        self.only_new = only_new
        self.tell = tell
        self.writes = writes
        self.done = 0
        rows = sum(len(grid.rows) for grid in book.grids.values())
        self.total = rows * (3 if writes else 2)
        self.outcome = Outcome(problems=list(book.problems))

    def run(self) -> Outcome:
        facts = self._school()
        if self.writes and self.outcome.school:  # one load of a school at a time
            School.objects.select_for_update().get(pk=self.outcome.school.pk)
        checked = {
            title: self._check(title)
            for title in all_sheets()
            if title in self.book.grids and title != TITLE
        }
        school_id = self.outcome.school.pk if self.outcome.school else None
        check_references(checked, school_id)
        for sheet in checked.values():
            self.outcome.problems += sheet.problems
        self.outcome.problems = in_order(self.outcome.problems)
        if self.outcome.ok:
            self._carry_out(facts, checked, school_id)
        return self.outcome

    def _school(self) -> SchoolFacts | None:
        grid = self.book.grids.get(TITLE)
        facts = read_school(grid) if grid is not None and grid.rows else None
        if facts is None:
            self.outcome.school = self.expected or (None if self.only_new else only_school())
            if self.outcome.school is None:
                self.outcome.problems.append(_no_school())
            return None
        self.outcome.problems += facts.problems
        self.outcome.school = School.objects.filter(code=facts.code).first()
        if facts.code and not self._may_be_meant(facts.code):
            self.outcome.problems.append(_other_school(facts, self.expected))
        return facts

    def _may_be_meant(self, code: str) -> bool:
        if self.only_new:
            return self.outcome.school is None
        return self.expected is None or self.expected.code == code

    def _check(self, title: str) -> Checked:
        self.tell(tr("核对“{title}”").format(title=title), self.done, self.total)
        checked = check_sheet(self.book.grids[title])
        self.done += checked.size
        return checked

    def _carry_out(
        self, facts: SchoolFacts | None, checked: dict[str, Checked], school_id: int | None
    ) -> None:
        if facts is not None:
            self.outcome.counts[TITLE] = _count_items(facts, self.outcome.school)
            if self.writes:
                self.outcome.school = write_school(facts, self.outcome.school)
        keys = Keys(self.outcome.school.pk) if self.writes and self.outcome.school else None
        for title, sheet in checked.items():
            self.tell(tr("比较“{title}”").format(title=title), self.done, self.total)
            difference = compare(sheet, school_id)
            self.done += sheet.size
            self.outcome.counts[title] = _count(difference)
            if keys is not None:
                self.tell(tr("写入“{title}”").format(title=title), self.done, self.total)
                apply(difference, keys)
                self._call_the_roll(sheet)
                self.done += sheet.size
        if self.writes:
            self._keep_fresh()
        self.tell(tr("完成"), self.total, self.total)

    def _call_the_roll(self, checked: Checked) -> None:
        roll, school = checked.sheet.roll, self.outcome.school
        if roll is not None and school is not None and checked.size:
            keys = checked.keys()
            roll.mark(school.pk, {key for (key,) in keys})

    def _keep_fresh(self) -> None:
        """What is laid out from the calendar follows it."""
        touched = [self.outcome.counts.get(title, Count()) for title in SHAPES_THE_CALENDAR]
        if self.outcome.school and any(count.created or count.updated for count in touched):
            self.tell(tr("排好各个周期"), self.done, self.total)
            lay_periods(self.outcome.school)


def only_school() -> School | None:
    """The school of an installation that has just one."""
    found = list(School.objects.order_by("pk")[:2])
    return found[0] if len(found) == 1 else None


def in_order(problems: list[Problem]) -> list[Problem]:
    """By sheet, row and column, as they stand in the workbook."""
    sheets = all_sheets()
    places = {
        (title, column.title): (at, place)
        for at, (title, sheet) in enumerate(sheets.items(), start=1)
        for place, column in enumerate(sheet.columns)
    }
    titles = {title: at for at, title in enumerate(sheets, start=1)}

    def place(problem: Problem) -> tuple[int, int, int]:
        _, column = places.get((problem.sheet, problem.column), (0, 99))
        return titles.get(problem.sheet, 0), problem.row, column

    return sorted(problems, key=place)


def _count(difference: Difference) -> Count:
    return Count(len(difference.created), len(difference.changes), difference.unchanged)


def _count_items(facts: SchoolFacts, school: School | None) -> Count:
    held = held_items(school) if school else {}
    count = Count(unchanged=facts.blank)
    for place, value in facts.items.items():
        if place not in held:
            count.created += 1
        elif held[place] != value:
            count.updated += 1
        else:
            count.unchanged += 1
    return count


def _no_school() -> Problem:
    message = tr("不知道是哪所学校：请加上“学校”表，写明学校名称、学校标识码和学年。")
    return Problem(TITLE, 0, "", MISSING_SHEET, message)


def _other_school(facts: SchoolFacts, expected: School | None) -> Problem:
    row = facts.rows.get(("", CODE), facts.header)
    if expected is None:
        message = tr(
            "学校标识码 {code} 的学校已经在这里了。请它的管理员来载入，或者请管理员给您开通职责。"
        ).format(code=facts.code)
    else:
        message = tr(
            "这本工作簿是别的学校的（学校标识码 {code}），您现在在{expected}"
            "（{code2}）。请换成本校的工作簿，或者改正学校标识码。"
        ).format(code=facts.code, expected=expected.name, code2=expected.code)
    return Problem(TITLE, row, CONTENT, OTHER_SCHOOL, message, value=facts.code)


def _note(outcome: Outcome, actor: Account | None) -> None:
    if outcome.school is None:
        return
    counts = outcome.counts.values()
    note(
        actor=actor,
        deed="load_workbook",
        subject=outcome.school,
        school_id=outcome.school.pk,
        created=sum(count.created for count in counts),
        updated=sum(count.updated for count in counts),
    )
