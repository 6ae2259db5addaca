"""A school as large as the peers were measured with: 800 children, 90 teachers, 283,200 records.

Run inside the product's own Django; prints one JSON document of sign-ins for the load generator.
`make_school` makes schools of other sizes too.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from dataclasses import dataclass

SESSIONS = 64
FIRST_TEACHER = 20  # the accounts that sign in as teachers begin here; they lead the classes
PASSWORD = "bench-only-password"


@dataclass(frozen=True)
class Size:
    """A school to be made; accounts are called by `prefix` and a number."""

    code: str = "3122000000"
    name: str = "测速学校"
    prefix: str = "T"
    students: int = 800
    staff: int = 90
    classes: int = 36
    records: int = 283_200
    first_head: int = FIRST_TEACHER


def main() -> None:
    import django

    django.setup()
    from django.core.management import call_command

    from qingshan.access.scope import HOUSE, narrow_to

    narrow_to(HOUSE)  # a script that runs alone speaks for the house
    call_command("migrate", verbosity=0)
    school = make_school()
    from bench.attendance import rolls_to_take

    sessions = sessions_of(school)
    told = {
        "sessions": sessions,
        "student": first_student(school),
        "rolls": rolls_to_take(school, sessions["teacher"]),
        "day": dt.date.today().isoformat(),  # noqa: DTZ011 - the day the server itself has
    }
    print(json.dumps(told))


def make_school(size: Size = Size(), **more):
    from django.utils import timezone

    from qingshan.school.models import CalendarDay, School, SchoolClass, SchoolYear, Term

    school = School.objects.create(code=size.code, name=size.name, **more)
    today = timezone.localdate()
    for start in range(today.year - 4, today.year + 1):
        year = SchoolYear.objects.create(school=school, name=f"{start}-{start + 1}")
        for n, (a, b) in enumerate(
            [
                (dt.date(start, 8, 31), dt.date(start + 1, 1, 15)),
                (dt.date(start + 1, 3, 1), dt.date(start + 1, 7, 9)),
            ],
            start=1,
        ):
            Term.objects.create(
                school=school, year=year, number=n, name=f"第{n}学期", starts_on=a, ends_on=b
            )
    CalendarDay.objects.create(school=school, date=dt.date(today.year, 10, 1), kind="holiday")
    SchoolClass.objects.bulk_create(
        SchoolClass(
            school=school,
            code=f"C{g}{n}",
            grade=f"{'一二三四五六七八九'[g - 1]}年级",
            grade_number=g,
            name=f"{'一二三四五六七八九'[g - 1]}年级({n})班",
        )
        for g in range(1, 10)
        for n in range(1, size.classes // 9 + 1)
    )
    make_people(school, size)
    lay_periods(school)
    return school


def lay_periods(school) -> None:
    from qingshan.programmes.services import lay_periods as lay

    lay(school)


def make_people(school, size: Size) -> None:
    from django.contrib.auth.hashers import make_password

    from qingshan.access.models import Account
    from qingshan.people.models import Guardian, HomeroomTeacher, Pairing, Staff, Student
    from qingshan.records.models import Record
    from qingshan.school.models import Appointment, SchoolClass, Subject, TeachingGroup

    hashed = make_password(PASSWORD)
    accounts = Account.objects.bulk_create(
        Account(username=f"{size.prefix}{n:03}", name=f"老师{n}", password=hashed)
        for n in range(1, size.staff + 1)
    )
    since = dt.date(2020, 9, 1)
    Appointment.objects.bulk_create(
        Appointment(
            account=account,
            school=school,
            since=since,
            role="administrator" if n == 0 else "teacher",
        )
        for n, account in enumerate(accounts)
    )
    group = TeachingGroup.objects.create(school=school, name="语文教研组")
    subject = Subject.objects.create(school=school, name="语文")
    staff = Staff.objects.bulk_create(
        Staff(
            school=school,
            number=account.username,
            name=account.name,
            gender="female",
            political_status="中共党员" if n % 4 == 0 else "群众",
            hired_on=dt.date(2022, 8, 1),
            post="special" if n % 2 else "permanent",
            subject=subject,
            group=group,
            account=account,
            phone="19900000000",
            search_key=f"{account.name} laoshi ls",
        )
        for n, account in enumerate(accounts)
    )
    classes = list(SchoolClass.objects.filter(school=school))
    HomeroomTeacher.objects.bulk_create(
        HomeroomTeacher(school=school, school_class=c, staff=staff[n + size.first_head])
        for n, c in enumerate(classes)
    )
    students = Student.objects.bulk_create(
        Student(
            school=school,
            number=f"G{n:05}",
            name=f"学生{n}",
            gender="male",
            birth_date=dt.date(2015, 1, 1),
            grade=classes[n % size.classes].grade,
            school_class=classes[n % size.classes],
            boarding="day",
            left_behind="none",
            id_number="220802201501010000",
            phone="19900000000",
            address="青山镇南河村5组",
            search_key=f"学生{n} xuesheng xs g{n:05}",
        )
        for n in range(size.students)
    )
    Guardian.objects.bulk_create(
        Guardian(school=school, student=s, name="家长", relation="母亲", phone="19900000000")
        for s in students
    )
    Pairing.objects.bulk_create(
        Pairing(
            school=school,
            kind="student_support",
            giver=staff[n % size.staff],
            student=s,
            starts_on=dt.date(2024, 9, 1),
        )
        for n, s in enumerate(students[:200])
    )
    Record.objects.bulk_create(records_of(school, size, staff, students), batch_size=5000)


def records_of(school, size: Size, staff, students):
    """Four years of reading, and 4,000 visits."""
    from django.utils import timezone

    from qingshan.records.models import Record

    today = timezone.localdate()
    for n in range(size.records):
        visit = n % 71 == 0
        yield Record(
            school=school,
            number=f"R{n:06}",
            date=today - dt.timedelta(days=1 + n // size.staff % 1400),
            kind="home_visit" if visit else ("news_reading", "paper_reading")[n % 5 == 0],
            staff=staff[n % size.staff],
            student=students[n % size.students] if visit else None,
            title="乡村教育的一则新闻",
        )


def sessions_of(school) -> dict[str, list[str]]:
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from qingshan.access.models import Account

    made: dict[str, list[str]] = {"administrator": [], "teacher": []}
    accounts = list(Account.objects.filter(username__startswith="T").order_by("username"))
    for n in range(SESSIONS):
        for who, account in (
            ("administrator", accounts[0]),
            ("teacher", accounts[FIRST_TEACHER + n]),
        ):
            store = SessionStore()
            store[SESSION_KEY] = str(account.pk)
            store[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
            store[HASH_SESSION_KEY] = account.get_session_auth_hash()
            store.create()
            made[who].append(store.session_key)
    return made


def first_student(school) -> int:
    from qingshan.people.models import Student

    return Student.objects.filter(school=school).order_by("pk").values_list("pk", flat=True)[0]


if __name__ == "__main__":
    sys.exit(main())
