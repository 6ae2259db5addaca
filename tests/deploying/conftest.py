"""Installed as a person would: a wheel of this checkout in a fresh environment, without a network.

What Qingshan stands on comes from the environment that runs the tests.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PIP = [sys.executable, "-m", "pip", "--disable-pip-version-check"]


@dataclass(frozen=True)
class Installed:
    """An environment that holds the wheel, and a home of its own."""

    folder: Path
    home: Path

    @property
    def python(self) -> Path:
        windows = os.name == "nt"
        return self.folder / ("Scripts/python.exe" if windows else "bin/python")

    @property
    def env(self) -> dict[str, str]:
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("QINGSHAN_", "DJANGO_"))}
        kept.pop("PYTHONPATH", None)
        return kept | {"QINGSHAN_HOME": str(self.home), "PYTHONUTF8": "1"}

    def pip(self, *words: object) -> str:
        return done([*PIP, "--python", self.python, *words], env=self.env)

    def run(self, *words: object) -> str:
        return done([self.python, "-m", "qingshan", *words], env=self.env, cwd=self.home)


def done(words: list[object], **more) -> str:
    """What a command printed; one that fails, fails the test with what it said."""
    ended = subprocess.run([str(word) for word in words], capture_output=True, text=True, **more)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


def tracked() -> list[str]:
    listed = done(["git", "ls-files", "-z"], cwd=ROOT).split("\0")
    return [name for name in listed if name and (ROOT / name).is_file()]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    """The wheel of what is tracked, built from a source archive that holds no more than that."""
    source = tmp_path_factory.mktemp("source")
    for name in tracked():
        if name.startswith(("src/", "packs/")) or "/" not in name:
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, source / name)
    archives = tmp_path_factory.mktemp("built")
    made = "import sys; from setuptools.build_meta import build_sdist; build_sdist(sys.argv[1])"
    done([sys.executable, "-c", made, archives], cwd=source)
    (archive,) = archives.glob("*.tar.gz")
    offline = ["--no-deps", "--no-index", "--no-build-isolation", "--quiet"]
    done([*PIP, "wheel", *offline, "-w", archives, archive])
    (built,) = archives.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory) -> Installed:
    folder = tmp_path_factory.mktemp("environment")
    done([sys.executable, "-m", "venv", "--without-pip", folder])
    made = Installed(folder, tmp_path_factory.mktemp("home"))
    made.pip("install", "--no-deps", "--no-index", "--quiet", wheel)
    where = done([made.python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"])
    beneath = Path(where.strip()) / "beneath.pth"
    beneath.write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return made
