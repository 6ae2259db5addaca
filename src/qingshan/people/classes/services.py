"""Deeds on classes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingshan.people.derived import keeping
from qingshan.people.models import HomeroomTeacher, Staff, Student
from qingshan.school.grades import grade_number
from qingshan.school.models import SchoolClass

if TYPE_CHECKING:
    from qingshan.school.membership import Member
    from qingshan.school.models import School


def add_class(
    *, actor: Member, school: School, code: str, grade: str, name: str, homeroom: Staff | None
) -> SchoolClass:
    """A new class. Raises `NumberTaken` where the code is another's."""
    made = SchoolClass(school=school)
    with keeping("add_class", actor=actor):
        _write(made, code, grade, name, homeroom)
    return made


def change_class(
    *,
    actor: Member,
    school_class: SchoolClass,
    code: str,
    grade: str,
    name: str,
    homeroom: Staff | None,
) -> SchoolClass:
    """Another name, grade or teacher; its children go along to the grade. Raises `NumberTaken`."""
    with keeping("change_class", actor=actor):
        held = SchoolClass.objects.select_for_update().get(pk=school_class.pk)
        _write(held, code, grade, name, homeroom)
        Student.objects.filter(school_class=held).exclude(grade=grade).update(grade=grade)
    return held


def _write(
    school_class: SchoolClass, code: str, grade: str, name: str, homeroom: Staff | None
) -> None:
    school_class.code, school_class.grade, school_class.name = code, grade, name
    school_class.grade_number = grade_number(grade)
    school_class.save()
    leads = HomeroomTeacher.objects.filter(school_class=school_class).first()
    if homeroom is None:
        if leads:
            leads.delete()
        return
    leads = leads or HomeroomTeacher(
        school_id=school_class.school_id, school_class=school_class, staff=homeroom
    )
    leads.staff = homeroom
    leads.save()
