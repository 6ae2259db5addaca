"""The packs that the pages for developers show are sound, and in use as they stand."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from qingshan.config.cli import packs  # noqa: F401 - brings its command
from qingshan.config.cli.app import app
from tests.developing.written import blocks


@pytest.mark.parametrize("page", ["programme", "kind"])
def test_a_pack_of_the_pages_is_sound_and_binds_whom_it_says(
    page, tmp_path, settings, cast, client
):
    settings.QINGSHAN_HOME = tmp_path
    (tmp_path / "packs").mkdir()
    [(name, (_, text))] = blocks(page).items()
    (tmp_path / "packs" / name).write_text(text, encoding="utf-8")
    done = CliRunner().invoke(app, ["packs", "check", str(tmp_path / "packs" / name)])
    assert done.exit_code == 0, done.output
    cast.sign_in(client, "homeroom")
    shown = client.get("/programmes/corner-two-ones/").content.decode()
    assert "图书角“两个一”" in shown
    assert "每周打开一次图书角" in shown


def test_a_kind_of_a_pack_has_its_sheet(tmp_path, settings, cast, client):
    settings.QINGSHAN_HOME = tmp_path
    (tmp_path / "packs").mkdir()
    [(name, (_, text))] = blocks("kind").items()
    (tmp_path / "packs" / name).write_text(text, encoding="utf-8")
    cast.sign_in(client, "homeroom")
    sheet = client.get("/records/new/corner_opened/").content.decode()
    assert "开图书角" in sheet
    assert "讲书" in sheet
