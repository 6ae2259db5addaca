"""Registers compared: ours beside Splink alone, spreadsheet look-ups and recordlinkage.

Registers of the generator's test split, `QINGSHAN_BENCH_CHILDREN` children (10,000, 100,000 and
1,000,000), each way in a process of its own: precision and recall of not_enrolled and dropouts
together, seconds, seconds of both processors (user and system) and peak memory of the process.
`recordlinkage` is measured where it is installed, on up to 10,000; `QINGSHAN_BENCH_WAYS` names
the ways, all by default. The chart of processor time against size goes to docs/crosscheck.svg.
"""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from bench.rivals import WAYS

SIZES = "10000,100000,1000000"
TITLES = {
    "ours": "qingshan crosscheck",
    "splink": "Splink alone, same blocking, one pass",
    "splink_bounded": "the same, our bound on pairs, no training",
    "id": "look-up on ID number",
    "id_birthday": "ID number, or name and birthday",
    "recordlinkage": "recordlinkage",
}
MOST = {"recordlinkage": 10_000}
CHART = Path(__file__).resolve().parents[1] / "docs" / "crosscheck.svg"


@dataclass(frozen=True)
class Result:
    """One way at one size."""

    way: str
    children: int
    precision: float
    recall: float
    seconds: float
    cpu: float
    gib: float


def run() -> str:
    """The table as Markdown."""
    sizes = [int(n) for n in os.environ.get("QINGSHAN_BENCH_CHILDREN", SIZES).split(",")]
    ways = os.environ.get("QINGSHAN_BENCH_WAYS", ",".join(WAYS)).split(",")
    results: list[Result] = []
    for children in sizes:
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place)
            truth = _registers(children, folder)
            for way in ways:
                if _can(way, children):
                    results.append(_measured(way, children, folder, truth))
                    print(_line(results[-1]), file=sys.stderr)
    _draw(results)
    head = "| way | children | precision | recall | seconds | CPU s | peak GiB |"
    head += "\n|---|---|---|---|---|---|---|"
    return "\n".join([head, *(_line(r) for r in results)])


def _registers(children: int, folder: Path) -> dict[str, list[int]]:
    """Made in a process of their own: a process begins with the peak memory of who starts it."""
    words = ["--children", str(children), "--split", "test", "--seed", "2026"]
    command = [sys.executable, "-m", "bench.registers", str(folder), *words]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    truth: dict[str, list[int]] = json.loads((folder / "truth.json").read_text())
    return truth


def _can(way: str, children: int) -> bool:
    if way == "recordlinkage" and importlib.util.find_spec(way) is None:
        return False
    return children <= MOST.get(way, children)


def _measured(way: str, children: int, folder: Path, truth: dict[str, list[int]]) -> Result:
    started = time.perf_counter()
    with tempfile.TemporaryFile() as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "bench.rivals", way, str(folder)], stdout=out
        )
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        if status:
            raise SystemExit(f"{way} failed at {children}")
        out.seek(0)
        found = json.load(out)
    said = {(key, n) for key, rows in found.items() for n in rows}
    true = {(key, n) for key in found for n in truth[key]}
    right = len(said & true)
    return Result(
        way,
        children,
        right / max(1, len(said)),
        right / max(1, len(true)),
        seconds,
        used.ru_utime + used.ru_stime,
        used.ru_maxrss / 2**20,
    )


def _line(r: Result) -> str:
    return (
        f"| {TITLES[r.way]} | {r.children:,} | {r.precision:.4f} | {r.recall:.4f} "
        f"| {r.seconds:.1f} | {r.cpu:.1f} | {r.gib:.2f} |"
    )


def _draw(results: list[Result]) -> None:
    import altair as alt

    rows = [{"children": r.children, "seconds": r.cpu, "way": TITLES[r.way]} for r in results]
    chart = (
        alt.Chart(alt.Data(values=rows), width=640, height=360)
        .mark_line(point=True)
        .encode(
            x=alt.X("children:Q", scale=alt.Scale(type="log"), title="children"),
            y=alt.Y("seconds:Q", scale=alt.Scale(type="log"), title="CPU seconds"),
            color=alt.Color("way:N", title=None),
        )
    )
    chart.save(str(CHART))
