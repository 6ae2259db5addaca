"""The files of `deploy/` say what is there: paths, commands, settings."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from qingshan.config.cli import COMMANDS
from tests.deploying.conftest import ROOT, tracked

DEPLOY = ROOT / "deploy"
UNITS = sorted(DEPLOY.glob("systemd/*.service")) + sorted(DEPLOY.glob("systemd/*.timer"))
FILES = [ROOT / name for name in tracked() if name.startswith("deploy/")]


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="needs systemd-analyze")
def test_systemd_takes_the_units(tmp_path):
    for unit in UNITS:
        text = unit.read_text("utf-8").replace("/opt/qingshan/bin/qingshan", "/bin/true")
        (tmp_path / unit.name).write_text(text, encoding="utf-8")
    words = ["systemd-analyze", "verify", "--man=no", *map(str, tmp_path.iterdir())]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_what_the_container_file_copies_is_there():
    text = (DEPLOY / "container/Containerfile").read_text("utf-8")
    for line in re.findall(r"^COPY (?!--from)(.+)$", text, re.M):
        *sources, _ = line.split()
        for name in sources:
            assert (ROOT / name).exists(), name


def test_the_container_file_copies_all_that_the_wheel_is_built_from():
    text = (DEPLOY / "container/Containerfile").read_text("utf-8")
    named = set(re.findall(r"include (.+)$", (ROOT / "MANIFEST.in").read_text("utf-8"), re.M)[-1:])
    wanted = {"pyproject.toml", "setup.py", "MANIFEST.in", "packs", "src"}
    wanted |= {name for line in named for name in line.split()}
    copied = {word for line in re.findall(r"^COPY (.+)$", text, re.M) for word in line.split()}
    assert wanted - copied == set()


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_settings_and_commands_are_those_there_are(file: Path):
    text = file.read_text("utf-8")
    known = (ROOT / "docs/commands.md").read_text("utf-8")
    for setting in set(re.findall(r"QINGSHAN_[A-Z_]+", text)):
        assert f"| `{setting}` |" in known
    for word in re.findall(r"(?:bin/qingshan|qingshan\.exe\") (\w+)", text):
        assert word in COMMANDS


def test_every_file_is_told_in_the_folders_own_page():
    told = (DEPLOY / "README.md").read_text("utf-8")
    assert [
        f.name
        for f in FILES
        if f.name != "README.md" and f.name not in told and f.suffix != ".timer"
    ] == []


def test_windows_can_read_what_it_runs():
    """PowerShell 5 takes a script for the machine's own encoding, but for one that begins so."""
    script = (DEPLOY / "windows/install.ps1").read_bytes()
    assert script.startswith(b"\xef\xbb\xbf")
    command = (DEPLOY / "windows/serve.cmd").read_bytes()
    assert command.isascii()
    for held in (script, command):
        assert held.count(b"\n") == held.count(b"\r\n")


def test_the_proxy_speaks_no_tls_older_than_1_2():
    """Its cipher suites and its certificate are what Caddy has of itself."""
    words = (DEPLOY / "Caddyfile").read_text("utf-8").split()
    assert words[words.index("protocols") + 1 : words.index("protocols") + 3] == [
        "tls1.2",
        "tls1.3",
    ]
    assert not {"ciphers", "curves", "internal", "tls_insecure_skip_verify"} & set(words)
