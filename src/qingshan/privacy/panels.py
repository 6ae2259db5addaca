"""The way to somebody's information, on their page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingshan.kit.words import tr
from qingshan.people.panels import Panel, on_the_page_of_a_colleague, on_the_page_of_a_student
from qingshan.privacy.visibility import can_give_child, can_give_colleague

if TYPE_CHECKING:
    from qingshan.people.models import Staff, Student
    from qingshan.school.membership import Member


@on_the_page_of_a_student(place=90)
def of_a_child(member: Member, student: Student) -> Panel | None:
    if not can_give_child(member, student):
        return None
    return _panel("child", student.pk, tr("家长可以要一份学校记的全部。"))


@on_the_page_of_a_colleague(place=90)
def of_a_colleague(member: Member, staff: Staff) -> Panel | None:
    if not can_give_colleague(member, staff):
        return None
    return _panel("colleague", staff.pk, tr("本人可以要一份学校记的全部。"))


def _panel(who: str, pk: int, words: str) -> Panel:
    return Panel(tr("个人信息"), "privacy/_person.html", {"who": who, "pk": pk, "words": words})
