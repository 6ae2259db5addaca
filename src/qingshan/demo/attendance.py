"""The rolls of the demonstration: each class every school day of the term, with who was missing."""

from __future__ import annotations

import datetime as dt
from random import Random
from typing import TYPE_CHECKING

from django.utils import timezone

from qingshan.care.models import Absence, RollCall
from qingshan.people.models import Student
from qingshan.school.calendar import school_days
from qingshan.school.models import SchoolClass
from qingshan.school.queries import current_term, departures_of

if TYPE_CHECKING:
    from qingshan.access.models import Account
    from qingshan.school.models import School

OFTEN, RARELY = 0.16, 0.012  # how likely a child misses a morning
SOME_OFTEN = 0.015  # of the children
REASONS = ("sick",) * 6 + ("personal",) * 2 + ("late",) * 2 + ("unexplained",)
NOT_YET = 2  # classes whose roll of today nobody has taken
BATCH = 2000


def take_rolls(school: School, taken_by: Account, *, seed: int, today: dt.date) -> None:
    """Until today; between terms nothing. The same seed and day give the same rolls."""
    term = current_term(school, today)
    if term is None:
        return
    rng = Random(seed)  # noqa: S311 - invented rows
    days = [
        day
        for day in school_days([term], departures_of(school, term.starts_on, term.ends_on))
        if term.starts_on <= day <= today
    ]
    filled = Student.objects.filter(school=school).order_by().values("school_class")
    classes = list(
        SchoolClass.objects.filter(school=school, pk__in=filled)
        .order_by("grade_number", "code")
        .values_list("pk", flat=True)
    )
    children = list(
        Student.objects.filter(school=school)
        .order_by("number")
        .values_list("pk", "school_class", "boarding")
    )
    likely = [(child, OFTEN if rng.random() < SOME_OFTEN else RARELY) for child in children]
    rolls, absences = [], []
    for day in days:
        called = classes[:-NOT_YET] if day == today else classes
        at = timezone.make_aware(dt.datetime.combine(day, dt.time(7, 50 + rng.randrange(10))))
        morning = {"school": school, "date": day, "session": RollCall.Session.MORNING}
        rolls += [
            RollCall(**morning, school_class_id=pk, taken_by=taken_by, taken_at=at) for pk in called
        ]
        absences += [
            Absence(**morning, student_id=pk, school_class_id=at_class, reason=rng.choice(REASONS))
            for (pk, at_class, _), chance in likely
            if at_class in called and rng.random() < chance
        ]
    RollCall.objects.bulk_create(rolls, batch_size=BATCH, ignore_conflicts=True)
    Absence.objects.bulk_create(absences, batch_size=BATCH, ignore_conflicts=True)
