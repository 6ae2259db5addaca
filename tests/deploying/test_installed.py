"""A wheel holds the whole of it, starts from nothing, is upgraded and taken away."""

from __future__ import annotations

import json
import os
import re
import subprocess
import urllib.request
import zipfile
from importlib.metadata import version

import pytest

from tests.browser.conftest import free_port, wait_for
from tests.deploying.conftest import ROOT, done, tracked

pytestmark = pytest.mark.skipif(
    os.environ.get("QINGSHAN_DATABASE_URL", "").startswith("postgres"),
    reason="has an SQLite of its own wherever it runs: once is enough",
)
HASHED = re.compile(r'href="(/static/[^"]+\.css)"')


def test_a_wheel_holds_everything_that_is_no_test(wheel):
    held = set(zipfile.ZipFile(wheel).namelist())
    sources = {name.removeprefix("src/") for name in tracked() if name.startswith("src/")}
    packs = {f"qingshan/{name}" for name in tracked() if name.startswith("packs/")}
    assert sources | packs <= held
    assert {name for name in held - sources - packs if ".dist-info/" not in name} == set()


def test_it_runs_from_the_wheel_and_not_from_this_checkout(installed):
    said = done(
        [installed.python, "-c", "import qingshan; print(qingshan.__file__)"],
        env=installed.env,
        cwd=installed.home,
    )
    assert str(installed.folder) in said
    assert installed.run("--version").split() == ["qingshan", version("qingshan")]


def test_every_programme_came_along(installed):
    told = json.loads(installed.run("packs", "list", "--json"))
    assert len(told) == len(list((ROOT / "packs").glob("*.yaml")))


def test_the_first_start_makes_what_is_missing_and_shows_the_sign_in_page(installed):
    port = free_port()
    log = installed.home / "server.log"
    with log.open("w") as out:
        words = [installed.python, "-m", "qingshan", "serve", "--port", str(port)]
        server = subprocess.Popen(
            [str(word) for word in words],
            env=installed.env,
            cwd=installed.home,
            stdout=out,
            stderr=out,
        )
        try:
            address = f"http://127.0.0.1:{port}"
            wait_for(f"{address}/account/login/", server, log)
            page = fetched(f"{address}/account/login/")
            assert "登录" in page
            style = HASHED.search(page)
            assert style
            assert "--" in fetched(address + style[1])
        finally:
            server.terminate()
            server.wait(timeout=30)
    assert (installed.home / "keys.json").exists()


def test_the_doctor_finds_only_that_nobody_moved_in(installed):
    installed.run("template", "empty.xlsx")  # lays the tables, as any command does
    ended = subprocess.run(
        [str(installed.python), "-m", "qingshan", "doctor", "--json"],
        env=installed.env,
        cwd=installed.home,
        capture_output=True,
        text=True,
    )
    told = json.loads(ended.stdout)
    wrong = {one["check"] for one in told["findings"] if not one["ok"]}
    assert wrong == {"school", "administrator"}, told


def test_it_is_upgraded_and_taken_away_and_the_data_stay(installed, wheel):
    installed.run("account", "guanliyuan", "--name", "管理员")
    before = {file.name for file in installed.home.iterdir()}
    installed.pip("install", "--no-deps", "--no-index", "--force-reinstall", "--quiet", wheel)
    installed.run("template", installed.home / "空白.xlsx")
    installed.pip("uninstall", "--yes", "--quiet", "qingshan")
    with pytest.raises(AssertionError, match="No module named"):
        installed.run("--version")
    installed.pip("install", "--no-deps", "--no-index", "--quiet", wheel)  # for who comes next
    assert before | {"空白.xlsx"} <= {file.name for file in installed.home.iterdir()}


def fetched(address: str) -> str:
    with urllib.request.urlopen(address, timeout=60) as answer:
        return answer.read().decode()
