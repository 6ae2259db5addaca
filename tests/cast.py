"""A small school with one person for each role, and a second school that none of them may see.

青山镇学校   赵校长 principal · 钱书记 secretary · 孙主任 student affairs · 李助理 administrator
           周老师 homeroom teacher of 三年级(1)班 · 吴老师 special-post teacher
           郑组长 head of the language group · 王同学 in 周老师's class · 冯同学 in another
白水镇学校   陈老师 · 褚同学
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qingshan.access.models import Account
from qingshan.access.roles import Role
from qingshan.people.models import GroupHead, HomeroomTeacher, Staff, Student
from qingshan.school.models import (
    Appointment,
    County,
    School,
    SchoolClass,
    SchoolYear,
    Subject,
    TeachingGroup,
    Term,
)

if TYPE_CHECKING:
    from django.test import Client

PASSWORD = "correct horse battery"
LONG_AGO = dt.date(2020, 9, 1)


@dataclass
class Cast:
    """Everyone and everything the tests know by name."""

    county: County
    school: School
    other_school: School
    year: SchoolYear
    class_31: SchoolClass
    class_41: SchoolClass
    accounts: dict[str, Account] = field(default_factory=dict)
    staff: dict[str, Staff] = field(default_factory=dict)
    wang: Student = None  # type: ignore[assignment]
    feng: Student = None  # type: ignore[assignment]
    chu: Student = None  # type: ignore[assignment]

    def sign_in(self, client: Client, who: str) -> Client:
        """Signs `client` in as one of the cast; "stranger" signs out."""
        if who == "stranger":
            client.logout()
        else:
            client.force_login(
                self.accounts[who], backend="allauth.account.auth_backends.AuthenticationBackend"
            )
        return client


ROLES = (
    "administrator",
    "principal",
    "secretary",
    "student_affairs",
    "group_head",
    "homeroom",
    "teacher",
    "county_officer",
    "other_school",
    "stranger",
)
"""Everyone a page is tried as; "other_school" is the principal of the second school."""


def make_cast() -> Cast:
    county = County.objects.create(code="220802", name="洮北区")
    school = School.objects.create(code="3122000220", name="青山镇学校", county=county)
    other = School.objects.create(code="3122000999", name="白水镇学校", county=county)
    year = SchoolYear.objects.create(school=school, name="2026-2027")
    for number, (start, end) in enumerate(
        [
            (dt.date(2026, 8, 31), dt.date(2027, 1, 15)),
            (dt.date(2027, 3, 1), dt.date(2027, 7, 9)),
        ],
        start=1,
    ):
        Term.objects.create(
            school=school,
            year=year,
            number=number,
            name=f"2026-2027学年第{number}学期",
            starts_on=start,
            ends_on=end,
        )
    class_31, class_41 = (
        SchoolClass.objects.create(
            school=school, code=code, grade=grade, grade_number=n, name=f"{grade}(1)班"
        )
        for code, grade, n in (("C31", "三年级", 3), ("C41", "四年级", 4))
    )
    cast = Cast(county, school, other, year, class_31, class_41)
    _people_of_the_school(cast)
    _people_elsewhere(cast)
    return cast


def _people_of_the_school(cast: Cast) -> None:
    language = TeachingGroup.objects.create(school=cast.school, name="语文教研组")
    chinese = Subject.objects.create(school=cast.school, name="语文")
    for number, who, name, role, post in (
        ("T001", "administrator", "李助理", Role.ADMINISTRATOR, Staff.Post.PERMANENT),
        ("T002", "principal", "赵校长", Role.PRINCIPAL, Staff.Post.PERMANENT),
        ("T003", "secretary", "钱书记", Role.SECRETARY, Staff.Post.PERMANENT),
        ("T004", "student_affairs", "孙主任", Role.STUDENT_AFFAIRS, Staff.Post.PERMANENT),
        ("T005", "group_head", "郑组长", Role.TEACHER, Staff.Post.PERMANENT),
        ("T006", "homeroom", "周老师", Role.TEACHER, Staff.Post.PERMANENT),
        ("T007", "teacher", "吴老师", Role.TEACHER, Staff.Post.SPECIAL),
    ):
        account = add_account(cast, who, name)
        Appointment.objects.create(account=account, school=cast.school, role=role, since=LONG_AGO)
        cast.staff[who] = Staff.objects.create(
            school=cast.school,
            number=number,
            name=name,
            gender="female",
            political_status="中共党员" if who in {"secretary", "principal"} else "群众",
            hired_on=dt.date(2024, 8, 20),
            post=post,
            subject=chinese,
            group=language,
            id_number="220802199702039717",
            phone="15117776315",
            account=account,
            search_key=f"{name} {number.lower()}",
        )
    HomeroomTeacher.objects.create(
        school=cast.school, school_class=cast.class_31, staff=cast.staff["homeroom"]
    )
    GroupHead.objects.create(school=cast.school, group=language, staff=cast.staff["group_head"])
    cast.wang = add_student(cast.school, cast.class_31, "G2001", "王同学")
    cast.feng = add_student(cast.school, cast.class_41, "G2002", "冯同学")


def _people_elsewhere(cast: Cast) -> None:
    officer = add_account(cast, "county_officer", "县里的何科长")
    Appointment.objects.create(
        account=officer, county=cast.county, role=Role.COUNTY_OFFICER, since=LONG_AGO
    )
    outsider = add_account(cast, "other_school", "白水的陈校长")
    Appointment.objects.create(
        account=outsider, school=cast.other_school, role=Role.PRINCIPAL, since=LONG_AGO
    )
    far = SchoolClass.objects.create(
        school=cast.other_school, code="C11", grade="一年级", grade_number=1, name="一年级(1)班"
    )
    cast.chu = add_student(cast.other_school, far, "G9001", "褚同学")


def add_account(cast: Cast, who: str, name: str) -> Account:
    account = Account.objects.create_user(username=who, password=PASSWORD, name=name)
    cast.accounts[who] = account
    return account


def add_student(school: School, school_class: SchoolClass, number: str, name: str) -> Student:
    return Student.objects.create(
        school=school,
        number=number,
        name=name,
        gender="male",
        birth_date=dt.date(2016, 5, 6),
        grade=school_class.grade,
        school_class=school_class,
        id_number="220802201605062191",
        phone="18664657376",
        address="青山镇南河村5组",
        search_key=f"{name} {number.lower()}",
    )
