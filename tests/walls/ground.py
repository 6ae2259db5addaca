"""One school with a person for each role and each relation, and one row of every table in it.

Each row is about 王同学, a child of 三年级(1)班, or about 吴老师, a colleague of the language
group, or written by them; a child's honour, a person's letter. Every text is its own mark.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.apps import apps

from qingshan.access.roles import Role
from qingshan.people.models import Pairing, Staff
from qingshan.school.models import Appointment, TeachingGroup
from tests.cast import LONG_AGO, add_account, make_cast
from tests.walls.filling import house_models, is_marked, values_for
from tests.walls.given import GIVEN

if TYPE_CHECKING:
    from django.db import models

    from tests.cast import Cast

TODAY = dt.date(2026, 11, 24)
SIGN = "印"

PEOPLE = {
    "administrator": "管理员",
    "principal": "校长",
    "secretary": "书记",
    "student_affairs": "学生事务主任",
    "homeroom": "孩子的班主任",
    "supporter": "帮扶这个孩子",
    "class_contact": "联系这个班级",
    "teacher": "本人",
    "mentor": "本人的师傅",
    "group_head": "本人的教研组长",
    "colleague": "别的老师",
    "other_school": "外校校长",
    "county_officer": "县区人员",
}
"""Everyone who is asked for; `teacher` wrote each row or is whom it is about."""

RELATED = ("supporter", "class_contact", "mentor", "colleague", "colleague_2", "colleague_3")


@dataclass
class Ground:
    cast: Cast
    rows: dict[type[models.Model], models.Model] = field(default_factory=dict)
    marks: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Mark → (label of the model, name of the field)."""

    def mark(self, of: models.Field[Any, Any]) -> str:
        made = f"{SIGN}{len(self.marks):04d}"
        self.marks[made] = (of.model._meta.label, of.name)
        return made

    def rows_of(self, label: str) -> Any:
        return self.rows[apps.get_model(label)]

    def related(self, of: models.Field[Any, Any]) -> Any:
        """What such a relation leads to: always where one is asked, else to the child and staff."""
        if of.null and of.name not in {"student", "staff", "school", "handler", "teacher"}:
            return None
        return self.rows.get(of.related_model)  # type: ignore[call-overload]

    def fill(self, model: type[models.Model]) -> None:
        given = GIVEN.get(model._meta.label, lambda ground: {})(self)
        values = values_for(model, mark=self.mark, related=self.related, given=given)
        self.rows[model] = model._default_manager.create(**values)

    def mark_over(self, row: models.Model, *without: str) -> None:
        """Marks in a row that was there before."""
        for of in row._meta.concrete_fields:
            if not of.is_relation and is_marked(of) and of.name not in without:
                setattr(row, of.name, self.mark(of))
        row.save()


def make_ground(kind: type[Ground] = Ground) -> Ground:
    cast = make_cast()
    _add_related(cast)
    ground = kind(cast)
    ground.rows = {type(row): row for row in _there_before(cast)}
    ground.mark_over(cast.staff["teacher"], "name", "number")
    ground.mark_over(cast.wang, "name", "enrolled_month", "household")
    ground.mark_over(cast.accounts["teacher"], "name", "password")
    for model in house_models():
        if model not in ground.rows:
            ground.fill(model)
    return ground


def _add_related(cast: Cast) -> None:
    group = TeachingGroup.objects.create(school=cast.school, name="数学教研组")
    for n, who in enumerate(RELATED, start=10):
        account = add_account(cast, who, f"同事{n}")
        Appointment.objects.create(
            account=account, school=cast.school, role=Role.TEACHER, since=LONG_AGO
        )
        cast.staff[who] = Staff.objects.create(
            school=cast.school,
            number=f"T{n:03d}",
            name=f"同事{n}",
            gender="male",
            political_status="群众",
            hired_on=LONG_AGO,
            post=Staff.Post.PERMANENT,
            group=group,
            account=account,
            search_key=f"同事{n}",
        )
    for who, kind, to in (
        ("supporter", Pairing.Kind.STUDENT_SUPPORT, {"student": cast.wang}),
        ("class_contact", Pairing.Kind.CLASS_CONTACT, {"school_class": cast.class_31}),
    ):
        Pairing.objects.create(
            school=cast.school, kind=kind, giver=cast.staff[who], starts_on=LONG_AGO, **to
        )


def _there_before(cast: Cast) -> list[models.Model]:
    teacher = cast.staff["teacher"]
    account = cast.accounts["teacher"]
    return [
        cast.county,
        cast.school,
        cast.year,
        cast.year.terms.get(number=1),
        cast.class_31,
        cast.class_31.homeroom,
        cast.wang,
        account,
        teacher,
        teacher.subject,
        teacher.group,
        teacher.group.head,
        Appointment.objects.get(account=account),
    ]
