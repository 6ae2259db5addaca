"""Prints each system of the case document, the tests that drive it, and whether they pass.

`python3 run.py systems` runs the marked tests. It exits 1 where a test fails or where a system
that docs/systems.md claims to be working has no test.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CLAIMS = ROOT / "docs" / "systems.md"


class Gatherer:
    """Collects, for each system id, the marked tests and what became of them."""

    def __init__(self) -> None:
        self.tests: dict[str, list[str]] = defaultdict(list)
        self.results: dict[str, str] = {}

    def pytest_collection_modifyitems(
        self, config: pytest.Config, items: list[pytest.Item]
    ) -> None:
        marked = [item for item in items if any(item.iter_markers("system"))]
        config.hook.pytest_deselected(items=[item for item in items if item not in marked])
        items[:] = marked
        for item in marked:
            for marker in item.iter_markers("system"):
                for system in marker.args:
                    self.tests[system].append(item.nodeid)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "call" or report.outcome != "passed":
            self.results[report.nodeid] = report.outcome


def claimed() -> dict[str, tuple[str, bool]]:
    """Id → (name, whether it is claimed to work), from the table in docs/systems.md."""
    rows = re.findall(
        r"^\| (\w+) \| (.+?) \| (works|partly|later) \|", CLAIMS.read_text("utf-8"), re.M
    )
    return {key: (name, state == "works") for key, name, state in rows}


def main(words: list[str]) -> int:
    gatherer = Gatherer()
    pytest.main(["-p", "no:randomly", "--no-header", "-q", *words], plugins=[gatherer])
    missing, failing = [], []
    print()
    for key, (name, works) in claimed().items():
        nodes = gatherer.tests.get(key, [])
        passed = [node for node in nodes if gatherer.results.get(node) == "passed"]
        state = "works" if works else "not claimed"
        print(f"{key:4}{name}  [{state}] {len(passed)}/{len(nodes)} passed")
        for node in nodes:
            print(f"      {gatherer.results.get(node, 'not run'):8} {node}")
        if works and not nodes:
            missing.append(key)
        failing += [node for node in nodes if gatherer.results.get(node) == "failed"]
    for key in missing:
        print(f"{key} is claimed to work and no test drives it")
    return 1 if missing or failing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
