"""Who sees and handles a complaint: never anybody it is about.

=================================  ==================================================
a complaint                        is seen and handled by
=================================  ==================================================
of the school                      principal, secretary, student affairs, save those
                                   whom it is about
about the principal                the county's officer alone; where the school belongs
                                   to no county, the secretary
late, sent up, or not settled      the county's officer as well
in the family's eyes
=================================  ==================================================

Whom it is about: the principal where the family says so, every colleague whose name the family
wrote, and whoever is named later. Everybody else knows the counts (`quiet`) and no more.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from qingshan.access.roles import Role
from qingshan.voice.models import Complaint, ComplaintStep

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from qingshan.school.membership import Member

HANDLERS = (Role.PRINCIPAL, Role.SECRETARY, Role.STUDENT_AFFAIRS)
TAKEN_WITHIN = timedelta(days=3)
SETTLED_WITHIN = timedelta(days=15)
Kind = ComplaintStep.Kind


def complaints_handled_by(member: Member) -> QuerySet[Complaint]:
    """Those whose words the person may read, and which they may answer."""
    if member.county is not None:
        of_county = Complaint.objects.filter(school__county=member.county)
        return of_county.filter(goes_up(member.today))
    found = Complaint.objects.filter(school=member.school)
    if member.school is None or not member.holds(*HANDLERS):
        return found.none()
    found = found.exclude(_steps(kind=Kind.ABOUT, staff__account=member.account))
    if member.school.county_id is not None:
        return found.filter(to_county=False)
    if member.holds(Role.SECRETARY) and not member.holds(Role.PRINCIPAL):
        return found
    return found.filter(to_county=False)


def goes_up(today: date) -> Q:
    """What the county handles: its own from the first day, and what the school did not settle."""
    late = Q(received_on__lt=today - SETTLED_WITHIN) & Q(incident__settled_on__isnull=True)
    sent_up = Q(_steps(kind__in=(Kind.ESCALATED, Kind.AGAIN)))
    return Q(to_county=True) | late | sent_up


def is_a_handler(member: Member) -> bool:
    """Whether there is a page of complaints for this person at all."""
    return member.county is not None or (member.school is not None and member.holds(*HANDLERS))


def _steps(**which: object) -> Exists:
    return Exists(ComplaintStep.objects.filter(complaint=OuterRef("pk"), **which))
