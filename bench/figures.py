"""All figures of one school, against the same figures in SQL written by hand.

The school is the demonstration, then the same with ten times its records. The baseline asks for the
agreed figures as somebody would who knows the tables: one statement a table, sums by condition.
Both are timed in turn in one process and must agree; CPU seconds, best of `ROUNDS`.
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
from typing import Any

SIZES = (1, 10)
ROUNDS = 7
TODAY = dt.date(2026, 11, 24)

BY_HAND = (
    """SELECT COUNT(*), COUNT(*) FILTER (WHERE post = 'special'),
    COUNT(*) FILTER (WHERE post = 'special' AND position = '中层干部'),
    COUNT(*) FILTER (WHERE post = 'special' AND joined_party_on >= hired_on
        AND joined_party_on <= %(day)s),
    COUNT(*) FILTER (WHERE post = 'special' AND applied_party_on <= %(day)s
        AND (joined_party_on IS NULL OR joined_party_on > %(day)s))
    FROM people_staff WHERE school_id = %(school)s""",
    """SELECT COUNT(*), COUNT(*) FILTER (WHERE boarding = 'boarding'),
    COUNT(*) FILTER (WHERE left_behind IN ('one_parent', 'both_parents'))
    FROM people_student WHERE school_id = %(school)s""",
    """SELECT COUNT(*) FILTER (WHERE kind = 'home_visit'),
    COUNT(DISTINCT student_id) FILTER (WHERE kind = 'home_visit'),
    COUNT(*) FILTER (WHERE kind = 'home_teaching'), COUNT(*) FILTER (WHERE kind = 'portrait')
    FROM records_record WHERE school_id = %(school)s AND date <= %(day)s
    AND kind IN ('home_visit', 'home_teaching', 'portrait')""",
    """SELECT COUNT(DISTINCT t.staff_id) FILTER (WHERE title = '区级骨干教师'),
    COUNT(DISTINCT t.staff_id) FILTER (WHERE title = '市教学能手'),
    COUNT(DISTINCT t.staff_id) FILTER (WHERE title = '区人大代表')
    FROM growth_title t JOIN people_staff s ON s.id = t.staff_id
    WHERE t.school_id = %(school)s AND awarded_on <= %(day)s AND s.post = 'special'""",
    """SELECT COUNT(DISTINCT staff_id) FILTER (WHERE recipient = 'staff'
        AND level IN ('district', 'city', 'province', 'nation')),
    COUNT(*) FILTER (WHERE recipient = 'school'), COUNT(*) FILTER (WHERE recipient = 'student')
    FROM outcomes_honour WHERE school_id = %(school)s AND date <= %(day)s""",
    """SELECT COUNT(*), COUNT(*) FILTER (WHERE result IN ('excellent', 'good'))
    FROM outcomes_inspection WHERE school_id = %(school)s AND date <= %(day)s""",
    """SELECT COUNT(*), COUNT(DISTINCT category) FROM character_course
    WHERE school_id = %(school)s AND nature = 'school'""",
    """SELECT COUNT(*) FILTER (WHERE kind = 'accident'),
    COUNT(*) FILTER (WHERE kind = 'complaint'), COUNT(*) FILTER (WHERE kind = 'opinion'),
    COUNT(*) FILTER (WHERE kind = 'violation')
    FROM voice_incident WHERE school_id = %(school)s AND date <= %(day)s""",
    """SELECT SUM(CASE WHEN kind = 'support' THEN net END),
    SUM(CASE WHEN kind = 'support' THEN -net ELSE net END)
    FROM care_fundentry WHERE school_id = %(school)s AND date <= %(day)s""",
    """SELECT year, graduates, entered, full_marks FROM outcomes_examination
    WHERE school_id = %(school)s AND year <= %(year)s ORDER BY year""",
)
CHECKED = (
    ("staff.total", 0, 0),
    ("staff.special_post.party_applicants", 0, 4),
    ("students.left_behind", 1, 2),
    ("care.visits", 2, 0),
    ("care.visited_students", 2, 1),
    ("students.awards", 4, 2),
    ("courses.categories", 6, 1),
)
"""Figures of the baseline that are held against the declarations: key, statement, column."""


def run() -> str:
    lines = [
        f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}; "
        f"best of {ROUNDS}, CPU seconds of the process",
        "",
        "| database | records | by hand ms | the agreed ms | × by hand | queries | all figures "
        "| all ms | queries |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for size in SIZES:
        told = in_own_process(size)
        lines.append(
            f"| SQLite | {told['records']:,} | {told['hand'] * 1e3:.1f} "
            f"| {told['agreed'] * 1e3:.0f} "
            f"| {told['agreed'] / told['hand']:.1f} | {told['agreed_queries']} "
            f"| {told['figures']} | {told['all'] * 1e3:.0f} | {told['all_queries']} |"
        )
    return "\n".join(lines)


def in_own_process(size: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory(prefix="qingshan-bench-") as home:
        env = os.environ | {
            "QINGSHAN_HOME": home,
            "QINGSHAN_DATABASE_URL": f"sqlite:///{home}/bench.sqlite3",
            "DJANGO_SETTINGS_MODULE": "qingshan.config.settings",
        }
        words = [sys.executable, "-m", "bench.figures", str(size)]
        done = subprocess.run(words, env=env, check=True, capture_output=True, text=True)
    told: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return told


def measure(size: int) -> dict[str, float]:
    import django

    django.setup()
    from django.core.management import call_command

    from qingshan.demo.school import make_demo_school

    call_command("migrate", verbosity=0)
    school = make_demo_school(today=TODAY)
    multiply_records(size)
    return timed(school)


def multiply_records(size: int) -> None:
    from qingshan.records.models import Record

    held = list(Record.objects.all())
    for copy in range(1, size):
        for record in held:
            record.pk, record.once, record.number = None, None, f"{record.number[:20]}x{copy}"
            record._state.adding = True
        Record.objects.bulk_create(held, batch_size=2000)


def timed(school: Any) -> dict[str, float]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from qingshan.indicators.queries import answers_for, answers_of
    from qingshan.indicators.registry import everything_declared
    from qingshan.records.models import Record

    def by_hand() -> list[list[tuple[Any, ...]]]:
        asked = {"school": school.pk, "day": TODAY.isoformat(), "year": TODAY.year}
        with connection.cursor() as cursor:
            return [cursor.execute(one, asked).fetchall() for one in BY_HAND]

    def agreed() -> Any:
        return answers_for(school, as_of=TODAY)

    def everything() -> Any:
        return answers_of(everything_declared(), school, as_of=TODAY)

    answers, told = agreed(), by_hand()
    for key, statement, column in CHECKED:
        found = told[statement][0][column]
        assert answers[key].value == found, (key, answers[key].value, found)
    best: dict[str, float] = {"hand": 9e9, "agreed": 9e9, "all": 9e9}
    for _ in range(ROUNDS):
        for name, deed in (("hand", by_hand), ("agreed", agreed), ("all", everything)):
            began = time.process_time()
            deed()
            best[name] = min(best[name], time.process_time() - began)
    queries = {}
    for name, deed in (("agreed_queries", agreed), ("all_queries", everything)):
        with CaptureQueriesContext(connection) as caught:
            deed()
        queries[name] = len(caught)
    return {**best, **queries, "records": Record.objects.count(), "figures": len(everything())}


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]))))
