"""Runs the tests that show what is promised, and keeps what they counted in docs/trust.md.

    python3 run.py trust                 a few rounds of everything
    python3 run.py trust --rounds 50     each is killed fifty times
    python3 run.py trust --add           counts are added to those of earlier runs
    python3 run.py trust --short         one round of what the tests leave out; writes nothing
    python3 run.py trust --tell          writes the page from what was counted, runs nothing
    python3 run.py trust -k offline      whatever else is said goes to pytest; counts are kept

What was counted stands in docs/trust.json as soon as a promise is through on a database, so that a
run can be broken off. With `QINGSHAN_DATABASE_URL` of a PostgreSQL server the faults are tried
there too. Exit code 1 where a promise does not hold or no test shows it.
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
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "trust.md"
COUNTED = ROOT / "docs" / "trust.json"
LEFT_OUT = [ROOT / "tests" / "faults", ROOT / "tests" / "fuzz"]
"""What is run where it is asked for only; everything else is run with every other test."""
Figures = dict[str, float]
BEGIN, END = "<!-- counted -->\n", "<!-- end of what is counted -->"


class Gatherer:
    """The marked tests, what became of them, and what they counted.

    Tells `keep` as soon as all tests of a promise are through on a database.
    """

    def __init__(self, keep: Callable[[str, str, Figures], None], *, folders: list[Path]) -> None:
        self.keep, self.folders = keep, folders
        self.tests: dict[str, list[str]] = defaultdict(list)
        self.chosen: dict[tuple[str, str], list[str]] = defaultdict(list)
        self.results: dict[str, str] = {}
        self.figures: dict[str, Figures] = {}

    @pytest.hookimpl(wrapper=True)
    def pytest_collection_modifyitems(
        self, config: pytest.Config, items: list[pytest.Item]
    ) -> Iterator[None]:
        marked = [item for item in items if any(item.iter_markers("trust"))]
        for promise, item in each_promise(marked):
            self.tests[promise].append(item.nodeid)
        asked = [item for item in marked if self.is_asked(item.path)]
        config.hook.pytest_deselected(items=[item for item in items if item not in asked])
        items[:] = asked
        yield
        for promise, item in each_promise(items):
            self.chosen[promise, database_of(item.nodeid)].append(item.nodeid)

    def is_asked(self, file: Path) -> bool:
        return not self.folders or any(file.is_relative_to(folder) for folder in self.folders)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        node = report.nodeid
        if report.when == "call" or report.outcome != "passed":
            self.results[node] = report.outcome
            self.figures[node] = {
                name.removeprefix("trust:"): value
                for name, value in report.user_properties
                if name.startswith("trust:")
            }
        if report.when == "teardown":
            for (promise, database), nodes in self.chosen.items():
                if node in nodes:
                    self.count(promise, database, nodes)

    def count(self, promise: str, database: str, nodes: list[str]) -> None:
        """Where all are through and none failed: the sums of what they counted."""
        results = {self.results.get(node, "not run") for node in nodes}
        if "passed" not in results or not results <= {"passed", "skipped"}:
            return
        sums: Figures = {"tests": 0}
        for node in nodes:
            if self.results[node] == "passed":
                sums["tests"] += 1
                for name, value in self.figures[node].items():
                    sums[name] = sums.get(name, 0) + value
        self.keep(promise, database, sums)


def each_promise(items: list[pytest.Item]) -> Iterator[tuple[str, pytest.Item]]:
    for item in items:
        for marker in item.iter_markers("trust"):
            yield marker.args[0], item


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
    parser.add_argument("--short", action="store_true", help="one round of what tests leave out")
    parser.add_argument("--tell", action="store_true", help="only write the page anew")
    told, rest = parser.parse_known_args(words)
    os.environ["QINGSHAN_ROUNDS"] = str(1 if told.short else told.rounds)
    kept = json.loads(COUNTED.read_text("utf-8")) if COUNTED.exists() and not told.short else {}

    def keep(promise: str, database: str, figures: Figures) -> None:
        put_down(kept, promise, database, figures, add=told.add)
        if not told.short:
            COUNTED.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", "utf-8")

    gatherer = Gatherer(keep, folders=LEFT_OUT if told.short else [])
    only = ["--collect-only"] if told.tell else []
    pytest.main(["-p", "no:randomly", "-n", "0", "--no-header", "-q", *only, *rest], [gatherer])
    table = rendered(PROMISES, kept, gatherer)
    if not (told.short or rest):
        head, _, after = PAGE.read_text("utf-8").partition(BEGIN)
        _, _, tail = after.partition(END)
        PAGE.write_text(f"{head}{BEGIN}{table}{END}{tail}", "utf-8")
    print(f"\n{table}")
    asked = {promise for promise, _ in gatherer.chosen} if told.short or rest else set(PROMISES)
    unseen = [promise for promise in PROMISES if not (rest or gatherer.tests[promise])]
    verdicts = {p: verdict(gatherer, p) for p in PROMISES if p in asked or p in unseen}
    return 0 if told.tell else report(verdicts)


def verdict(gatherer: Gatherer, promise: str) -> str:
    """Of the tests that were chosen; a promise that no test shows does not hold."""
    nodes = [n for (of, _), nodes in gatherer.chosen.items() if of == promise for n in nodes]
    results = {gatherer.results.get(node, "not run") for node in nodes}
    if "failed" in results:
        return "FAILS"
    if "not run" in results:
        return "not run to its end"
    return "holds" if "passed" in results else "not shown"


def report(verdicts: dict[str, str]) -> int:
    wrong = {promise: word for promise, word in verdicts.items() if word != "holds"}
    for promise, word in wrong.items():
        print(f"{word}: {promise}")
    if not wrong:
        print(f"Every promise of {len(verdicts)} holds.")
    return 1 if wrong or not verdicts else 0


def put_down(
    kept: dict[str, Any], promise: str, database: str, figures: Figures, *, add: bool
) -> None:
    held = kept.setdefault(promise, {}).setdefault(database, {})
    before = held.get("figures", {}) if add else {}
    for name, value in before.items():
        if name != "tests":
            figures[name] = figures.get(name, 0) + value
    figures["tests"] = max(figures["tests"], before.get("tests", 0))
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
