"""Findings, hazards and rounds are everybody's at the school; who acts on them is not.

===========================  =====================================================
who                          does
===========================  =====================================================
school-wide offices          writes visits down, names what was found, hands it on
who made a round             names what it found, hands it on, sees it again
who is to mend it            says that it is mended, with a picture
an office, who made the      sees it again, unless they mended it themselves
round
===========================  =====================================================
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingshan.kit.words import tr
from qingshan.outcomes.models import Finding, Inspection
from qingshan.people.visibility import staff_of
from qingshan.records.models import Record

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from qingshan.school.membership import Member

ROUNDS = {"safety_round": tr("安全巡查"), "epidemic_round": tr("疫情防控检查")}
"""Record kinds whose deeds may find something to mend."""

State = Finding.State


def findings_visible_to(member: Member) -> QuerySet[Finding]:
    found = Finding.objects.filter(school=member.school)
    return found if member.school else found.none()


def rounds_visible_to(member: Member) -> QuerySet[Record]:
    found = Record.objects.filter(school=member.school, kind__in=ROUNDS)
    return found if member.school else found.none()


def may_find(member: Member, source: Inspection | Record) -> bool:
    """Whether the person may name what a visit or a round found."""
    if not member.is_at(source):
        return False
    if member.sees_whole_school:
        return True
    return isinstance(source, Record) and source.staff == staff_of(member)


def may_hand(member: Member, finding: Finding) -> bool:
    """Who mends it by when may be changed as long as it is not settled."""
    if finding.state == State.SETTLED:
        return False
    return may_find(member, source_of(finding))


def may_mend(member: Member, finding: Finding) -> bool:
    staff = staff_of(member)
    mine = staff is not None and finding.responsible_id == staff.pk
    theirs = mine or (member.is_at(finding) and member.sees_whole_school)
    return finding.state == State.OPEN and theirs


def may_see_again(member: Member, finding: Finding) -> bool:
    """Not by whoever mended it."""
    if finding.state != State.MENDED or finding.mended_by_id == member.account.pk:
        return False
    return may_find(member, source_of(finding))


def source_of(finding: Finding) -> Inspection | Record:
    source = finding.inspection or finding.record
    if source is None:  # a constraint of the database
        raise ValueError(finding.pk)
    return source
