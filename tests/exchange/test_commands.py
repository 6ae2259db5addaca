from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

import qingshan.config.cli.exchange  # noqa: F401  # its commands
from qingshan.config.cli import app as shared
from qingshan.school.models import School
from tests.exchange.books import a_school, spoiled, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def command(monkeypatch):
    monkeypatch.setattr("qingshan.config.cli.exchange.prepare", lambda: None)
    runner = CliRunner()

    def call(*words: object):
        return runner.invoke(shared.app, [str(word) for word in words])

    return call


def test_load_dump_and_load_again(command, tmp_path):
    path = write(tmp_path / "school.xlsx", a_school())
    first = command("load", path, "--json")
    assert first.exit_code == 0
    told = json.loads(first.stdout)
    assert (told["ok"], told["created"]["学生"], told["problems"]) == (True, 2, [])
    assert command("dump", tmp_path / "out.xlsx").exit_code == 0
    again = json.loads(command("load", tmp_path / "out.xlsx", "--json").stdout)
    assert sum(again["created"].values()) + sum(again["updated"].values()) == 0


def test_wrong_input_ends_with_two_and_nothing_written(command, tmp_path):
    path = write(tmp_path / "school.xlsx", spoiled("学生", 2, "性别", "不详"))
    out = tmp_path / "marked.xlsx"
    for words in (("--json",), ("--dry-run", "--json"), ("--json", "--problems", out)):
        answer = command("load", path, *words)
        assert answer.exit_code == 2
        [problem] = json.loads(answer.stdout)["problems"]
        assert set(problem) == {"sheet", "row", "column", "code", "message", "severity"}
    assert out.exists()
    assert School.objects.count() == 0


def test_an_unreadable_file_ends_with_three_and_still_one_document(command, tmp_path):
    path = tmp_path / "school.xlsx"
    path.write_bytes(b"%PDF")
    answer = command("load", path, "--json", "--problems", tmp_path / "out.xlsx")
    assert answer.exit_code == 3
    told = json.loads(answer.stdout)
    assert (told["ok"], told["created"], told["problems"][0]["code"]) == (False, {}, "unreadable")


def test_what_is_wrong_is_said_in_words(command, tmp_path):
    path = write(tmp_path / "school.xlsx", spoiled("学生", 2, "性别", "不详"))
    answer = command("load", path)
    assert "学生 第 2 行 性别" in answer.stderr
    assert "什么都没有写入" in answer.stderr


def test_a_dump_needs_to_know_which_school(command, cast, tmp_path):
    assert command("dump", tmp_path / "out.xlsx").exit_code == 2
    assert command("dump", tmp_path / "out.xlsx", "--school", "nowhere").exit_code == 2
    code = cast.school.code
    assert command("dump", tmp_path / "out.xlsx", "--school", code).exit_code == 0


def test_the_empty_workbook(command, tmp_path):
    assert command("template", tmp_path / "blank.xlsx").exit_code == 0
    assert command("template", tmp_path / "nowhere" / "blank.xlsx").exit_code == 2
