"""Runs the tests that show what is promised, and keeps what they counted in docs/trust.md.

    python3 run.py trust                 a few rounds of everything
    python3 run.py trust --rounds 50     each is killed fifty times
    python3 run.py trust --add           counts are added to those of earlier runs
    python3 run.py trust -k offline      whatever else is said goes to pytest

With `QINGSHAN_DATABASE_URL` of a PostgreSQL server the faults are tried there too. Exit code 1
where a promise does not hold or no test shows it.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "trust.md"
COUNTED = ROOT / "docs" / "trust.json"
BEGIN, END = "<!-- counted -->\n", "<!-- end of what is counted -->"


class Gatherer:
    """The marked tests, what became of them, and what they counted."""

    def __init__(self) -> None:
        self.tests: dict[str, list[str]] = defaultdict(list)
        self.results: dict[str, str] = {}
        self.figures: dict[str, dict[str, Any]] = {}

    def pytest_collection_modifyitems(
        self, config: pytest.Config, items: list[pytest.Item]
    ) -> None:
        marked = [item for item in items if any(item.iter_markers("trust"))]
        config.hook.pytest_deselected(items=[item for item in items if item not in marked])
        items[:] = marked
        for item in marked:
            for marker in item.iter_markers("trust"):
                self.tests[marker.args[0]].append(item.nodeid)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "call" or report.outcome != "passed":
            self.results[report.nodeid] = report.outcome
            self.figures[report.nodeid] = {
                name.removeprefix("trust:"): value
                for name, value in report.user_properties
                if name.startswith("trust:")
            }

    def counted(self, promise: str) -> dict[str, dict[str, float]]:
        """Database → figure → number, of the tests that passed."""
        sums: dict[str, dict[str, float]] = {}
        for node in self.tests[promise]:
            if self.results.get(node) == "passed":
                held = sums.setdefault(database_of(node), {"tests": 0})
                held["tests"] += 1
                for name, value in self.figures[node].items():
                    held[name] = held.get(name, 0) + value
        return sums


def database_of(node: str) -> str:
    """Faults are tried on both; what else is shown, on the one that the tests run on."""
    name = node.partition("[")[2]
    if "postgresql" in name or "sqlite" in name:
        return "PostgreSQL" if "postgresql" in name else "SQLite"
    return (
        "PostgreSQL" if os.environ.get("QINGSHAN_DATABASE_URL", "")[:8] == "postgres" else "SQLite"
    )


def main(words: list[str]) -> int:
    sys.path.insert(0, str(ROOT))
    from tests.promises import PROMISES

    parser = argparse.ArgumentParser(prog="run.py trust")
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--add", action="store_true", help="add to what earlier runs counted")
    told, rest = parser.parse_known_args(words)
    os.environ["QINGSHAN_ROUNDS"] = str(told.rounds)
    gatherer = Gatherer()
    pytest.main(["-p", "no:randomly", "-n", "0", "--no-header", "-q", *rest], plugins=[gatherer])
    kept = json.loads(COUNTED.read_text("utf-8")) if COUNTED.exists() else {}
    verdicts = {promise: verdict(gatherer, promise) for promise in PROMISES}
    for promise in PROMISES:
        if verdicts[promise] == "holds":
            keep(kept, promise, gatherer.counted(promise), add=told.add)
    COUNTED.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", "utf-8")
    table = rendered(PROMISES, kept, gatherer)
    page = PAGE.read_text("utf-8")
    head, _, after = page.partition(BEGIN)
    _, _, tail = after.partition(END)
    PAGE.write_text(f"{head}{BEGIN}{table}{END}{tail}", "utf-8")
    print(f"\n{table}")
    return report(verdicts, narrowed=bool(rest))


def verdict(gatherer: Gatherer, promise: str) -> str:
    results = [gatherer.results.get(node, "not run") for node in gatherer.tests[promise]]
    if "failed" in results:
        return "FAILS"
    return "holds" if "passed" in results else "not shown"


def report(verdicts: dict[str, str], *, narrowed: bool) -> int:
    """What does not hold. A run that was narrowed to some tests asks only for these."""
    wrong = {
        promise: word
        for promise, word in verdicts.items()
        if word == "FAILS" or (word == "not shown" and not narrowed)
    }
    for promise, word in wrong.items():
        print(f"{word}: {promise}")
    if not wrong:
        print("Every promise holds.")
    return 1 if wrong else 0


def keep(kept: dict[str, Any], promise: str, counted: Any, *, add: bool) -> None:
    for database, figures in counted.items():
        held = kept.setdefault(promise, {}).setdefault(database, {})
        before = held.get("figures", {}) if add else {}
        for name, value in before.items():
            if name != "tests":
                figures[name] = figures.get(name, 0) + value
        held["figures"] = figures
        held["on"] = f"{datetime.now(UTC):%Y-%m-%d}"
        held["machine"] = machine()


def machine() -> str:
    return f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"


def rendered(promises: dict[str, str], kept: dict[str, Any], gatherer: Gatherer) -> str:
    lines = ["| promise | database | counted | shown by |", "|---|---|---|---|"]
    for promise, words in promises.items():
        shown = "; ".join(files_of(gatherer.tests[promise])) or "no test yet"
        for database, held in sorted(kept.get(promise, {"—": {}}).items()):
            figures = held.get("figures", {})
            counted = ", ".join(
                f"{name.replace('_', ' ')} {value:,}" for name, value in figures.items()
            )
            lines.append(
                f"| {words} (`{promise}`) | {database} | {counted or 'not run'} | {shown} |"
            )
    told = {
        f"{held['machine']}, {held['on']}" for row in kept.values() for held in row.values() if held
    }
    return "\n".join([*lines, "", *(f"Counted on: {one}." for one in sorted(told)), ""])


def files_of(nodes: list[str]) -> list[str]:
    """`tests/faults/test_upgrades.py::test_…`, each test once."""
    return list(
        dict.fromkeys(f"`{node.partition('[')[0].removeprefix('tests/')}`" for node in nodes)
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
