"""The figures of a data set: the declarations of the house, asked of Parquet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingshan.extract.asking import asked_of
from qingshan.extract.engines import duckdb_over
from qingshan.extract.spark import spark_over
from qingshan.kit.counting import count
from qingshan.kit.figures import Scope

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from contextlib import AbstractContextManager
    from datetime import date

    from qingshan.extract.asking import Engine
    from qingshan.extract.opening import DataSet
    from qingshan.kit.counting import Answers, Declared

LOCAL = "local[*]"


def engine_over(
    data: DataSet, codes: Sequence[str], *, name: str = "duckdb", master: str = LOCAL
) -> AbstractContextManager[Engine]:
    """`duckdb` or `spark`, over the files of some schools."""
    if name == "spark":
        return spark_over(data, tuple(codes), master=master)
    return duckdb_over(data, tuple(codes))


def answers_from(
    engine: Engine,
    data: DataSet,
    codes: Sequence[str],
    *,
    as_of: date,
    listed: Iterable[Declared] | None = None,
) -> dict[str, Answers]:
    """Every figure that can be carried, by school and key; or those that are listed."""
    figures = data.plan.carried() if listed is None else listed
    owners = {code: data.schools[code] for code in codes}
    asked = data.asked(codes)
    with asked_of(engine, asked) as database:
        scope = Scope(tuple(owners.values()), as_of, database, all_there_are=asked.every)
        found = count(figures, scope)
    return {code: found[owner] for code, owner in owners.items()}
