"""Every check of the house that needs no database: `python3 run.py lint`.

Runs them all, prints one line each, shows what the failing ones said, and exits 1 if any failed. A
check that could not be made at all (no network to ask about advisories) says so and fails nothing.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
TEMPLATES = sorted(str(p.relative_to(ROOT)) for p in (ROOT / "src").rglob("templates/**/*.html"))

STRICTLY = ["--fail-on-warning", "--keep-going", "--quiet"]
CHECKS: dict[str, list[str]] = {
    "ruff format": ["ruff", "format", "--check", "."],
    "ruff": ["ruff", "check", "."],
    "mypy": ["mypy"],
    "imports": ["lint-imports"],
    "djade": ["djade", "--target-version", "5.2", "--check", *TEMPLATES],
    "djlint": ["djlint", "--lint", "--quiet", "src"],
    "bandit": ["bandit", "--configfile", "pyproject.toml", "--recursive", "--quiet", "src"],
    "advisories": [sys.executable, "tests/tools/advisories.py"],
    "readings": [sys.executable, "tests/tools/readings.py"],
    "docs": [sys.executable, "-m", "sphinx", *STRICTLY, "docs", "build/docs"],
    "migrations": ["qingshan", "manage", "makemigrations", "--check", "--dry-run"],
    "deploy": ["qingshan", "manage", "check", "--deploy", "--fail-level", "WARNING"],
}
WORDS = {0: "holds", 75: "UNASKED"}


def main() -> int:
    home = tempfile.mkdtemp(prefix="qingshan-lint-")
    env = os.environ | {"QINGSHAN_HOME": home, "QINGSHAN_HTTPS": "1"}
    failed = 0
    for name, words in CHECKS.items():
        program = shutil.which(words[0], path=str(BIN)) or words[0]
        began = time.monotonic()
        done = subprocess.run(
            [program, *words[1:]], cwd=ROOT, env=env, capture_output=True, text=True, check=False
        )
        word = WORDS.get(done.returncode, "FAILS")
        failed += word == "FAILS"
        print(f"{word:7} {name:14} {time.monotonic() - began:5.1f} s")
        if word != "holds":
            print(done.stdout, done.stderr, sep="\n")
    shutil.rmtree(home, ignore_errors=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
