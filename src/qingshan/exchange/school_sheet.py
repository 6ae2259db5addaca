"""The sheet 学校: a list of items. It says which school a workbook is of, and its years and terms.

A workbook may hold several school years: a further row 学年 begins the next one, and the terms
below belong to it.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from qingshan.exchange.checking import read_cells
from qingshan.exchange.problems import UNKNOWN_COLUMN, Problem
from qingshan.exchange.reading import is_blank
from qingshan.exchange.unread import Unread
from qingshan.kit.cells import Day, Kind, Number, Text, plain_width
from qingshan.kit.choices import in_order
from qingshan.kit.faults import (
    BAD_DATE,
    DUPLICATE_KEY,
    MISSING_REQUIRED,
    OUT_OF_RANGE,
    Fault,
    quoted,
    shown,
)
from qingshan.school.models import School, SchoolYear, Term

if TYPE_CHECKING:
    from qingshan.exchange.reading import Grid

TITLE = "学校"
ITEM, CONTENT = "项目", "内容"
NAME, CODE, YEAR = "学校名称", "学校标识码", "学年"
REQUIRED = (NAME, CODE, YEAR)
_TERM_ITEM = re.compile(r"学期(\d{1,2})(名称|开始|结束)")
_YEAR_NAME = re.compile(r"(\d{4})[-—–~/至](\d{4})(?:学年度?)?")

Items = dict[tuple[str, str], Any]
"""(school year, item) → value; the school's own items stand under the year ""."""


class YearName(Kind):
    hint = "学年，如 2020-2021"

    def read(self, raw: Any) -> str:
        found = _YEAR_NAME.fullmatch(plain_width(raw).replace(" ", ""))
        if not found:
            raise Fault(BAD_DATE, f"{quoted(raw)}不是学年，请写成 2020-2021 这样。")
        first, second = int(found[1]), int(found[2])
        if second != first + 1:
            raise Fault(OUT_OF_RANGE, f"学年{quoted(raw)}的两个年份应当相连，如 2020-2021。")
        return f"{first}-{second}"


@dataclass
class SchoolFacts:
    """What the sheet says. `items` are the values found; `rows` the row of each."""

    items: Items = field(default_factory=dict)
    rows: dict[tuple[str, str], int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    header: int = 1
    blank: int = 0

    @property
    def code(self) -> str:
        return str(self.items.get(("", CODE), ""))

    @property
    def name(self) -> str:
        return str(self.items.get(("", NAME), ""))

    @property
    def years(self) -> list[str]:
        return [value for (_, item), value in self.items.items() if item == YEAR]

    def tell(self, row: int, fault: Fault, raw: Any = "", column: str = CONTENT) -> None:
        value = "" if isinstance(raw, Unread) else shown(raw)[:200]
        self.problems.append(Problem(TITLE, row, column, fault.code, fault.sentence, value=value))


def read_school(grid: Grid) -> SchoolFacts:
    facts = SchoolFacts(header=grid.header)
    if not {ITEM, CONTENT} <= set(grid.cells):
        return facts  # the missing column is told already
    year, seen = "", set()
    for row, raw_item, raw in zip(grid.rows, grid.cells[ITEM], grid.cells[CONTENT], strict=True):
        item = plain_width(raw_item).strip("★*")
        if is_blank(item) or isinstance(raw_item, Unread):
            facts.tell(row, Fault(MISSING_REQUIRED, "“项目”没有填，请写上是哪一项。"), column=ITEM)
            continue
        kind = _kind_of(item)
        if kind is None:
            facts.problems.append(_unknown_item(row, item))
            continue
        value = _read(facts, row, item, kind, raw)
        if item == YEAR and value:
            year = value
        place = ("" if item in {NAME, CODE} else year, item)
        if place in seen:
            fault = Fault(DUPLICATE_KEY, f"“{item}”写了两次，请删去一行。")
            facts.tell(row, fault, column=ITEM)
            continue
        seen.add(place)
        facts.rows[place] = row
        if value == kind.empty:
            facts.blank += 1
        else:
            facts.items[place] = value
    _under_the_first_year(facts)
    _find_missing(facts)
    _check_terms(facts)
    return facts


def _kind_of(item: str) -> Kind | None:
    term = _TERM_ITEM.fullmatch(item)
    if term:
        return Text(50) if term[2] == "名称" else Day()
    return {NAME: Text(100), CODE: Number(20), YEAR: YearName()}.get(item)


def _unknown_item(row: int, item: str) -> Problem:
    message = f"“{item}”这一项用不上，已读过去。"
    return Problem(TITLE, row, ITEM, UNKNOWN_COLUMN, message, "notice")


def _read(facts: SchoolFacts, row: int, item: str, kind: Kind, raw: Any) -> Any:
    values, faults = read_cells(kind, {raw})
    if raw in faults:
        facts.tell(row, faults[raw], raw)
    elif item in REQUIRED and values[raw] == kind.empty:
        facts.tell(row, Fault(MISSING_REQUIRED, f"“{item}”没有填，这一项必须填。"), raw)
    return values[raw]


def _under_the_first_year(facts: SchoolFacts) -> None:
    """Terms written above the first row 学年 belong to it."""
    years = facts.years
    first = years[0] if years else ""
    for listed in (facts.items, facts.rows):
        for year, item in list(listed):
            if year == "" and _TERM_ITEM.fullmatch(item) and first:
                value = listed.pop((year, item))
                listed.setdefault((first, item), value)


def _find_missing(facts: SchoolFacts) -> None:
    told = {item for _, item in facts.rows}
    for item in REQUIRED:
        if item not in told:
            fault = Fault(MISSING_REQUIRED, f"缺少“{item}”这一行，请加上：项目写“{item}”。")
            facts.tell(facts.header, fault)


@dataclass(frozen=True)
class TermFacts:
    number: int
    name: str
    starts_on: dt.date | None
    ends_on: dt.date | None


def terms_of(facts: SchoolFacts, year: str) -> list[TermFacts]:
    """The terms of a year that have any item with a value, by number."""
    parts: dict[int, dict[str, Any]] = {}
    for (of, item), value in facts.items.items():
        term = _TERM_ITEM.fullmatch(item)
        if of == year and term:
            parts.setdefault(int(term[1]), {})[term[2]] = value
    return [
        TermFacts(
            number,
            part.get("名称", ""),
            part.get("开始"),
            part.get("结束"),
        )
        for number, part in sorted(parts.items())
    ]


def _check_terms(facts: SchoolFacts) -> None:
    bad_rows = {problem.row for problem in facts.problems}
    for year in facts.years or [""]:
        for term in terms_of(facts, year):
            _check_term(facts, year, term, bad_rows)


def _check_term(facts: SchoolFacts, year: str, term: TermFacts, bad_rows: set[int]) -> None:
    rows = {
        part: facts.rows.get((year, f"学期{term.number}{part}"))
        for part in ("名称", "开始", "结束")
    }
    if bad_rows & {row for row in rows.values() if row}:
        return
    for part, day in (("开始", term.starts_on), ("结束", term.ends_on)):
        if day is None:
            item = f"学期{term.number}{part}"
            row = rows[part] or next(row for row in rows.values() if row)
            facts.tell(row, Fault(MISSING_REQUIRED, f"缺少“{item}”，请写上这一天。"))
            return
    fault = in_order(f"学期{term.number}结束", f"学期{term.number}开始")(
        term.ends_on, term.starts_on
    )
    if fault is not None:
        facts.tell(rows["结束"] or facts.header, fault, term.ends_on)


def held_items(school: School) -> Items:
    """What the school has, in the form of the sheet, the earliest year first."""
    items: Items = {("", NAME): school.name, ("", CODE): school.code}
    years = SchoolYear.objects.filter(school=school).order_by("name")
    for year in years.prefetch_related("terms"):
        items[year.name, YEAR] = year.name
        for term in sorted(year.terms.all(), key=lambda term: term.number):
            items[year.name, f"学期{term.number}名称"] = term.name
            items[year.name, f"学期{term.number}开始"] = term.starts_on
            items[year.name, f"学期{term.number}结束"] = term.ends_on
    return items


def write_school(facts: SchoolFacts, school: School | None) -> School:
    """Makes the school or brings it up to date, with its years and terms."""
    if school is None:
        school = School.objects.create(code=facts.code, name=facts.name)
    elif school.name != facts.name:
        school.name = facts.name
        school.save(update_fields=["name"])
    for name in facts.years:
        year, _ = SchoolYear.objects.get_or_create(school=school, name=name)
        for term in terms_of(facts, name):
            _write_term(year, term)
    return school


def _write_term(year: SchoolYear, term: TermFacts) -> None:
    days = {"starts_on": term.starts_on, "ends_on": term.ends_on}
    named = {"name": term.name} if term.name else {}
    first_name = {"name": term.name or f"{year.name}学年第{term.number}学期"}
    Term.objects.update_or_create(
        school_id=year.school_id,
        year=year,
        number=term.number,
        defaults=days | named,
        create_defaults=days | first_name,
    )
