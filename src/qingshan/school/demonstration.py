"""What the demonstration school is known by, and who signs in there.

It is made by `qingshan.demo`; whatever is shown in it alone asks here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingshan.access.roles import Role
from qingshan.access.scope import whole_house
from qingshan.kit.words import tr
from qingshan.school.models import School

if TYPE_CHECKING:
    from qingshan.school.membership import Member

CODE = "9900000001"  # no state's code begins so: this school is nobody's
COUNTY_CODE = "220899"
PASSWORD = "qingshan-demo"  # noqa: S105 - told to everyone who starts the demonstration

OFFICER = "county"
USERNAMES = {
    "administrator": ("admin", Role.ADMINISTRATOR, tr("管理员")),
    "principal": ("principal", Role.PRINCIPAL, tr("校长")),
    "secretary": ("secretary", Role.SECRETARY, tr("党支部书记")),
    "student_affairs": ("affairs", Role.STUDENT_AFFAIRS, tr("学生事务主任")),
    "group_head": ("grouphead", Role.TEACHER, tr("教研组长")),
    "homeroom": ("homeroom", Role.TEACHER, tr("班主任")),
    "teacher": ("teacher", Role.TEACHER, tr("特岗教师")),
}
"""Part in the demonstration → username, office, and what it is called."""


def demonstration_stands() -> bool:
    """Whether the demonstration school is here; asked before anybody is known."""
    with whole_house():
        return School.objects.filter(code=CODE).exists()


def is_of_demonstration(member: Member) -> bool:
    """Whether somebody serves the demonstration school, or the county that it lies in."""
    if member.school is not None:
        return member.school.code == CODE
    return member.county is not None and member.county.code == COUNTY_CODE
