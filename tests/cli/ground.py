"""Running the command line as others do: in its own process, on a home of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

MAKE_CAST = """
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from tests.cast import make_cast
make_cast()
"""

AS_THE_HOUSE = """
from qingshan.access.scope import HOUSE, narrow_to
narrow_to(HOUSE)
"""
"""A script sets up and looks at all there is, as a command does."""


@dataclass(frozen=True)
class Installation:
    """A home and a database of their own."""

    home: Path
    database: str

    @property
    def env(self) -> dict[str, str]:
        return {
            **os.environ,
            "QINGSHAN_HOME": str(self.home),
            "QINGSHAN_DATABASE_URL": self.database,
            "DJANGO_SETTINGS_MODULE": "qingshan.config.settings",
            "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
            "PYTHONUTF8": "1",
        }

    def run(self, *words: object) -> subprocess.CompletedProcess[str]:
        return self.python("-m", "qingshan", *map(str, words))

    def json(self, *words: object) -> dict:
        return json.loads(self.run(*words, "--json").stdout)

    def script(self, text: str) -> str:
        done = self.python("-c", text)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def limited(self, largest_file: int, *words: object) -> subprocess.CompletedProcess[str]:
        """The same where no file may grow past so many bytes, as on a full disk."""
        import resource

        return subprocess.run(
            [sys.executable, "-m", "qingshan", *map(str, words)],
            env=self.env,
            cwd=ROOT,
            capture_output=True,
            text=True,
            preexec_fn=lambda: resource.setrlimit(
                resource.RLIMIT_FSIZE, (largest_file, largest_file)
            ),
        )

    def python(self, *words: str) -> subprocess.CompletedProcess[str]:
        if words[0] == "-c":
            words = ("-c", AS_THE_HOUSE + words[1], *words[2:])
        return subprocess.run(
            [sys.executable, *words], env=self.env, cwd=ROOT, capture_output=True, text=True
        )


def sqlite_at(home: Path) -> Installation:
    return Installation(home, f"sqlite:///{home / 'qingshan.sqlite3'}")
