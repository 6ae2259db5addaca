"""The schools of `bench.monday`, made and counted inside the product's own Django.

`one` makes a school of 3,000 with 200 staff, `county` 40 schools of 300 with 20
each; both print who signs in as one JSON document. `count` prints what the database holds,
`book FILE` writes the workbook of another school.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from pathlib import Path

from bench.school import Size, make_school

ONE = Size(students=3000, staff=200, classes=72, records=200_000, first_head=100)
SCHOOLS = 40


def main(what: str, *words: str) -> None:
    import django

    django.setup()
    from django.core.management import call_command

    from qingshan.access.scope import HOUSE, narrow_to

    narrow_to(HOUSE)  # a script that runs alone speaks for the house
    call_command("migrate", verbosity=0)
    print(json.dumps({"one": one, "county": county, "count": count, "book": book}[what](*words)))


def one() -> dict:
    school = make_school(ONE)
    return {"people": people_of(school), "day": school_day(school)}


def county() -> dict:
    from qingshan.school.models import County

    here = County.objects.create(code="220802", name="洮北区")
    people, day = [], ""
    for number in range(SCHOOLS):
        size = Size(
            code=f"31220{number:05}",
            name=f"测速学校{number}",
            prefix=f"S{number:02}T",
            students=300,
            staff=20,
            classes=9,
            records=5_000,
            first_head=5,
        )
        school = make_school(size, county=here)
        people += people_of(school)
        day = school_day(school)
    return {"people": people, "day": day}


def people_of(school) -> list[dict]:
    """Session of each member of staff, and the class they lead with one child of it."""
    from qingshan.people.models import HomeroomTeacher, Staff, Student

    led = dict(HomeroomTeacher.objects.filter(school=school).values_list("staff", "school_class"))
    child = dict(Student.objects.filter(school=school).values_list("school_class", "pk"))
    return [
        {
            "session": session_of(staff.account),
            "home": "/",
            "class": led.get(staff.pk),
            "child": child.get(led.get(staff.pk)),
        }
        for staff in Staff.objects.filter(school=school).select_related("account")
    ]


def session_of(account) -> str:
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    store = SessionStore()
    store[SESSION_KEY] = str(account.pk)
    store[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    store[HASH_SESSION_KEY] = account.get_session_auth_hash()
    store.create()
    return str(store.session_key)


def school_day(school) -> str:
    """The newest one: on a Sunday nobody calls a roll."""
    from django.utils import timezone

    from qingshan.school.queries import is_school_day

    day = timezone.localdate()
    while not is_school_day(school, day):
        day -= dt.timedelta(days=1)
    return day.isoformat()


def count() -> dict:
    from qingshan.care.models import RollCall
    from qingshan.records.models import Record

    return {"records": Record.objects.count(), "rolls": RollCall.objects.count()}


def book(file: str) -> dict:
    from django.utils import timezone

    from qingshan.demo.workbook import make_workbook, write_workbook

    write_workbook(make_workbook(seed=7, today=timezone.localdate()), Path(file))
    return {}


if __name__ == "__main__":
    main(*sys.argv[1:])
