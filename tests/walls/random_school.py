"""Schools that nobody would draw by hand: offices, relations, days and states of chance.

Two schools stand in one county. A row leads to rows of its own school only; which, is left to
chance. What a table refuses is left out, so that only rows are there that can be.
"""

from __future__ import annotations

import datetime as dt
from contextlib import contextmanager
from dataclasses import dataclass, field
from random import Random
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, models, transaction

from qingshan.access.models import Account
from qingshan.access.roles import APPOINTED, Role
from qingshan.people.models import GroupHead, HomeroomTeacher, Pairing, Staff, Student
from qingshan.records.models import Record
from qingshan.school.membership import Member, member_for
from qingshan.school.models import Appointment, County, School, SchoolClass, TeachingGroup
from qingshan.voice.models import Suggestion
from qingshan.voice.suggestions.visibility import KIND as SUGGESTION
from tests.walls.filling import house_models, values_for

if TYPE_CHECKING:
    from collections.abc import Iterator

TODAY = dt.date(2026, 11, 24)
NEAR = tuple(TODAY + dt.timedelta(days=n) for n in (-90, -20, -1, 0, 1, 30))
COLLEAGUES, CHILDREN, CLASSES, GROUPS = 5, 4, 2, 2
ROWS, TRIES = 2, 4
ABOVE = {"County", "School", "Account", "Edition", "KeyCheck", "Preference", "Pin", "Appointment"}
IN_OFFICE = [role for role in APPOINTED if role != Role.COUNTY_OFFICER]


@dataclass
class RandomSchools:
    chance: Random
    schools: list[School] = field(default_factory=list)
    members: list[Member] = field(default_factory=list)
    rows: dict[type[models.Model], list[Any]] = field(default_factory=dict)
    number: int = 0

    def next(self) -> int:
        self.number += 1
        return self.number

    def keep(self, row: Any) -> Any:
        self.rows.setdefault(type(row), []).append(row)
        return row

    def of(self, model: Any, school: School) -> list[Any]:
        return [row for row in self.rows.get(model, []) if getattr(row, "school", school) == school]


@contextmanager
def random_schools(seed: int) -> Iterator[RandomSchools]:
    """There while it lasts, and gone without a trace."""
    with transaction.atomic():
        yield make_random_schools(Random(seed))
        transaction.set_rollback(True)


def make_random_schools(chance: Random) -> RandomSchools:
    made = RandomSchools(chance)
    county = made.keep(County.objects.create(code="220802", name="洮北区"))
    for code in ("3122000220", "3122000999"):
        made.schools.append(
            made.keep(School.objects.create(code=code, name=f"学校{code}", county=county))
        )
    for school in made.schools:
        _people(made, school)
    for model in house_models():
        if model.__name__ in ABOVE or model in {Staff, Student, SchoolClass, TeachingGroup}:
            continue
        for school in made.schools:
            for _ in range(ROWS):
                _some_row(made, model, school)
    officer = Account.objects.create(username="officer", name="何科长")
    Appointment.objects.create(
        account=officer, county=county, role=Role.COUNTY_OFFICER, since=NEAR[0]
    )
    nobody = Account.objects.create(username="nobody", name="无职")
    made.members += [member_for(officer), member_for(nobody)]
    return made


def _people(made: RandomSchools, school: School) -> None:
    chance = made.chance
    for n in range(CLASSES):
        values = {"code": f"C{n}", "grade": "三年级", "grade_number": 3, "name": f"({n})班"}
        made.keep(SchoolClass.objects.create(school=school, **values))
    for n in range(GROUPS):
        made.keep(TeachingGroup.objects.create(school=school, name=f"组{n}"))
    for _ in range(COLLEAGUES):
        _colleague(made, school)
    for _ in range(CHILDREN):
        n = made.next()
        room = chance.choice(made.of(SchoolClass, school))
        child = Student.objects.create(
            school=school,
            number=f"G{n}",
            name=f"孩子{n}",
            gender="male",
            birth_date=dt.date(2016, 5, 6),
            grade="三年级",
            school_class=room,
            left_behind=chance.choice(Student.LeftBehind.values),
        )
        made.keep(child)
    for room, staff in zip(
        made.of(SchoolClass, school), chance.sample(made.of(Staff, school), CLASSES), strict=True
    ):
        HomeroomTeacher.objects.create(school=school, school_class=room, staff=staff)
    for group in made.of(TeachingGroup, school)[:1]:
        head = chance.choice(made.of(Staff, school))
        GroupHead.objects.create(school=school, group=group, staff=head)
    for _ in range(COLLEAGUES):
        _some_row(made, Pairing, school)


def _colleague(made: RandomSchools, school: School) -> None:
    """Of the staff mostly, with an office or several; one's office may be over or of tomorrow."""
    chance, n = made.chance, made.next()
    account = Account.objects.create(username=f"a{n}", name=f"同事{n}")
    for role in chance.sample(IN_OFFICE, chance.choice([1, 1, 1, 2])):
        Appointment.objects.create(account=account, school=school, role=role, since=NEAR[0])
    made.keep(account)
    account.school = school  # for `of`: an account of this school's
    staff = Staff.objects.create(
        school=school,
        number=f"T{n}",
        name=f"同事{n}",
        gender="female",
        political_status=chance.choice(["中共党员", "群众"]),
        hired_on=chance.choice(NEAR[:2]),
        post=chance.choice(Staff.Post.values),
        group=chance.choice([None, *made.of(TeachingGroup, school)]),
        account=chance.choice([account, account, account, None]),
    )
    made.keep(staff)
    made.members.append(member_for(account))


def _some_row(made: RandomSchools, model: type[models.Model], school: School) -> None:
    """A row of chance, unless chance makes none that the table takes."""
    for _ in range(TRIES):
        try:
            with transaction.atomic():
                values = values_for(
                    model,
                    mark=lambda of: f"{of.name[:3]}{made.next()}"[: of.max_length],
                    related=lambda of: _chosen(made, of, school),
                    given=_by_chance(made, model) | {"school": school},
                )
                row = model._default_manager.create(**values)
        except (IntegrityError, ValueError):
            continue
        if isinstance(row, Suggestion):  # a service makes it of such a record only
            Record.objects.filter(pk=row.record_id).update(kind=SUGGESTION)
        made.keep(row)
        return


def _chosen(made: RandomSchools, of: Any, school: School) -> Any:
    there = made.of(of.related_model, school)
    if not there or (of.null and made.chance.random() < 0.3):
        return None
    return made.chance.choice(there)


def _by_chance(made: RandomSchools, model: type[models.Model]) -> dict[str, Any]:
    """States, yes and no, and days; a day that may be missing often is."""
    chance, given = made.chance, dict[str, Any]()
    for of in model._meta.concrete_fields:
        if of.generated or of.is_relation or of.primary_key:
            continue
        if of.choices:
            given[of.name] = chance.choice([value for value, _ in of.flatchoices])
        elif isinstance(of, models.BooleanField):
            given[of.name] = chance.random() < 0.5
        elif isinstance(of, models.DateField) and not isinstance(of, models.DateTimeField):
            given[of.name] = None if of.null and chance.random() < 0.5 else chance.choice(NEAR)
        elif of.name in KINDS:
            given[of.name] = chance.choice(KINDS[of.name])
    return given


KINDS = {"kind": ("home_visit", "open_lesson", "teaching_check", "suggestion", "safety_round")}
