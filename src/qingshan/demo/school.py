"""Putting the demonstration school into the database, and who signs in there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from qingshan.access.audit import note
from qingshan.access.models import Account
from qingshan.access.roles import Role
from qingshan.demo.attendance import take_rolls
from qingshan.demo.cases import open_cases
from qingshan.demo.county import make_demo_county
from qingshan.demo.courses import open_courses
from qingshan.demo.drops import lay_the_term
from qingshan.demo.festivals import hold_festivals
from qingshan.demo.growing import grow
from qingshan.demo.ideals import add_ideals
from qingshan.demo.leavers import let_some_leave
from qingshan.demo.marks import give_marks
from qingshan.demo.teaching import show_teaching
from qingshan.demo.themes import hold_themes
from qingshan.demo.visits import plan_visits
from qingshan.demo.voices import let_them_speak
from qingshan.demo.workbook import make_workbook, write_workbook
from qingshan.exchange.loading import load
from qingshan.people.models import GroupHead, Staff
from qingshan.records.models import Record
from qingshan.school.demonstration import CODE, COUNTY_CODE, OFFICER, PASSWORD, USERNAMES
from qingshan.school.models import Appointment, County, School, TeachingGroup

if TYPE_CHECKING:
    from qingshan.demo.workbook import DemoSchool
    from qingshan.exchange.loading import Outcome

SEED = 20210701
COUNTY_NAME = "青山县（演示）"


class SchoolIsReal(Exception):
    """There is a school here that is not the demonstration: nothing invented goes beside it."""

    def __init__(self, school: School) -> None:
        super().__init__(school.name)
        self.school = school


@dataclass(frozen=True)
class SignIn:
    role: str
    name: str
    username: str
    password: str = PASSWORD


def demo_school() -> School | None:
    return School.objects.filter(code=CODE).first()


def make_demo_school(*, seed: int = SEED, today: date | None = None) -> School:
    """Makes and loads the school. Raises `SchoolIsReal` where another is here already."""
    other = School.objects.exclude(code=CODE).first()
    if other is not None:
        raise SchoolIsReal(other)
    today = today or timezone.localdate()
    made = make_workbook(seed=seed, today=today)

    def settle(loaded: Outcome) -> None:
        school = _found(loaded)
        _open_doors(school, made)
        keeper = Account.objects.get(username=USERNAMES["student_affairs"][0])
        take_rolls(school, keeper, seed=seed, today=today)
        give_marks(school, seed=seed, today=today)
        show_teaching(school, keeper, seed=seed, today=today)
        second = Account.objects.get(username=USERNAMES["principal"][0])
        let_them_speak(school, (keeper, second), seed=seed, today=today)
        open_cases(school, (keeper, second), seed=seed, today=today)
        secretary = Account.objects.get(username=USERNAMES["secretary"][0])
        add_ideals(school, (secretary, second), seed=seed, today=today)
        homeroom = Account.objects.get(username=USERNAMES["homeroom"][0])
        plan_visits(school, (homeroom,), seed=seed, today=today)
        young = Account.objects.get(username=USERNAMES["teacher"][0])
        lay_the_term(school, keeper, young, today=today)
        hold_themes(school, keeper, seed=seed, today=today)
        open_courses(school, keeper, seed=seed, today=today)
        grow(school, second, seed=seed, today=today)
        hold_festivals(school, keeper, seed=seed, today=today)
        let_some_leave(school, seed=seed, today=today)

    with TemporaryDirectory(prefix="qingshan-demo-") as folder:
        file = Path(folder) / "school.xlsx"
        write_workbook(made, file)
        outcome = load(file, within=settle)
    return _found(outcome)


def add_county(school: School, *, seed: int = SEED, today: date | None = None) -> None:
    """Small schools in the same county; nothing where they are there."""
    if school.county is None:
        return
    officer = Account.objects.get(username=OFFICER)
    with transaction.atomic():
        make_demo_county(
            school.county, officer=officer, seed=seed, today=today or timezone.localdate()
        )


def days_old(school: School) -> int:
    """Days since the last thing that happened in the demonstration."""
    newest = Record.objects.filter(school=school).aggregate(newest=Max("date"))["newest"]
    return (timezone.localdate() - newest).days if newest else 0


def _found(outcome: Outcome) -> School:
    """The school that was loaded; a generator whose rows are refused is broken."""
    if outcome.school is None or not outcome.ok:
        told = "; ".join(problem.message for problem in outcome.problems[:5])
        raise RuntimeError(f"the demonstration school was refused: {told}")
    return outcome.school


def sign_ins(school: School) -> list[SignIn]:
    """One for each role, in the order of the house."""
    names = dict(
        Account.objects.filter(
            username__in=[OFFICER, *(u for u, _, _ in USERNAMES.values())]
        ).values_list("username", "name")
    )
    shown = [(username, title) for username, _, title in USERNAMES.values()]
    shown.append((OFFICER, Role.COUNTY_OFFICER.label))
    return [
        SignIn(title, names[username], username) for username, title in shown if username in names
    ]


def _open_doors(school: School, made: DemoSchool) -> None:
    """Heads of groups, the county, and an account for each part, all with one password."""
    staff = {person.number: person for person in Staff.objects.filter(school=school)}
    groups = {group.name: group for group in TeachingGroup.objects.filter(school=school)}
    GroupHead.objects.bulk_create(
        GroupHead(school=school, group=groups[name], staff=staff[number])
        for name, number in made.heads.items()
    )
    school.county, _ = County.objects.get_or_create(
        code=COUNTY_CODE, defaults={"name": COUNTY_NAME}
    )
    school.save(update_fields=["county"])
    hashed = make_password(PASSWORD)
    for part, (username, office, _) in USERNAMES.items():
        person = staff[made.cast[part]]
        person.account = Account.objects.create(
            username=username, name=person.name, password=hashed
        )
        person.save(update_fields=["account"])
        Appointment.objects.create(
            account=person.account, school=school, role=office, since=person.hired_on
        )
    officer = Account.objects.create(username=OFFICER, name="县教育局", password=hashed)
    Appointment.objects.create(
        account=officer,
        county=school.county,
        role=Role.COUNTY_OFFICER,
        since=timezone.localdate(),
    )
    note(actor=None, deed="make_demo_school", subject=school, school_id=school.pk)
