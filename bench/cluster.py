"""Registers compared on a Spark cluster of one master and two workers, beside DuckDB.

The cluster stands on this machine's loopback for the length of the run: it is started and stopped
here. The same registers (`QINGSHAN_BENCH_CHILDREN`, 100,000) go through both engines; every row of
a list that only one engine wrote is shown with its reason, and more than one in a thousand fails.
"""

from __future__ import annotations

import contextlib
import csv
import os
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from bench.registers import Town
from crosscheck import Question, compare
from crosscheck.lists import TITLES

if TYPE_CHECKING:
    from collections.abc import Iterator

HOST = "127.0.0.1"
WORKERS = 2
CORES, MEMORY = 1, "2g"
REGISTERS = ("population", "roll", "present", "relief")
MOST_DIFFERENT = 0.001
PATIENCE = 120
"""Seconds in which a master or a worker must be there."""


def run() -> str:
    """The table as Markdown, and below it the rows that differ."""
    children = int(os.environ.get("QINGSHAN_BENCH_CHILDREN", "100000"))
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        Town(children=children, split="test", seed=2026).write(folder)
        files = {name: str(folder / f"{name}.csv") for name in REGISTERS}
        lines = ["| engine | children | seconds | seconds by stage |", "|---|---|---|---|"]
        lines.append(_line("DuckDB", children, Question(**files), folder / "duckdb"))
        with cluster(folder) as master:
            asked = Question(**files, engine="spark", spark_master=master, private=folder)
            lines.append(_line(f"Spark, {WORKERS} workers", children, asked, folder / "spark"))
        rows, different = _different(folder / "duckdb", folder / "spark")
    lines += ["", f"{len(different)} of {rows:,} rows are in the list of one engine only.", ""]
    text = "\n".join([*lines, *different])
    if len(different) > MOST_DIFFERENT * rows:
        raise SystemExit(f"{text}\nMore than one row in a thousand differs.")
    return text


def _line(title: str, children: int, asked: Question, out: Path) -> str:
    started = time.perf_counter()
    seconds = compare(asked, out).seconds
    stages = ", ".join(f"{stage} {spent:.1f}" for stage, spent in seconds.items())
    return f"| {title} | {children:,} | {time.perf_counter() - started:.0f} | {stages} |"


@contextlib.contextmanager
def cluster(folder: Path) -> Iterator[str]:
    """The address of a master with its workers; all are gone at the end, however it ends."""
    port = _free_port()
    address = f"spark://{HOST}:{port}"
    os.environ["SPARK_LOCAL_IP"] = HOST
    running: list[subprocess.Popen[bytes]] = []
    with contextlib.ExitStack() as stack:
        stack.callback(_stop, running)
        words = ["master.Master", "--host", HOST, "--port", str(port), "--webui-port", "0"]
        running.append(_start(folder, "master", words))
        _wait(folder, "master", "New state: ALIVE")
        for number in range(WORKERS):
            name = f"worker-{number}"
            words = ["worker.Worker", "--host", HOST, "--cores", str(CORES), "--memory", MEMORY]
            words += ["--webui-port", "0", "--work-dir", str(folder / name), address]
            running.append(_start(folder, name, words))
            _wait(folder, name, "Successfully registered with master")
        yield address


def _start(folder: Path, name: str, words: list[str]) -> subprocess.Popen[bytes]:
    import pyspark

    home = Path(pyspark.__file__).parent
    command = [str(home / "bin" / "spark-class"), f"org.apache.spark.deploy.{words[0]}", *words[1:]]
    settings = {
        "SPARK_HOME": str(home),
        "SPARK_LOCAL_IP": HOST,
        "PYSPARK_PYTHON": sys.executable,
        "SPARK_DAEMON_MEMORY": "512m",
    }
    with (folder / f"{name}.log").open("wb") as log:
        return subprocess.Popen(
            command, env={**os.environ, **settings}, stdout=log, stderr=subprocess.STDOUT
        )


def _wait(folder: Path, name: str, sign: str) -> None:
    """Until the log says so."""
    until = time.monotonic() + PATIENCE
    while sign not in (said := (folder / f"{name}.log").read_text(errors="replace")):
        if time.monotonic() > until:
            raise SystemExit(f"{name} did not start:\n{said[-2000:]}")
        time.sleep(0.2)


def _stop(running: list[subprocess.Popen[bytes]]) -> None:
    """Workers before their master; who does not go when told is made to."""
    for process in reversed(running):
        process.terminate()
    for process in running:
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _different(one: Path, other: Path) -> tuple[int, list[str]]:
    """How many rows the lists have, and those that only one of the two has, with their reasons."""
    total, lines = 0, []
    for key in TITLES:
        lists = [_rows(folder / f"{key}.csv") for folder in (one, other)]
        total += len(lists[0].keys() | lists[1].keys())
        for engine, mine, theirs in (("DuckDB", *lists), ("Spark", *reversed(lists))):
            only = sorted(mine.keys() - theirs.keys())
            lines += [f"- {key}, {engine} only: {name}: {mine[name]}" for name in only]
    return total, lines


def _rows(file: Path) -> dict[str, str]:
    """What tells a row from others, and why it is there."""
    with file.open(encoding="utf-8-sig", newline="") as opened:
        found = {}
        for row in csv.DictReader(opened):
            pair = f"{row.get('甲_编号')}-{row.get('乙_编号')}"
            found[row.get("编号") or f"{row.get('比对')} {pair}"] = f"{row['score']} {row['why']}"
        return found
