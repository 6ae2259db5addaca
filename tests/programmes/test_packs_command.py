"""`qingshan packs`."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from qingshan.config.cli import packs  # noqa: F401  (registers the command)
from qingshan.config.cli.app import app
from tests.programmes.test_packs import GOOD, write

pytestmark = pytest.mark.django_db


def run(*words):
    return CliRunner().invoke(app, ["packs", *map(str, words)])


def test_the_shipped_programmes_are_sound():
    assert run("check").exit_code == 0


def test_every_slip_is_told_with_its_line_and_ends_in_2(tmp_path):
    write(
        tmp_path, GOOD.replace("target: 3", "target: 三").replace("cadence: term", "cadence: 每天")
    )
    done = run("check", tmp_path)
    assert done.exit_code == 2
    assert "我们的.yaml 第 14 行，duties.1.target" in done.stderr
    assert "school_day" in done.stderr


def test_problems_are_one_document(tmp_path):
    write(tmp_path, GOOD.replace("title: 我们", "titel: 我们"))
    told = json.loads(run("check", tmp_path, "--json").stdout)
    assert told["ok"] is False
    assert {p["path"] for p in told["problems"]} == {"title", "titel"}


def test_a_folder_that_is_not_there_is_told(tmp_path):
    assert run("check", tmp_path / "nowhere").exit_code == 2


def test_the_list_and_the_schema_are_for_other_programs():
    listed = json.loads(run("list", "--json").stdout)
    assert "teacher-five-ones.news" in {key for pack in listed for key in pack["duties"]}
    assert json.loads(run("schema").stdout)["properties"]["duties"]


def test_a_broken_file_stands_aside_and_the_others_go_on(tmp_path, settings, client, cast):
    settings.PACKS_DIR = write(tmp_path, GOOD)
    write(tmp_path, GOOD.replace("target: 3", "target: 三"), "坏的.yaml")
    cast.sign_in(client, "principal")
    text = client.get("/programmes/").content.decode()
    assert "我们的“两个一”" in text
    assert "坏的.yaml 第 14 行" in text


def test_a_school_replaces_a_shipped_programme_or_puts_it_away(tmp_path, settings):
    settings.QINGSHAN_HOME = tmp_path
    own = tmp_path / "packs"
    own.mkdir()
    (own / "水滴.yaml").write_text("key: moral-drops\noff: true\n", encoding="utf-8")
    write(own, GOOD.replace("key: my-ones", "key: four-beauties"), "四美.yaml")
    listed = {pack["key"]: pack for pack in json.loads(run("list", "--json").stdout)}
    assert "moral-drops" not in listed
    assert listed["four-beauties"]["title"] == "我们的“两个一”"
