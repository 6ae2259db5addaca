"""Conditions said so that an engine can leave out rows early: the same rows, asked for once."""

from __future__ import annotations

import duckdb
import pytest
import sqlglot
from hypothesis import given
from hypothesis import strategies as st

from qingshan.extract.narrowing import narrow

ATOMS = st.sampled_from(
    ["kind = 'a'", "kind = 'b'", "kind <> 'a'", "day <= 3", "day IS NULL", "day > 1", "NOT day = 2"]
)
CONDITIONS = st.recursive(
    ATOMS,
    lambda inner: st.tuples(inner, st.sampled_from(["AND", "OR"]), inner).map(
        lambda found: f"({found[0]} {found[1]} {found[2]})"
    ),
    max_leaves=8,
)


@pytest.fixture(scope="module")
def rows():
    con = duckdb.connect()
    con.execute("CREATE TABLE t (school INTEGER, kind VARCHAR, day INTEGER)")
    con.execute(
        "INSERT INTO t SELECT s, k, d FROM range(2) a(s), "
        "unnest(['a', 'b', 'c', NULL]) b(k), unnest([0, 1, 2, 3, 4, NULL]) c(d)"
    )
    return con


def narrowed(sql: str) -> str:
    tree = sqlglot.parse_one(sql, read="duckdb")
    narrow(tree)
    return tree.sql(dialect="duckdb")


@given(where=CONDITIONS, one=CONDITIONS, two=CONDITIONS)
def test_the_answers_are_the_same(rows, where, one, two):
    sql = (
        f"SELECT school, count(*) FILTER (WHERE {one}), sum(day) FILTER (WHERE {two}), count(*) "
        f"FROM t WHERE {where} GROUP BY school ORDER BY school"
    )
    assert rows.execute(narrowed(sql)).fetchall() == rows.execute(sql).fetchall()


def test_what_all_figures_ask_stands_in_front_once():
    said = narrowed(
        "SELECT school, count(*) FILTER (WHERE day <= 3 AND kind = 'a') FROM t WHERE "
        "(day <= 3 AND kind = 'a') OR (day <= 3 AND kind = 'a') OR (day <= 3 AND kind = 'b') "
        "GROUP BY school"
    )
    assert said == (
        "SELECT school, COUNT(*) FILTER(WHERE kind = 'a') FROM t "
        "WHERE day <= 3 AND kind IN ('a', 'b') GROUP BY school"
    )


def test_a_figure_of_every_row_leaves_only_what_is_shared():
    said = narrowed("SELECT count(*) FROM t WHERE (day <= 3) OR (day <= 3 AND kind = 'b')")
    assert said == "SELECT COUNT(*) FROM t WHERE day <= 3"
