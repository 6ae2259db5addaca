"""Some schools of a data set are answered for as they would be alone."""

from __future__ import annotations

import pytest

from qingshan.extract.answering import answers_from, engine_over
from qingshan.extract.opening import opened
from qingshan.extract.translating import Asked, statement
from qingshan.extract.writing import extract
from qingshan.indicators.queries import answers_for
from tests.extract import many_schools
from tests.extract.ground import told
from tests.indicators.small_school import DAY


@pytest.mark.parametrize("chosen", [slice(1), slice(1, 3), slice(None)], ids=["1", "2", "all"])
def test_their_figures_are_those_of_the_database(db, tmp_path, chosen):
    schools = many_schools.make(4, seed=7)
    extract(tmp_path / "data", schools)
    data = opened(tmp_path / "data")
    codes = [school.code for school in schools][chosen]
    with engine_over(data, codes) as engine:
        found = answers_from(engine, data, codes, as_of=DAY)
    assert {code: told(answers) for code, answers in found.items()} == {
        school.code: told(answers_for(school, as_of=DAY)) for school in schools[chosen]
    }


def test_a_list_of_schools_is_not_spelled_out():
    sql = 'SELECT "t"."a" FROM "t" WHERE "t"."o" IN (%s, %s) AND "t"."b" IN (%s, %s) AND %s'
    said = statement(sql, (1, 2, 1, 3, True), Asked(frozenset({1, 2}))).sql()
    assert '"t"."o" IN (SELECT "school_id" FROM "asked_schools")' in said
    assert '"t"."b" IN (1, 3) AND TRUE' in said
    every = statement(sql, (1, 2, 1, 3, True), Asked(frozenset({1, 2}), every=True)).sql()
    assert '"t"."o" IS NOT NULL' in every
