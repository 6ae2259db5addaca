"""Standing of a whole school for a whole school year, against a pandas group-by in memory.

The baseline is what a practised hand writes in pandas for the same answer: a frame of records
already in memory, merged with the days of the periods, grouped by person and period, compared with
the target and summed up. Both count the five reading promises and must agree; "all programmes" is
the same for every duty of every pack that is shipped. Both are timed in turn in one process, best
of `ROUNDS`. About 250 records a person, so 1,000 people are 250,000 records.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import platform
import subprocess
import sys
import tempfile
import time

SIZES = (100, 1_000, 10_000)
ROUNDS = 5
LAST_DAY = dt.date(2026, 7, 10)
READING = ("news_reading", "paper_reading", "reading_reflection", "monograph_reading")


def run() -> str:
    lines = [
        f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}; "
        f"best of {ROUNDS}",
        "",
        "| database | staff | records | pandas s | standing s | × pandas | per record µs "
        "| all programmes s | one person: queries | ms |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    databases = {"SQLite": "sqlite:///{home}/bench.sqlite3"}
    if url := os.environ.get("BENCH_POSTGRES"):
        databases["PostgreSQL"] = url
    for name, url in databases.items():
        for size in SIZES:
            told = in_own_process(url, size)
            lines.append(
                f"| {name} | {size:,} | {told['records']:,} | {told['pandas']:.3f} "
                f"| {told['standing']:.3f} | {told['standing'] / told['pandas']:.1f} "
                f"| {told['standing'] / told['records'] * 1e6:.2f} | {told['all']:.3f} "
                f"| {told['queries']} "
                f"| {told['person'] * 1000:.1f} |"
            )
    return "\n".join(lines)


def in_own_process(url: str, size: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory(prefix="qingshan-bench-") as home:
        env = os.environ | {
            "QINGSHAN_HOME": home,
            "QINGSHAN_DATABASE_URL": url.format(home=home),
            "DJANGO_SETTINGS_MODULE": "qingshan.config.settings",
        }
        words = [sys.executable, "-m", "bench.standing", str(size)]
        done = subprocess.run(words, env=env, check=True, capture_output=True, text=True)
        return json.loads(done.stdout.splitlines()[-1])


def measure(size: int) -> dict[str, float]:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from qingshan.kit.statistics import refresh_statistics
    from qingshan.people.models import Staff
    from qingshan.programmes.standing import duties_now_of, standing_of_school

    if connection.vendor == "postgresql":  # the database is the bench's own
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    call_command("migrate", verbosity=0)
    school = make_school(size)
    refresh_statistics()
    frames = in_memory(school)

    def ours():
        return standing_of_school(school, LAST_DAY, programme="teacher-five-ones")

    def theirs():
        return by_pandas(*frames)

    answer = {
        (line.person.pk, line.duty.key): (line.due, line.met)
        for line in ours()
        if line.duty.key.startswith("teacher-five-ones.")
    }
    assert answer == theirs(), "the two disagree"
    somebody = Staff.objects.filter(school=school).first()
    with CaptureQueriesContext(
        connection,
    ) as asked:
        duties_now_of(somebody, LAST_DAY)
    return {
        "records": len(frames[0]),
        "standing": best(ours),
        "pandas": best(theirs),
        "all": best(lambda: standing_of_school(school, LAST_DAY)),
        "queries": len(asked),
        "person": best(lambda: duties_now_of(somebody, LAST_DAY)),
    }


def best(work) -> float:
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return min(times)


def make_school(size: int):
    from qingshan.people.models import Staff
    from qingshan.programmes.models import Period
    from qingshan.programmes.services import lay_periods
    from qingshan.records.models import Record
    from qingshan.school.models import School, SchoolYear, Term

    school = School.objects.create(code="3122000000", name="测速学校")
    year = SchoolYear.objects.create(school=school, name="2025-2026")
    for n, (first, last) in enumerate(
        [(dt.date(2025, 9, 1), dt.date(2026, 1, 16)), (dt.date(2026, 3, 2), LAST_DAY)], start=1
    ):
        Term.objects.create(
            school=school, year=year, number=n, name=f"第{n}学期", starts_on=first, ends_on=last
        )
    lay_periods(school)
    Staff.objects.bulk_create(
        Staff(
            school=school,
            number=f"T{n:05}",
            name=f"老师{n}",
            gender="female",
            political_status="群众" if n % 4 else "中共党员",
            hired_on=dt.date(2018, 8, 20),
            post=Staff.Post.PERMANENT,
        )
        for n in range(size)
    )
    days = {
        cadence: list(
            Period.objects.filter(school=school, cadence=cadence).values_list("due_on", flat=True)
        )
        for cadence in ("school_day", "week", "month", "term")
    }
    numbers = iter(range(10**9))

    def rows():
        for n, staff in enumerate(Staff.objects.filter(school=school).values_list("pk", flat=True)):
            for (_, due), kind in zip(days.items(), READING, strict=True):
                for k, day in enumerate(due):
                    if (n * 7 + k) % 20:  # one in twenty is forgotten
                        yield Record(
                            school=school,
                            number=f"R{next(numbers)}",
                            date=day,
                            kind=kind,
                            staff_id=staff,
                            title="读一则新闻",
                            words=900 if kind == "reading_reflection" else None,
                        )

    from itertools import islice

    made = rows()
    while batch := list(islice(made, 20_000)):
        Record.objects.bulk_create(batch, batch_size=2000)
    return school


def in_memory(school):
    import pandas as pd

    from qingshan.people.models import Staff
    from qingshan.programmes.models import Period, PeriodDay
    from qingshan.records.models import Record

    records = pd.DataFrame.from_records(
        Record.objects.filter(school=school).values_list("staff_id", "kind", "date", "words"),
        columns=["staff", "kind", "date", "words"],
    )
    records["date"] = pd.to_datetime(records["date"])
    records["kind"] = records["kind"].astype("category")
    records["words"] = records["words"].fillna(0).astype("int64")
    days = pd.DataFrame.from_records(
        PeriodDay.objects.filter(school=school).values_list("date", "cadence", "period_id"),
        columns=["date", "cadence", "period"],
    )
    days["date"] = pd.to_datetime(days["date"])
    periods = pd.DataFrame.from_records(
        Period.objects.filter(school=school).values_list("pk", "cadence", "due_on"),
        columns=["period", "cadence", "due"],
    )
    periods["due"] = pd.to_datetime(periods["due"])
    staff = pd.Index(Staff.objects.filter(school=school).values_list("pk", flat=True))
    return records, days, periods, staff


def by_pandas(records, days, periods, staff):
    import pandas as pd

    today = pd.Timestamp(LAST_DAY)
    answers = {}
    for key, kinds, cadence, field, target in (
        ("news", ["news_reading"], "school_day", None, 1),
        ("paper", ["paper_reading"], "week", None, 1),
        ("note", ["reading_reflection"], "month", None, 1),
        ("monograph", ["monograph_reading"], "term", None, 1),
        ("writing", ["reading_reflection", "reading_notes"], "school_year", "words", 10_000),
    ):
        due = periods[(periods.cadence == cadence) & (periods.due <= today)].period
        wanted = days[(days.cadence == cadence) & days.period.isin(due)][["date", "period"]]
        mine = records[records.kind.isin(kinds) & (records.date <= today)]
        groups = mine.merge(wanted, on="date").groupby(["staff", "period"])
        amounts = groups[field].sum() if field else groups.size()
        met = (amounts >= target).groupby("staff").sum().reindex(staff, fill_value=0)
        for person, number in met.items():
            answers[person, f"teacher-five-ones.{key}"] = (len(due), int(number))
    return answers


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]))))
