"""A school's workbook of some 21,000 rows, against reading and inserting the same rows by hand.

The floor is the least that any program must do with the file: python-calamine reads every sheet,
and `executemany` puts the same rows into plain SQLite tables. Floor and load are timed in turn in
one process, the best of `ROUNDS` each; every load goes into a database without a school. "Again"
loads the same file once more, which changes nothing. Memory is the peak of a process that only
loads. `BENCH_WORKBOOK` names the workbook; without it one is made from the demonstration school.
`BENCH_POSTGRES` is the URL of an empty database to load into as well.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import platform
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 5


def run() -> str:
    with tempfile.TemporaryDirectory(prefix="qingshan-bench-") as home:
        workbook = os.environ.get("BENCH_WORKBOOK") or made_workbook(Path(home))
        lines = [
            f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}; "
            f"best of {ROUNDS}; {Path(workbook).name}",
            "",
            "| database | rows | floor s | load s | × floor | again s | × floor | peak MiB |",
            "|---|---|---|---|---|---|---|---|",
        ]
        databases = {"SQLite": f"sqlite:///{home}/bench.sqlite3"}
        if url := os.environ.get("BENCH_POSTGRES"):
            databases["PostgreSQL"] = url
        for name, url in databases.items():
            told = in_own_process(home, url, str(workbook), rounds=ROUNDS)
            peak = in_own_process(home, url, str(workbook), rounds=1)["peak"]
            lines.append(
                f"| {name} | {told['rows']:,} | {told['floor']:.3f} | {told['load']:.3f} "
                f"| {told['load'] / told['floor']:.1f} | {told['again']:.3f} "
                f"| {told['again'] / told['floor']:.1f} | {peak:.0f} |"
            )
        return "\n".join(lines)


def in_own_process(home: str, url: str, workbook: str, *, rounds: int) -> dict[str, float]:
    env = os.environ | {
        "QINGSHAN_HOME": home,
        "QINGSHAN_DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "qingshan.config.settings",
    }
    words = [sys.executable, "-m", "bench.load", workbook, str(rounds)]
    done = subprocess.run(words, env=env, check=True, capture_output=True, text=True)
    return json.loads(done.stdout.splitlines()[-1])


def made_workbook(home: Path) -> Path:
    """The demonstration school's workbook on the last day of a school year."""
    workbook = home / "school.xlsx"
    env = os.environ | {"QINGSHAN_HOME": str(home)}
    env["DJANGO_SETTINGS_MODULE"] = "qingshan.config.settings"
    words = [sys.executable, "-m", "bench.load", "--make", str(workbook)]
    subprocess.run(words, env=env, check=True, capture_output=True)
    return workbook


def make(workbook: Path) -> None:
    import django

    django.setup()
    from qingshan.demo.workbook import make_workbook, write_workbook

    write_workbook(make_workbook(seed=1, today=dt.date(2026, 7, 10)), workbook)


def measure(workbook: Path, rounds: int) -> dict[str, float]:
    import django

    django.setup()
    from django.core.management import call_command

    from qingshan.exchange.loading import load

    call_command("migrate", verbosity=0)
    floors, loads, agains, rows = [], [], [], 0
    for _ in range(rounds):
        empty_the_database()
        if rounds > 1:
            floors.append(timed(lambda: floor(workbook)))
        loads.append(timed(lambda: load(workbook)))
        agains.append(timed(lambda: load(workbook)))
        rows = sum(n.unchanged for n in load(workbook, dry_run=True).counts.values())
    empty_the_database()
    return {
        "floor": min(floors, default=0),
        "load": min(loads),
        "again": min(agains),
        "rows": rows,
        "peak": peak_mebibytes(),
    }


def floor(workbook: Path) -> None:
    from python_calamine import CalamineWorkbook

    with tempfile.TemporaryDirectory() as home, CalamineWorkbook.from_path(workbook) as book:
        database = sqlite3.connect(Path(home) / "floor.sqlite3")
        with database:
            for at, name in enumerate(book.sheet_names):
                header, *rows = book.get_sheet_by_name(name).to_python() or [["-"]]
                columns = ", ".join(f"c{n}" for n in range(len(header)))
                marks = ", ".join("?" * len(header))
                database.execute(f"CREATE TABLE t{at} ({columns})")
                plain = [[str(c) if isinstance(c, dt.date) else c for c in row] for row in rows]
                database.executemany(f"INSERT INTO t{at} VALUES ({marks})", plain)
        database.close()


def empty_the_database() -> None:
    """Without a school; one deletes its rows from the top of the house down."""
    from django.apps import apps
    from django.db import connection

    quote = connection.ops.quote_name
    owned = [m for m in apps.get_models() if any(f.name == "school" for f in m._meta.fields)]
    school = apps.get_model("school", "School")
    tables = [quote(model._meta.db_table) for model in (*owned, school)]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"TRUNCATE {', '.join(tables)} CASCADE")
            return
        cursor.execute("PRAGMA foreign_keys = OFF")
        for table in tables:
            cursor.execute(f"DELETE FROM {table}")
        cursor.execute("PRAGMA foreign_keys = ON")


def timed(deed) -> float:
    start = time.perf_counter()
    deed()
    return time.perf_counter() - start


def peak_mebibytes() -> float:
    import resource

    unit = 2**20 if sys.platform == "darwin" else 2**10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


if __name__ == "__main__":
    if sys.argv[1:2] == ["--make"]:
        make(Path(sys.argv[2]))
    elif len(sys.argv) == 3:
        print(json.dumps(measure(Path(sys.argv[1]), int(sys.argv[2]))))
    else:
        print(run())
