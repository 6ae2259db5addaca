"""Three hundred colleagues sign in at once, a fifth of them twice; run in a process of its own.

Prints how many sign-ins and records there are then, what they answered, and the seconds it took.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from tests.gatherings.alone import as_the_house, lay_tables

PEOPLE, THREADS, EVERY = 300, 12, 5


def main() -> None:
    lay_tables()
    from django.db import connection
    from django.utils import timezone

    gathering, accounts = school_of_three_hundred(timezone.localdate())

    from qingshan.gatherings import codes, services
    from qingshan.gatherings.models import Attendance
    from qingshan.records.models import Record
    from qingshan.school.membership import member_for

    noon = timezone.make_aware(dt.datetime.combine(gathering.date, dt.time(12)))
    codes.now = lambda: noon  # type: ignore[assignment]
    code = codes.code_at(gathering, noon)

    def come(account: Any) -> bool:
        try:
            _, new = services.attend(actor=member_for(account), gathering=gathering, code=code)
        finally:
            connection.close()
        return new

    twice = accounts + accounts[::EVERY]
    began = time.monotonic()
    with ThreadPoolExecutor(THREADS, initializer=as_the_house) as threads:
        answers = list(threads.map(come, sorted(twice, key=lambda one: one.pk)))
    told = {
        "seconds": time.monotonic() - began,
        "new": sum(answers),
        "again": len(answers) - sum(answers),
        "people": Attendance.objects.values("staff").distinct().count(),
        "sign-ins": Attendance.objects.count(),
        "records": Record.objects.count(),
    }
    json.dump(told, sys.stdout)


def school_of_three_hundred(today: dt.date) -> tuple[Any, list[Any]]:
    from qingshan.access.models import Account
    from qingshan.gatherings.models import Gathering
    from qingshan.people.models import Staff
    from qingshan.school.models import Appointment, School

    school = School.objects.create(code="3122000220", name="青山镇学校")
    accounts = Account.objects.bulk_create(
        Account(username=f"t{n}", name=f"老师{n}", password="!") for n in range(PEOPLE)
    )
    staff = Staff.objects.bulk_create(
        Staff(
            school=school,
            number=f"T{n:03}",
            name=f"老师{n}",
            political_status="群众",
            hired_on=dt.date(2020, 9, 1),
            post="permanent",
            account=account,
        )
        for n, account in enumerate(accounts)
    )
    Appointment.objects.bulk_create(
        Appointment(account=account, school=school, role="teacher", since=dt.date(2020, 9, 1))
        for account in accounts
    )
    gathering = Gathering.objects.create(
        school=school,
        kind="training",
        title="全县大会",
        date=today,
        starts_at=dt.time(12),
        ends_at=dt.time(13),
        place="礼堂",
        audience="everybody",
        sign_in="code",
        leader=staff[0],
        made_by=accounts[0],
    )
    return gathering, accounts


if __name__ == "__main__":
    main()
