"""Figures from a data set of 1 to 1,000 schools, beside SQL written by hand for the same figures.

Each size in a process of its own: the data set is made by DuckDB in the extract's form (about
20,000 rows a school), opened, and asked in turn by the declarations and by hand; both must agree.
Best of `ROUNDS`. `QINGSHAN_BENCH_SCHOOLS` says the sizes, `QINGSHAN_BENCH_SPARK=20` asks Spark as
well, up to so many schools. `QINGSHAN_BENCH_FOLDER` is where data sets are made and kept: the next
run takes those that are there, and goes on with one that was broken off (1,000 schools are about
400 MB). The last size is gathered (`qingshan gather`) and asked again. The chart goes to
docs/extract.svg. The last tables are how fast `qingshan gather` and `qingshan extract` write.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench import extract_data, extract_sql

SIZES = "1,10,100,1000"
ROUNDS = 3
SPARK_UP_TO = int(os.environ.get("QINGSHAN_BENCH_SPARK", "0"))
DAY = dt.date(2025, 7, 15)
CHART = Path(__file__).resolve().parents[1] / "docs" / "extract.svg"
HEAD = (
    "| schools | files | rows | MB | opened s | by hand s | declared s | × by hand | CPU s by hand "
    "| declared | × by hand | peak MiB | Spark s |\n"
    "|---|---|---|---|---|---|---|---|---|---|---|---|---|"
)


def run() -> str:
    sizes = [int(n) for n in os.environ.get("QINGSHAN_BENCH_SCHOOLS", SIZES).split(",")]
    lines, points = [], []
    with room_kept() as room:
        for size in sizes:
            told = in_own_process(room, "measure", size, "")
            points.append((size, told))
            lines.append(_line(str(size), told))
        gathered = in_own_process(room, "gather", max(sizes), "")
        packed = in_own_process(room, "measure", max(sizes), "packed")
        lines.append(_line(f"{max(sizes):,}, a file a year", packed))
        written = in_own_process(room, "write", 0, "")
    _draw(points)
    return "\n".join(
        [
            f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}; "
            f"best of {ROUNDS}",
            "",
            HEAD,
            *lines,
            "",
            "| writing from | rows | seconds | rows a second | peak MiB |",
            "|---|---|---|---|---|",
            _written(f"{max(sizes):,} schools, gathered", gathered),
            _written("SQLite, one school", written),
        ]
    )


def _written(what: str, told: dict[str, float]) -> str:
    speed = told["rows"] / told["seconds"]
    return (
        f"| {what} | {told['rows']:,} | {told['seconds']:.1f} | {speed:,.0f} | {told['mib']:.0f} |"
    )


def _line(size: str, told: dict[str, float]) -> str:
    spark = f"{told['spark']:.1f}" if told["spark"] else ""
    return (
        f"| {size} | {told['files']:,} | {told['rows']:,} | {told['mb']:.1f} "
        f"| {told['opened']:.2f} | {told['hand']:.3f} | {told['ours']:.3f} "
        f"| {told['ours'] / told['hand']:.2f} | {told['hand_cpu']:.2f} | {told['cpu']:.2f} "
        f"| {told['cpu'] / told['hand_cpu']:.2f} | {told['mib']:.0f} | {spark} |"
    )


@contextlib.contextmanager
def room_kept():
    """A folder for the data sets: one that stays, or one for this run."""
    kept = os.environ.get("QINGSHAN_BENCH_FOLDER")
    if kept:
        Path(kept).mkdir(parents=True, exist_ok=True)
        yield kept
        return
    with tempfile.TemporaryDirectory() as room:
        yield room


def in_own_process(room: str, what: str, size: int, how: str) -> dict[str, float]:
    with tempfile.TemporaryDirectory(dir=room) as home:
        env = os.environ | {
            "QINGSHAN_HOME": home,
            "QINGSHAN_DATABASE_URL": f"sqlite:///{home}/bench.sqlite3",
            "DJANGO_SETTINGS_MODULE": "qingshan.config.settings",
        }
        words = [sys.executable, "-m", "bench.extract", what, str(size), home, room, how]
        done = subprocess.run(words, env=env, check=True, stdout=subprocess.PIPE, text=True)
        found = json.loads(done.stdout.splitlines()[-1])
        print(what, size, how, found, file=sys.stderr)
        return found


def gather(size: int, room: Path) -> dict[str, float]:
    """The data set of `size` schools as one file a table and year."""
    from qingshan.extract.gathering import gather as write

    packed = room / f"packed-{size}"
    if not packed.exists():
        seconds = timed(lambda: write(packed, [room / f"data-{size}"]))
        (room / f"gathered-{size}.json").write_text(json.dumps({"seconds": seconds, "mib": peak()}))
    return json.loads((room / f"gathered-{size}.json").read_text()) | {"rows": rows_in(packed)}


def rows_in(folder: Path) -> int:
    return sum(json.loads((folder / "manifest.json").read_text())["tables"].values())


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(size: int, room: Path, how: str) -> dict[str, float]:
    """Figures of a data set of `size` schools, both ways."""
    folder = room / f"{'packed' if how else 'data'}-{size}"
    # made by a process of its own, so that the peak is that of asking
    words = [sys.executable, "-m", "bench.extract", "make", str(size), str(room), str(room)]
    subprocess.run(words, check=True)
    import duckdb

    from qingshan.extract.answering import engine_over
    from qingshan.extract.opening import opened

    began = time.perf_counter()
    data = opened(folder)
    took = time.perf_counter() - began
    codes = tuple(data.schools)
    con = duckdb.connect()
    keys = extract_sql.keys(_with_views(con, folder, data), DAY)

    def by_hand():
        return extract_sql.answers(_with_views(duckdb.connect(), folder, data), DAY)

    def ours(name="duckdb"):
        with engine_over(data, codes, name=name) as engine:
            return declared(engine, data, keys)

    _compare(ours(), by_hand(), keys)
    hands, mine, hand_cpus, cpus = [], [], [], []
    for _ in range(ROUNDS):
        for work, walls, used in ((by_hand, hands, hand_cpus), (ours, mine, cpus)):
            started = time.process_time()
            walls.append(timed(work))
            used.append(time.process_time() - started)
    return {
        "files": sum(1 for _ in folder.rglob("*.parquet")),
        "rows": rows_in(folder),
        "mb": sum(f.stat().st_size for f in folder.rglob("*.parquet")) / 1e6,
        "opened": took,
        "hand": min(hands),
        "ours": min(mine),
        "cpu": min(cpus),
        "hand_cpu": min(hand_cpus),
        "mib": peak(),
        "spark": timed(lambda: ours("spark")) if size <= SPARK_UP_TO else 0,
    }


def declared(engine, data, keys):
    """The declarations of the figures that are written by hand as well."""
    from qingshan.extract.answering import answers_from
    from qingshan.extract.planning import key_of

    figures = [one for one in data.plan.carried() if key_of(one) in keys]
    codes = tuple(data.schools)
    found = answers_from(engine, data, codes, as_of=DAY, listed=figures)
    return {data.schools[code]: answers for code, answers in found.items()}


def _with_views(con, folder, data):
    for name in data.plan.tables:
        files = f"'{folder}/tables/{name}/**/*.parquet'"
        con.execute(
            f'CREATE VIEW "{name}" AS SELECT * FROM read_parquet({files}, hive_partitioning=false)'
        )
    return con


def _compare(ours, theirs, keys) -> None:
    """Each value the same; what a hand leaves out has no rows, and is nothing."""
    from decimal import Decimal

    compared = 0
    for school, answers in ours.items():
        for key, answer in answers.items():
            value = theirs[school].get(key, 0)
            value = float(value) if isinstance(answer.value, float) else Decimal(value)
            assert answer.value == value, (school, key, answer.value, value)
            compared += 1
    assert compared >= len(ours) * len(keys), "figures are missing"


def timed(work) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def write(room: Path) -> dict[str, float]:
    """`qingshan extract` on a school of 283,200 records."""
    from django.core.management import call_command

    from bench.school import make_school
    from qingshan.extract.writing import extract

    call_command("migrate", verbosity=0)
    school = make_school()
    seconds = timed(lambda: extract(room / "data", [school]))
    manifest = json.loads((room / "data/manifest.json").read_text())
    return {
        "rows": sum(manifest["tables"].values()),
        "seconds": seconds,
        "mib": peak(),
    }


def _draw(points) -> None:
    import altair as alt

    rows = [
        {"schools": size, "seconds": told[way], "way": title}
        for size, told in points
        for way, title in (
            ("ours", "declarations on DuckDB"),
            ("hand", "SQL by hand"),
            ("spark", "declarations on Spark, with its start"),
        )
        if told[way]
    ]
    chart = (
        alt.Chart(alt.Data(values=rows), width=640, height=360)
        .mark_line(point=True)
        .encode(
            x=alt.X("schools:Q", scale=alt.Scale(type="log"), title="schools"),
            y=alt.Y("seconds:Q", scale=alt.Scale(type="log"), title="seconds"),
            color=alt.Color("way:N", title=None),
        )
    )
    chart.save(str(CHART))


def main(what: str, size: str, home: str, room: str, how: str = "") -> None:
    import django

    django.setup()
    if what == "make":
        extract_data.make(Path(room) / f"data-{size}", int(size))
    elif what == "gather":
        print(json.dumps(gather(int(size), Path(room))))
    elif what == "write":
        print(json.dumps(write(Path(home))))
    else:
        print(json.dumps(measure(int(size), Path(room), how)))


if __name__ == "__main__":
    main(*sys.argv[1:])
