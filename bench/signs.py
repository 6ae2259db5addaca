"""The weekly signs of a whole school after a year of attendance, against pandas in memory.

The baseline is what a practised hand writes for the same sentences: frames of absences, worries,
marks and children already in memory, counted by child over the same windows and compared with the
same thresholds. Both must name the same children for the same reasons. Best of `ROUNDS`.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import platform
import random
import subprocess
import sys
import tempfile
from decimal import Decimal

from bench.standing import ROUNDS, best

SIZES = (100, 1_000, 10_000)
LAST_DAY = dt.date(2026, 7, 10)
MISSED = 0.03  # of the mornings of a child


def run() -> str:
    lines = [
        f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}; "
        f"best of {ROUNDS}",
        "",
        "| database | children | absences | pandas ms | signs ms | × pandas | queries |",
        "|---|---|---|---|---|---|---|",
    ]
    databases = {"SQLite": "sqlite:///{home}/bench.sqlite3"}
    if url := os.environ.get("BENCH_POSTGRES"):
        databases["PostgreSQL"] = url
    for name, url in databases.items():
        for size in SIZES:
            told = in_own_process(url, size)
            lines.append(
                f"| {name} | {size:,} | {told['absences']:,} | {told['pandas'] * 1000:.1f} "
                f"| {told['signs'] * 1000:.1f} | {told['signs'] / told['pandas']:.1f} "
                f"| {told['queries']} |"
            )
    return "\n".join(lines)


def in_own_process(url: str, size: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory(prefix="qingshan-bench-") as home:
        env = os.environ | {
            "QINGSHAN_HOME": home,
            "QINGSHAN_DATABASE_URL": url.format(home=home),
            "DJANGO_SETTINGS_MODULE": "qingshan.config.settings",
        }
        words = [sys.executable, "-m", "bench.signs", str(size)]
        done = subprocess.run(words, env=env, check=True, capture_output=True, text=True)
        return json.loads(done.stdout.splitlines()[-1])


def measure(size: int) -> dict[str, float]:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from qingshan.care.models import Absence
    from qingshan.care.signs.queries import watch_of
    from qingshan.kit.statistics import refresh_statistics

    if connection.vendor == "postgresql":  # the database is the bench's own
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    call_command("migrate", verbosity=0)
    school = make_school(size)
    refresh_statistics()
    frames = in_memory(school)

    def ours():
        watch = watch_of(school, LAST_DAY)
        return {child: watch.reasons(child) for child in watch.found}

    def theirs():
        return by_pandas(*frames)

    assert ours() == theirs(), "the two disagree"
    with CaptureQueriesContext(connection) as asked:
        ours()
    return {
        "absences": Absence.objects.count(),
        "signs": best(ours),
        "pandas": best(theirs),
        "queries": len(asked),
    }


def make_school(size: int):
    from qingshan.access.models import Account
    from qingshan.care.models import Absence, RollCall
    from qingshan.outcomes.models import Mark
    from qingshan.people.models import Staff, Student
    from qingshan.records.models import Record
    from qingshan.school.calendar import school_days
    from qingshan.school.models import School, SchoolClass, SchoolYear, Term

    rng = random.Random(20261124)
    school = School.objects.create(code="3122000000", name="测速学校")
    year = SchoolYear.objects.create(school=school, name="2025-2026")
    terms = [
        Term.objects.create(
            school=school, year=year, number=n, name=f"第{n}学期", starts_on=first, ends_on=last
        )
        for n, (first, last) in enumerate(
            [(dt.date(2025, 9, 1), dt.date(2026, 1, 16)), (dt.date(2026, 3, 2), LAST_DAY)], start=1
        )
    ]
    account = Account.objects.create(username="bench", name="测速")
    staff = Staff.objects.create(
        school=school,
        number="T1",
        name="老师",
        gender="female",
        political_status="群众",
        hired_on=dt.date(2018, 8, 20),
        post=Staff.Post.PERMANENT,
    )
    classes = [
        SchoolClass.objects.create(
            school=school, code=f"C{n:04}", grade="三年级", grade_number=3, name=f"{n}班"
        )
        for n in range(-(-size // 45))
    ]
    Student.objects.bulk_create(
        Student(
            school=school,
            number=f"G{n:08}",
            name=f"孩子{n}",
            gender="female",
            birth_date=dt.date(2016, 5, 5),
            grade="三年级",
            school_class=classes[n // 45],
            left_behind="both_parents" if n % 7 == 0 else "none",
            needs_aid=n % 11 == 0,
            is_orphan=n % 97 == 0,
        )
        for n in range(size)
    )
    days = [day for day in school_days(terms, {}) if day <= LAST_DAY]
    RollCall.objects.bulk_create(
        (
            RollCall(
                school=school,
                date=day,
                session=RollCall.Session.MORNING,
                school_class=school_class,
                taken_by=account,
            )
            for day in days
            for school_class in classes
        ),
        batch_size=2000,
    )
    children = list(Student.objects.values_list("pk", "school_class_id"))
    reasons = ["sick"] * 6 + ["personal"] * 2 + ["late", "unexplained"]
    Absence.objects.bulk_create(
        (
            Absence(
                school=school,
                date=day,
                session=Absence.Session.MORNING,
                student_id=child,
                school_class_id=school_class,
                reason=rng.choice(reasons),
            )
            for day in days
            for child, school_class in children
            if rng.random() < MISSED
        ),
        batch_size=2000,
    )
    Record.objects.bulk_create(
        Record(
            school=school,
            number=f"R{n}",
            date=rng.choice(days),
            kind="concern",
            staff=staff,
            student_id=rng.choice(children)[0],
        )
        for n in range(size // 2)
    )
    Mark.objects.bulk_create(
        (
            Mark(
                school=school,
                exam=exam,
                date=day,
                student_id=child,
                subject=subject,
                points=Decimal(rng.randrange(380, 1001)) / 10,
                full=100,
            )
            for exam, day in (("期中", dt.date(2026, 4, 28)), ("期末", dt.date(2026, 7, 2)))
            for child, _ in children
            for subject in ("语文", "数学", "英语", "音乐")
        ),
        batch_size=2000,
    )
    return school


def in_memory(school):
    import pandas as pd

    from qingshan.care.models import Absence
    from qingshan.outcomes.models import Mark
    from qingshan.people.models import Student
    from qingshan.records.models import Record
    from qingshan.school.calendar import school_days
    from qingshan.school.models import Term

    absences = pd.DataFrame.from_records(
        Absence.objects.filter(school=school).values("student_id", "date", "session", "reason")
    )
    worries = pd.DataFrame.from_records(
        Record.objects.filter(school=school, kind="concern").values("student_id", "date")
    )
    children = pd.DataFrame.from_records(
        Student.objects.filter(school=school).values(
            "pk", "left_behind", "is_orphan", "needs_aid", "disability"
        ),
        index="pk",
    )
    for frame in (absences, worries):
        frame["date"] = pd.to_datetime(frame["date"])
    marks = pd.DataFrame.from_records(
        Mark.objects.filter(school=school).values(
            "student_id", "date", "subject", "points", "full"
        ),
        coerce_float=True,
    )
    marks["date"] = pd.to_datetime(marks["date"])
    terms = list(Term.objects.filter(school=school).order_by("starts_on"))
    days = pd.DatetimeIndex(school_days(terms, {}))
    return absences, worries, marks, children, days, pd.Timestamp(terms[-1].starts_on)


def by_pandas(absences, worries, marks, children, days, term_began):
    import pandas as pd

    today = days[-1]
    missed = absences[(absences["session"] == "morning") & (absences["reason"] != "late")]
    of_term = int((days >= term_began).sum())

    def since(first, rows=missed):
        return rows[rows["date"] >= first].groupby("student_id").size()

    latest = marks[marks["date"] == marks.groupby("student_id")["date"].transform("max")]
    failed = latest[
        latest["subject"].isin(["语文", "数学", "英语"]) & (latest["points"] < latest["full"] * 0.6)
    ]
    circumstances = (
        children["left_behind"].isin(["one_parent", "both_parents"]),
        children["is_orphan"].eq(other=True),
        ~children["disability"].isin(["", "无残疾"]),
        children["needs_aid"].eq(other=True),
    )
    counted = pd.DataFrame(
        {
            "in_a_row": since(days[-3]),
            "unexplained": since(days[-10], missed[missed["reason"] == "unexplained"]),
            "month": since(days[-20]),
            "term": since(term_began) * 100 // of_term,
            "events": since(today - pd.Timedelta(days=60), worries),
            "marks": failed.groupby("student_id").size(),
            "circumstances": sum(held.astype(int) for held in circumstances),
        },
        index=children.index,
    )
    counted = counted.fillna(0).astype(int)
    least = {
        "in_a_row": (3, "最近 {n} 个上课日天天没来"),
        "unexplained": (2, "最近两周有 {n} 次缺席还不知道原因"),
        "month": (4, "最近四周缺席 {n} 天"),
        "term": (10, "本学期缺席的天数到了上课日的 {n}%"),
        "events": (2, "最近六十天记下了 {n} 件让人放心不下的事"),
        "marks": (2, "最近一次考试，语文、数学、英语里有 {n} 门不到六成"),
        "circumstances": (2, "留守、孤儿、残疾、困难里占了 {n} 项"),
    }
    fires = counted.ge(pd.Series({key: number for key, (number, _) in least.items()}))
    named = counted[fires.any(axis=1)]
    spoken = fires.loc[named.index].to_numpy()
    says = [sentence for _, sentence in least.values()]
    return {
        child: [say.format(n=n) for say, n, fired in zip(says, row, fire, strict=True) if fired]
        for child, row, fire in zip(
            named.index.tolist(), named.to_numpy().tolist(), spoken.tolist(), strict=True
        )
    }


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]))))
