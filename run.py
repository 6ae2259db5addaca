#!/usr/bin/env python3
"""Everything a person does with a checkout, on a machine with nothing but Python 3.11.

    python3 run.py demo      make the demonstration school and serve it
    python3 run.py test      run every test (arguments go to pytest)
    python3 run.py lint      every check of the house that needs no database
    python3 run.py systems   each system of the case document → its tests → their result
    python3 run.py trust     each promise of docs/trust.md with the tests that show it
    python3 run.py bench     measure speed against the baselines (see docs/performance.md)
    python3 run.py docs      build the documentation into build/docs
    python3 run.py pictures  make the pictures of the documentation anew
    python3 run.py COMMAND   any other command of `qingshan`

Standard library only; works on Windows.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
DEVELOPER_COMMANDS = {
    "test": ["-m", "pytest"],
    "lint": ["tests/tools/lint.py"],
    "systems": ["tests/tools/systems.py"],
    "trust": ["tests/tools/trust.py"],
    "bench": ["-m", "bench"],
    "docs": [
        *("-m", "sphinx", "--fresh-env", "--fail-on-warning", "--keep-going", "--quiet"),
        *("docs", "build/docs"),
    ],
    "pictures": ["-m", "tests.tools.pictures"],
}


def main(words: list[str]) -> int:
    if sys.version_info < (3, 11):  # noqa: UP036 -- an older Python is just what must be told
        print(
            "Qingshan needs Python 3.11 or newer. 青山需要 Python 3.11 或更新的版本。",
            file=sys.stderr,
        )
        return 2
    if not words or words[0] in {"-h", "--help"}:
        print(__doc__)
        return 0
    command, rest = words[0], words[1:]
    install(developer=command in DEVELOPER_COMMANDS)
    os.environ.setdefault("PYTHONUTF8", "1")
    words = DEVELOPER_COMMANDS.get(command, ["-m", "qingshan", command])
    return run(PYTHON, *words, *rest)


def install(*, developer: bool) -> None:
    """Makes `.venv` and installs what is pinned; nothing where the pins have not changed."""
    pins = HERE / ("requirements-dev.txt" if developer else "requirements.txt")
    wanted = hashlib.sha256(pins.read_bytes() + (HERE / "pyproject.toml").read_bytes()).hexdigest()
    stamp = VENV / "installed.txt"
    done = stamp.read_text().split() if stamp.exists() else []
    if wanted in done:
        return
    if not PYTHON.exists():
        print("making .venv …", file=sys.stderr)
        venv.create(VENV, with_pip=True, clear=False)
    print(f"installing {pins.name} (once) …", file=sys.stderr)
    pip = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    check(*pip, "--require-hashes", "-r", pins)
    check(*pip, "--no-deps", "--no-build-isolation", "--editable", HERE)
    stamp.write_text("\n".join([*done, wanted]))


def check(*words: object) -> None:
    if code := run(*words):
        sys.exit(code)


def run(*words: object) -> int:
    return subprocess.call([str(word) for word in words], cwd=HERE)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
