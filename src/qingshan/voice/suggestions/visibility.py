"""Every suggestion and what became of it is everybody's at the school.

Whoever holds a school-wide office takes suggestions up; then they and the one who is to see to it
answer. There are no votes and no comments: nobody else's opinion is kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingshan.people.visibility import staff_of
from qingshan.records.models import Record
from qingshan.voice.models import Suggestion

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from qingshan.school.membership import Member

KIND = "suggestion"
State = Suggestion.State


def suggestions_visible_to(member: Member) -> QuerySet[Record]:
    """Records of the kind; a suggestion may be read by every colleague."""
    found = Record.objects.filter(school=member.school, kind=KIND)
    return found if member.school else found.none()


def may_take_up(member: Member) -> bool:
    return member.sees_whole_school


def may_answer(member: Member, suggestion: Suggestion) -> bool:
    if suggestion.settled_on is not None:
        return False
    if member.sees_whole_school:
        return member.is_at(suggestion)
    staff = staff_of(member)
    return staff is not None and suggestion.responsible_id == staff.pk
