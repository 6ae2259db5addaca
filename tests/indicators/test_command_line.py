"""`qingshan indicators` and `qingshan evidence`."""

import json

import pytest
from typer.testing import CliRunner

from qingshan.config.cli import figures  # noqa: F401  (registers the commands)
from qingshan.config.cli.app import app
from qingshan.school.models import School
from tests.indicators.small_school import DAY, EXPECTED


def run(*words):
    return CliRunner().invoke(app, [*words, "--as-of", DAY.isoformat()])


@pytest.fixture
def one_school(filled_cast):
    School.objects.filter(pk=filled_cast.other_school.pk).update(code="elsewhere")
    return ["--school", filled_cast.school.code]


def test_indicators_have_value_unit_title_and_number_of_rows(one_school):
    found = json.loads(run("indicators", "--json", *one_school).stdout)
    assert found["as_of"] == "2026-07-15"
    assert {k: v["value"] for k, v in found["indicators"].items()} == EXPECTED
    assert found["indicators"]["care.visits"] == {
        "value": 4,
        "unit": "次",
        "title": "走访",
        "rows": 4,
    }


def test_evidence_lists_each_row_with_its_source_number_and_day(one_school):
    found = json.loads(run("evidence", "care.home_teaching", "--json", *one_school).stdout)
    assert found["value"] == 1
    assert found["rows"] == [
        {
            "source": "记录",
            "id": "R5",
            "date": "2026-03-02",
            "label": "送教上门 · 冯同学 · 周老师",
        }
    ]


def test_an_unknown_key_is_told_with_those_near_it(one_school):
    answer = run("evidence", "care.vists", "--json", *one_school)
    assert answer.exit_code == 2
    assert "care.visits" in answer.stderr
    assert answer.stdout == ""


def test_a_year_without_an_examination_has_no_rows(one_school):
    found = json.loads(run("evidence", "exam.entered.1999", "--json", *one_school).stdout)
    assert (found["value"], found["rows"]) == (0, [])


def test_several_schools_want_one_named(filled_cast):
    answer = run("indicators", "--json")
    assert answer.exit_code == 2
    assert filled_cast.school.code in answer.stderr
    assert filled_cast.other_school.code in answer.stderr


def test_a_school_that_is_not_there_is_told(filled_cast):
    assert run("indicators", "--json", "--school", "0").exit_code == 2


def test_no_school_at_all_answers_with_zeros(db):
    found = json.loads(run("indicators", "--json").stdout)["indicators"]
    assert {row["value"] for row in found.values()} == {0, "0.00"}
    rows = json.loads(run("evidence", "care.visits", "--json").stdout)
    assert (rows["value"], rows["rows"]) == (0, [])


def test_without_json_a_person_reads_titles(one_school):
    assert "走访\t4 次" in run("indicators", *one_school).stdout
    assert "送教上门" in run("evidence", "care.home_teaching", *one_school).stdout
