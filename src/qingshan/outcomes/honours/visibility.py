"""Who may write an honour down, and for whom.

=========================  ====================================================
who                        enters and changes
=========================  ====================================================
school-wide offices        any honour of the school
everybody else             their own, and those of the children whom they help
=========================  ====================================================

Seeing them is `outcomes.visibility.honours_visible_to`. The public list holds the school's own, and
of people only those to which they (for a child: a guardian) agreed, as long as that holds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from qingshan.outcomes.models import Honour, HonourConsent
from qingshan.people.models import Staff, Student
from qingshan.people.roster import LATELY, on_roster
from qingshan.people.visibility import children_helped_by, staff_of

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from qingshan.school.membership import Member
    from qingshan.school.models import School

RECIPIENT = Honour.Recipient


def may_keep(member: Member, honour: Honour) -> bool:
    """Whether the person may correct it, add certificates and note consent."""
    return honours_kept_by(member).filter(pk=honour.pk).exists()


def honours_kept_by(member: Member) -> QuerySet[Honour]:
    everything = Honour.objects.filter(school=member.school)
    if member.school is None:
        return everything.none()
    if member.sees_whole_school:
        return everything
    staff = staff_of(member)
    if staff is None:
        return everything.none()
    children = children_helped_by(member).values("pk")
    own = Q(recipient=RECIPIENT.STAFF, staff=staff)
    return everything.filter(own | Q(recipient=RECIPIENT.STUDENT, student__in=children))


def colleagues_to_honour(member: Member) -> QuerySet[Staff]:
    everyone = Staff.objects.filter(school=member.school)
    return everyone if member.sees_whole_school else everyone.filter(account=member.account)


def children_to_honour(member: Member) -> QuerySet[Student]:
    """Of who left, those who did so lately: a certificate may come later than the child goes."""
    lately = on_roster(member.today - LATELY)
    if member.sees_whole_school:
        return Student.objects.filter(lately, school=member.school)
    return children_helped_by(member).filter(lately)


def honours_shown_in_public(school: School, on: date) -> QuerySet[Honour]:
    """Of people, those with a consent that holds on the day; the school's own always."""
    agreed = HonourConsent.objects.filter(
        honour=OuterRef("pk"), withdrawn_on=None, since__lte=on, until__gte=on
    )
    found = Honour.objects.filter(school=school, date__lte=on)
    return found.filter(Q(recipient=RECIPIENT.SCHOOL) | Exists(agreed))
