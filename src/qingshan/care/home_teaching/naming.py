"""Whoever teaches a child at home may write about it, and what progress rests on stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingshan.care.home_teaching.visibility import plans_taught_by
from qingshan.care.models import HomeProgress
from qingshan.kit.words import tr
from qingshan.people.models import Student
from qingshan.records.holding import holds_records
from qingshan.records.naming import lets_name_children

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from qingshan.records.models import Record
    from qingshan.school.membership import Member


@lets_name_children
def taught_at_home(member: Member) -> QuerySet[Student]:
    return Student.objects.filter(pk__in=plans_taught_by(member).values("student"))


@holds_records
def progress(record: Record) -> str:
    return tr("送教进展的依据") if HomeProgress.objects.filter(record=record).exists() else ""
