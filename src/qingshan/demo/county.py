"""Small schools beside the demonstration school, so that the county's pages are alive.

Five live in the database, two send packages. Their people exist only to be counted.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from qingshan.access.models import Account
from qingshan.county.asked import as_said
from qingshan.county.closing import close_months, last_month_end, month_ends
from qingshan.county.package.encoding import Content, write
from qingshan.county.package.keys import PublicText
from qingshan.county.package.loading import load_package, register_key
from qingshan.demo.calendar import SchoolDays
from qingshan.demo.names import child, grown_up
from qingshan.people.models import Staff, Student
from qingshan.records.models import Record
from qingshan.school.models import School, SchoolClass, SchoolYear, Term

if TYPE_CHECKING:
    from datetime import date

    from qingshan.county.suppression import Cell
    from qingshan.school.models import County

GRADES = "一二三四五六七八九"
MONTHS = 12
NOT_SENT = 1  # of the schools that send: whose last month is still on its way


@dataclass(frozen=True, slots=True)
class Small:
    """A school to be made: its grades, children a class, visits a year."""

    code: str
    name: str
    grades: tuple[int, int]
    children: int
    staff: int
    visits: int


HERE = (
    Small("3122089901", "白桦乡中心小学（演示）", (1, 6), 18, 16, 64),
    Small("3122089902", "东岭村小学（演示）", (1, 4), 4, 5, 9),
    Small("3122089903", "河湾镇学校（演示）", (1, 9), 24, 38, 120),
    Small("3122089904", "柳树乡初级中学（演示）", (7, 9), 36, 24, 80),
    Small("3122089905", "石桥村教学点（演示）", (1, 2), 3, 3, 6),
)
SENDING = (
    Small("3122089906", "红旗乡学校（演示）", (1, 9), 15, 22, 70),
    Small("3122089907", "云台村小学（演示）", (1, 6), 6, 8, 20),
)


def make_demo_county(county: County, *, officer: Account, seed: int, today: date) -> None:
    """Makes the schools that are not there yet, and closes the months of all."""
    rng = Random(seed)  # noqa: S311 - invented people, not a secret
    there = set(School.objects.filter(county=county).values_list("code", flat=True))
    for small in HERE:
        if small.code not in there:
            _live_here(small, county, rng, today)
    close_months(today)
    for place, small in enumerate(SENDING):
        if small.code not in there:
            last = NOT_SENT if place else 0
            _send(small, county, officer, rng, today, left_out=last)


def _live_here(small: Small, county: County, rng: Random, today: date) -> None:
    school = School.objects.create(code=small.code, name=small.name, county=county)
    _lay_the_year(school, today)
    staff = Staff.objects.bulk_create(
        Staff(
            school=school,
            number=f"D{n:03}",
            name=grown_up(rng, woman=n % 3 > 0),
            gender="female" if n % 3 else "male",
            political_status="群众",
            hired_on=today - timedelta(days=400 * (n + 1)),
            post=Staff.Post.SPECIAL if n % 3 == 0 else Staff.Post.PERMANENT,
        )
        for n in range(small.staff)
    )
    children = _children(school, small, rng, today)
    Record.objects.bulk_create(
        Record(
            school=school,
            number=f"D{n:05}",
            date=today - timedelta(days=int(365 * rng.random() ** 1.3)),
            kind="home_visit",
            staff=rng.choice(staff),
            student=rng.choice(children),
        )
        for n in range(small.visits)
    )


def _lay_the_year(school: School, today: date) -> None:
    days = SchoolDays(today.year if today.month > 7 else today.year - 1, today)
    year = SchoolYear.objects.create(school=school, name=days.name)
    for number, (first, last) in enumerate(days.terms, start=1):
        name = f"{days.name}学年第{number}学期"
        Term.objects.create(
            school=school, year=year, number=number, name=name, starts_on=first, ends_on=last
        )


def _children(school: School, small: Small, rng: Random, today: date) -> list[Student]:
    first, last = small.grades
    made = []
    for n in range(first, last + 1):
        grade = f"{GRADES[n - 1]}年级"
        room = SchoolClass.objects.create(
            school=school, code=f"D{n}", grade=grade, grade_number=n, name=f"{grade}(1)班"
        )
        for seat in range(max(1, small.children + rng.randint(-2, 2))):
            girl = rng.random() < 0.5
            made.append(
                Student(
                    school=school,
                    number=f"{small.code}{n}{seat:03}",
                    name=child(rng, girl=girl),
                    gender="female" if girl else "male",
                    birth_date=today - timedelta(days=365 * (6 + n)),
                    grade=grade,
                    school_class=room,
                    boarding="boarding" if n > 6 and rng.random() < 0.6 else "day",
                    left_behind=rng.choice(("none", "none", "one_parent", "both_parents")),
                )
            )
    return Student.objects.bulk_create(made)


def _send(
    small: Small, county: County, officer: Account, rng: Random, today: date, *, left_out: int
) -> None:
    """A year of packages, signed and taken as any other; `left_out` of the last never came."""
    key = Ed25519PrivateKey.generate()
    text = PublicText(county.code, small.code, key.public_key().public_bytes_raw())
    register_key(text=text, name=small.name, county=county, actor=officer)
    before: dict[str, Cell] = {}
    visits = small.visits
    children = small.children * (small.grades[1] - small.grades[0] + 1)
    for serial, end in enumerate(month_ends(last_month_end(today), MONTHS)[: MONTHS - left_out], 1):
        visits += rng.randint(0, 12)
        children += rng.choice((0, 0, -1, 1, 6))
        counts = _counts(small, children, visits) | _examinations(small, end)
        cells = as_said(counts, before)
        before |= cells
        content = Content(
            county=county.code,
            school=small.code,
            name=small.name,
            as_of=end,
            made=end + timedelta(days=1),
            serial=serial,
            figures={name: cell.written for name, cell in cells.items()},
            grades=small.grades,
            findings_late=serial % 3,
            cases_late=serial % 2 == 0,
        )
        load_package(write(content, key), county=county, actor=officer)


def _examinations(small: Small, end: date) -> dict[str, int]:
    """Of a school with a ninth grade, as told at the end of a month: the last three years."""
    if small.grades[1] < len(GRADES):
        return {}
    last = end.year if end.month > 7 else end.year - 1
    found: dict[str, int] = {}
    for year in range(last - 2, last + 1):
        graduates = small.children + year % 5 * 3
        entered = graduates - (0 if year % 2 else 6)
        found |= {f"exam.graduates.{year}": graduates, f"exam.entered.{year}": entered}
    return found


def _counts(small: Small, children: int, visits: int) -> dict[str, int]:
    return {
        "students.total": children,
        "students.boarding": children // 5,
        "students.left_behind": children // 3,
        "staff.total": small.staff,
        "staff.special_post": small.staff // 2,
        "care.visits": visits,
        "care.home_teaching": visits // 20,
        "cases.open": small.children // 4,
        "cases.out": small.children // 10,
        "findings.open": small.staff // 6,
        "students.awards": visits // 4,
        "courses.count": 6,
        "inspections.total": 3,
        "inspections.good": 3,
        "incidents.accidents": 0,
        "incidents.complaints": 1,
        "incidents.opinion": 0,
        "incidents.violations": 0,
    }
