"""Who may be handed everything that is kept about somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingshan.people.visibility import HELPERS_OF_ALL, KEEPERS

if TYPE_CHECKING:
    from qingshan.people.models import Staff, Student
    from qingshan.school.membership import Member


def can_give_child(member: Member, student: Student) -> bool:
    """All that is kept about a child, for the family: those who answer for every child."""
    return member.holds_at(student, *HELPERS_OF_ALL)


def can_give_colleague(member: Member, staff: Staff) -> bool:
    """All that is kept about a colleague: one's own, or for those who keep the roster."""
    if not member.is_at(staff):
        return False
    return staff.account_id == member.account.pk or member.holds(*KEEPERS)


def can_erase_child(member: Member, student: Student) -> bool:
    """Asks that a child who left be erased, or erases one whom somebody else asked for."""
    return member.holds_at(student, *HELPERS_OF_ALL)


def can_erase_colleague(member: Member, staff: Staff) -> bool:
    """The same of a colleague who left; never oneself."""
    return staff.account_id != member.account.pk and member.holds_at(staff, *KEEPERS)
