"""What an extract holds: the tables and columns that the declarations read, and no others.

Found by letting every declared figure ask once, and looking at what it asked for.
"""

from __future__ import annotations

import contextlib
import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.db import connection
from sqlglot import exp
from sqlglot.optimizer.scope import traverse_scope

from qingshan.extract.asking import asked_of
from qingshan.extract.columns import Form, column_of, tables
from qingshan.extract.translating import DIALECTS, NotCarried, said_in
from qingshan.indicators.registry import declared, everything_declared, figure_of
from qingshan.kit.counting import count
from qingshan.kit.figures import Scope
from qingshan.kit.words import as_written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from qingshan.extract.columns import Column
    from qingshan.extract.translating import Statement
    from qingshan.kit.counting import Declared

SCHOOLS = "school_school"
OWNER = "school_id"
ANY_DAY = dt.date(2000, 1, 1)
COMPARED = (exp.EQ, exp.NEQ, exp.In)
COUNTED = (exp.Count, exp.Distinct, exp.Filter)


@dataclass(frozen=True)
class Table:
    """One table of an extract. `dated` is the column that says a row's year, where there is one."""

    name: str
    title: str
    columns: tuple[Column, ...]
    dated: str = ""


@dataclass(frozen=True)
class Plan:
    """Tables by name; words kept of each text column; figures that cannot be carried, and why."""

    tables: dict[str, Table]
    words: dict[tuple[str, str], frozenset[str]]
    left_out: dict[str, str] = field(default_factory=dict)

    def carried(self) -> list[Declared]:
        """The figures that `qingshan indicators` prints."""
        return [one for one in declared() if key_of(one) not in self.left_out]

    def everything(self) -> list[Declared]:
        """These, and the figures of the pages."""
        return [one for one in everything_declared() if key_of(one) not in self.left_out]


@dataclass
class Notes:
    """An engine that answers nothing, and notes what was asked for."""

    read: dict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))

    def ask(self, tree: Statement) -> Sequence[Sequence[Any]]:
        for dialect in DIALECTS:
            said_in(tree, dialect)
        for table, column, node in _columns_of(tree):
            words = self.read[table, column]
            if column_of(table, column).form is Form.PSEUDONYM:
                words |= _words_named(table, column, node)
        return ()


@lru_cache(maxsize=1)
def plan() -> Plan:
    """Of every declaration of the house."""
    return plan_of(everything_declared())


def plan_of(listed: Iterable[Declared]) -> Plan:
    notes, left_out = Notes(), {}
    kept: list[Declared] = []
    with _no_other_questions():
        for one in listed:
            own = Notes()
            try:
                with asked_of(own) as database:
                    count([one], Scope((1,), ANY_DAY, database))
            except NotCarried as why:
                left_out[key_of(one)] = str(why)
                continue
            kept.append(one)
            for place, words in own.read.items():
                notes.read[place] |= words
    return Plan(_tables(notes, _days(kept)), _words(notes), left_out)


def key_of(one: Declared) -> str:
    return figure_of(one).key


def _words(notes: Notes) -> dict[tuple[str, str], frozenset[str]]:
    return {
        place: frozenset(words)
        for place, words in notes.read.items()
        if column_of(*place).form is Form.PSEUDONYM
    }


def _days(kept: Iterable[Declared]) -> dict[str, str]:
    """Table → the column of its own that the declarations date its rows by."""
    found: dict[str, str] = {}
    for one in kept:
        source = figure_of(one).source
        if source.date and "__" not in source.date:
            field_: Any = source.model._meta.get_field(source.date)
            found.setdefault(source.model._meta.db_table, str(field_.column))
    return found


def _tables(notes: Notes, days: dict[str, str]) -> dict[str, Table]:
    wanted: dict[str, set[str]] = defaultdict(set)
    for table, column in notes.read:
        wanted[table].add(column)
    return {name: _table(name, wanted[name], days.get(name, "")) for name in sorted(wanted)}


def _table(name: str, wanted: set[str], day: str) -> Table:
    model = tables()[name]
    own = {f.column for f in model._meta.concrete_fields}
    if OWNER not in own and name != SCHOOLS:
        raise NotCarried(f"表 {name} 的行不属于哪所学校，不能按学校写。")
    wanted = wanted | ({OWNER} & own) | ({day} - {""})
    dated = day or ("year" if "year" in wanted else "")
    columns = tuple(column_of(name, c) for c in sorted(wanted, key=lambda c: (c != OWNER, c)))
    return Table(name, str(as_written(model._meta.verbose_name)), columns, dated)


def _columns_of(tree: Statement) -> Iterator[tuple[str, str, Statement]]:
    """Each column that is read, by table and name; an alias stands for its table."""
    scopes: Any = traverse_scope(tree)
    for scope in scopes:
        for column in scope.columns:
            source = scope.sources.get(column.table)
            if isinstance(source, exp.Table):
                yield source.name, column.name, column
            elif not column.table and column.name not in scope.expression.named_selects:
                raise NotCarried(f"说不出列 {column.name} 是哪张表的。")


def _words_named(table: str, name: str, node: Statement) -> set[str]:
    """The values that a text is compared with. Other use of a text is refused: it is not there."""
    above = node.parent
    if isinstance(above, COMPARED):
        others = [part for part in above.iter_expressions() if part is not node]
        if all(isinstance(part, exp.Literal) and part.is_string for part in others):
            return {part.name for part in others}
    if isinstance(above, exp.Is):
        return set()
    if isinstance(above, COUNTED) and node.find_ancestor(exp.Count):
        return set()
    raise NotCarried(f"要读 {table}.{name} 的文字，数据集里只有它的代号。")


@contextlib.contextmanager
def _no_other_questions() -> Iterator[None]:
    """A declaration that asks the house's own database beside its query cannot be carried."""

    def refuse(execute: Callable[..., Any], sql: str, *_: object) -> Any:
        raise NotCarried(f"数口径时还问了本校的数据库：{sql[:60]}")

    with connection.execute_wrapper(refuse):
        yield
