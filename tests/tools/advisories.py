"""Asks the open database of advisories (OSV) about every pinned package.

Exits 0 where none is known, 1 where one is, `UNASKED` where the database could not be reached: that
is neither good news nor bad, and the line says so.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
UNASKED = 75  # as sysexits.h has it: try again later
PATIENCE = 300  # seconds for all packages
ASK = ["-m", "pip_audit", "--vulnerability-service", "osv", "--disable-pip", "--timeout", "5"]
QUIETLY = ["--progress-spinner", "off", "--format", "json", "-r", "requirements-dev.txt"]


def main() -> int:
    try:
        done = subprocess.run(
            [sys.executable, *ASK, *QUIETLY],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return _unasked("it did not answer in time")
    try:
        packages = json.loads(done.stdout)["dependencies"]
    except ValueError:
        return _without_an_answer(done.stderr)
    known = [
        _told(package, advisory) for package in packages for advisory in package.get("vulns", ())
    ]
    print(*known, f"{len(packages)} packages, {len(known)} advisories", sep="\n")
    return 1 if known else 0


def _without_an_answer(said: str) -> int:
    """Not being reached is told apart from any other failure, which fails."""
    last = said.strip().splitlines()[-1] if said.strip() else ""
    if "requests.exceptions." in last or "ConnectionError" in last:
        return _unasked(last)
    print(said, file=sys.stderr)
    return 1


def _unasked(why: str) -> int:
    print(f"the advisory database could not be reached, nothing was asked: {why[:200]}")
    return UNASKED


def _told(package: dict[str, Any], advisory: dict[str, Any]) -> str:
    mended = ", ".join(advisory["fix_versions"]) or "no version"
    return f"{package['name']} {package['version']}: {advisory['id']}, mended in {mended}"


if __name__ == "__main__":
    sys.exit(main())
