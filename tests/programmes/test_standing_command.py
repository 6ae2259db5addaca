"""`qingshan standing`."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from qingshan.config.cli import standing  # noqa: F401  (registers the command)
from qingshan.config.cli.app import app
from qingshan.school.models import School
from tests.programmes.ground import record

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("only_the_five_ones")]


def run(*words):
    return CliRunner().invoke(app, ["standing", *words])


@pytest.fixture
def one_school(laid):
    return ["--school", laid.school.code]


def test_each_person_and_duty_is_a_row_by_number(laid, one_school):
    record(laid.staff["teacher"], "news_reading", "2026-09-01")
    found = json.loads(run("--as-of", "2026-09-01", "--json", *one_school).stdout)
    assert found["as_of"] == "2026-09-01"
    rows = found["standing"]
    assert [row["staff"] for row in rows] == sorted(row["staff"] for row in rows)
    assert {
        "staff": "T007",
        "duty": "teacher-five-ones.news",
        "due": 2,
        "met": 1,
        "current": True,
    } in rows
    assert len(rows) == 7 * 5 + 2 * 5


def test_one_programme_alone(one_school):
    found = json.loads(
        run(
            "--as-of", "2026-09-01", "--programme", "member-five-ones", "--json", *one_school
        ).stdout
    )
    assert {row["staff"] for row in found["standing"]} == {"T002", "T003"}


def test_without_json_it_is_a_table_to_read(one_school):
    told = run("--as-of", "2026-09-01", *one_school).stdout
    assert "每天读一则教育新闻" in told
    assert "吴老师" in told


def test_a_database_without_a_school_has_nobody(db):
    answer = run("--as-of", "2026-09-01", "--json")
    assert answer.exit_code == 0
    assert json.loads(answer.stdout) == {"as_of": "2026-09-01", "standing": []}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--as-of", "2026-09-01"], "--school"),
        (["--as-of", "2026-09-01", "--school", "1"], "没有学校标识码为 1 的学校"),
        (["--as-of", "2026-09-01", "--programme", "reading"], "teacher-five-ones"),
        (["--as-of", "2026-02-30"], "2026-02-30"),
        (["--as-of", "yesterday"], "yesterday"),
        ([], "--as-of"),
    ],
)
def test_wrong_input_is_told_and_nothing_is_printed(laid, words, said):
    assert School.objects.count() == 2
    answer = run(*words, "--json")
    assert answer.exit_code == 2
    assert said in answer.stderr
    assert answer.stdout == ""
