"""A statement as Django writes it for PostgreSQL, said again for DuckDB and for Spark.

Nothing is translated by guessing: where a dialect would mean something else by the same words, the
statement is refused, and the figure it belongs to is named.
"""

from __future__ import annotations

import datetime as dt
import enum
import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import islice
from typing import Any, ClassVar, TypeAlias

import sqlglot
from django.apps import apps
from django.conf import settings
from sqlglot import ErrorLevel, exp
from sqlglot.errors import SqlglotError

from qingshan.extract.narrowing import narrow

SOURCE = "postgres"
DIALECTS = ("duckdb", "spark")
Statement: TypeAlias = Any
"""A parsed statement; sqlglot's own types change their names from one release to the next."""

PLACES = re.compile(
    r"""(?P<column>"[^"]+"\."[^"]+")\ IN\ \((?P<list>%s(?:,\ %s)*)\)  # a column and a list
      | %s | %% """,
    re.VERBOSE,
)

WIDE = "DECIMAL(38, 10)"
"""What PostgreSQL's numeric without a size is here; its digits have no end there."""


class NotCarried(Exception):
    """Why a statement cannot run on an extract, in a sentence."""


@dataclass(frozen=True)
class Asked:
    """The schools whose rows are asked for, and whether those are all that there are.

    A list of them stands in each statement; a thousand take longer to read than to count. An engine
    holds them as a table of this name instead.
    """

    schools: frozenset[int] = frozenset()
    every: bool = False

    TABLE: ClassVar[str] = "asked_schools"

    def listed(self, column: str, values: list[Any]) -> str:
        """`column IN (values)`, said more shortly where the values are the schools."""
        if len(values) < 2 or self.schools != set(values):
            return f"{column} IN ({', '.join(written(value) for value in values)})"
        if self.every:
            return f"{column} IS NOT NULL"
        return f'{column} IN (SELECT "school_id" FROM "{self.TABLE}")'  # noqa: S608 - our own names


NOBODY = Asked()


def statement(sql: str, params: tuple[Any, ...], asked: Asked = NOBODY) -> Statement:
    """The statement with its values in it, as both engines can be told it."""
    values = iter(params)

    def filled(found: re.Match[str]) -> str:
        if found["column"]:
            return asked.listed(found["column"], list(islice(values, found["list"].count("%s"))))
        return "%" if found[0] == "%%" else written(next(values))

    whole = PLACES.sub(filled, sql)
    try:
        tree = sqlglot.parse_one(whole, read=SOURCE)
    except SqlglotError as error:
        raise NotCarried(f"读不懂这条查询：{error}") from error
    if not isinstance(tree, exp.Select):
        raise NotCarried("数据集只能读，不能写。")
    tree = tree.transform(_clock_of_the_school, copy=False).transform(_with_size, copy=False)
    _refuse_division(tree)
    for select in tree.find_all(exp.Select):
        _count_rows(select)
        narrow(select)
    return tree


def said_in(tree: Statement, dialect: str) -> str:
    try:
        said: str = tree.sql(dialect=dialect, unsupported_level=ErrorLevel.RAISE)
    except SqlglotError as error:
        raise NotCarried(f"这条查询不能用 {dialect} 的话说：{error}") from error
    return said


def written(value: Any) -> str:
    """A bound value as PostgreSQL would read it in the text."""
    if isinstance(value, enum.Enum):
        value = value.value
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        said = f"{value:d}" if isinstance(value, int) else repr(value)
        return f"({said})" if value < 0 else said
    return _written_with_type(value)


def _written_with_type(value: Any) -> str:
    if isinstance(value, Decimal):
        return f"CAST('{value}' AS {WIDE})"
    if isinstance(value, dt.datetime):
        raise NotCarried("这条查询按钟点比较，数据集里只有日子。")
    if isinstance(value, dt.date):
        return f"CAST('{value.isoformat()}' AS DATE)"
    if isinstance(value, str):
        return exp.Literal.string(value).sql(SOURCE)
    raise NotCarried(f"这条查询带着一个数据集没有的值（{type(value).__name__}）。")


@lru_cache(maxsize=1)
def primary_keys() -> dict[str, str]:
    """Table → its key."""
    models = apps.get_models(include_auto_created=True)
    return {model._meta.db_table: str(model._meta.pk.column) for model in models}


def _count_rows(select: Statement) -> None:
    """Counts rows where keys of the table in FROM are counted: a key is never missing.

    So an extract need not hold the keys of rows that nothing points at.
    """
    start = select.args.get("from_") or select.args.get("from")
    if start is None or not isinstance(start.this, exp.Table):
        return
    if any(join.side in {"RIGHT", "FULL"} for join in select.args.get("joins") or ()):
        return
    key = primary_keys().get(start.this.name)
    for count in select.find_all(exp.Count):
        column = count.this
        if (
            isinstance(column, exp.Column)
            and (column.table, column.name) == (start.this.alias_or_name, key)
            and count.find_ancestor(exp.Select) is select
        ):
            count.set("this", exp.Star())


def _clock_of_the_school(node: Statement) -> Statement:
    """Times are written by the school's clock, so there is nothing to turn back."""
    if not isinstance(node, exp.AtTimeZone):
        return node
    if node.args["zone"].name != settings.TIME_ZONE:
        raise NotCarried(f"这条查询用了另一个时区（{node.args['zone'].name}）。")
    return node.this


def _with_size(node: Statement) -> Statement:
    """DuckDB and Spark round a decimal without a size, each in its own way."""
    if isinstance(node, exp.DataType) and node.is_type("decimal") and not node.expressions:
        return exp.DataType.build(WIDE)
    return node


def _refuse_division(tree: Statement) -> None:
    """7 / 2 is 3 in PostgreSQL and 3.5 in the others, unless a side says it is no whole number."""
    for division in tree.find_all(exp.Div):
        if not any(_has_a_point(side) for side in (division.this, division.expression)):
            raise NotCarried("这条查询用整数除整数，各个数据库答得不一样。")


def _has_a_point(side: Statement) -> bool:
    return any(
        cast.to.is_type("decimal", "double", "float") for cast in side.find_all(exp.Cast)
    ) or any("." in number.name for number in side.find_all(exp.Literal) if number.is_number)
