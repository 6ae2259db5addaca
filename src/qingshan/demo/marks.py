"""The marks of the demonstration: three examinations, in the subjects of each grade."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from random import Random
from typing import TYPE_CHECKING

from qingshan.outcomes.models import Mark
from qingshan.people.models import Student
from qingshan.school.queries import current_term

if TYPE_CHECKING:
    from datetime import date

    from qingshan.school.models import School

EXAM, AFTER = "期中考试", timedelta(days=56)
EARLIER = (("上学年期中考试", 210, 2), ("上学年期末考试", 140, -1))
"""Name, how many days before the one of this term, and how much harder its paper was."""
MAIN = ("语文", "数学", "英语")
FIRST_GRADE_OF_ENGLISH = 3
USUAL, SPREAD, LOWEST = 82, 11, 18
BATCH = 2000


def give_marks(school: School, *, seed: int, today: date) -> None:
    """Nothing before the day of the examination. The same seed gives the same marks."""
    term = current_term(school, today)
    if term is None or term.starts_on + AFTER > today:
        return
    rng = Random(seed)  # noqa: S311 - invented rows
    children = Student.objects.filter(school=school).order_by("number")
    day = term.starts_on + AFTER
    rows = []
    for child, grade in children.values_list("pk", "school_class__grade_number"):
        own = rng.gauss(USUAL, SPREAD)
        for subject in MAIN if grade >= FIRST_GRADE_OF_ENGLISH else MAIN[:2]:
            rows.append(_mark(school, child, EXAM, day, subject, rng.gauss(own, SPREAD / 2)))
            if grade > 1:
                rows += [
                    _mark(
                        school,
                        child,
                        exam,
                        day - timedelta(days=before),
                        subject,
                        rng.gauss(own - harder, SPREAD / 2),
                    )
                    for exam, before, harder in EARLIER
                ]
    Mark.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)


def _mark(school: School, child: int, exam: str, day: date, subject: str, drawn: float) -> Mark:
    points = min(100, max(LOWEST, round(drawn * 2) / 2))
    return Mark(
        school=school,
        exam=exam,
        date=day,
        student_id=child,
        subject=subject,
        points=Decimal(str(points)),
        full=Decimal(100),
    )
