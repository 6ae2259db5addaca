"""Reading visits, rounds and what they found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Case, Count, F, IntegerField, Q, Value, When
from django.shortcuts import get_object_or_404

from qingshan.kit.prepared import summed
from qingshan.outcomes.inspections.visibility import findings_visible_to, rounds_visible_to
from qingshan.outcomes.models import Finding, FindingStep, Inspection
from qingshan.outcomes.visibility import inspections_visible_to
from qingshan.people.asking import AskedBy
from qingshan.people.visibility import staff_of

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from qingshan.records.models import Record
    from qingshan.school.membership import Member

State = Finding.State


def most_urgent_first(findings: QuerySet[Finding], today: date) -> QuerySet[Any]:
    """With `rank`: overdue 0, still to mend 1, to be seen again 2, settled 3."""
    rank = Case(
        When(state=State.OPEN, due_on__lt=today, then=Value(0)),
        When(state=State.OPEN, then=Value(1)),
        When(state=State.MENDED, then=Value(2)),
        default=Value(3),
        output_field=IntegerField(),
    )
    return findings.annotate(rank=rank)


def finding_seen_by(member: Member, pk: int) -> Finding:
    found = findings_visible_to(member).select_related(
        "inspection", "record__staff", "responsible", "mended_by", "seen_by"
    )
    return get_object_or_404(found, pk=pk)


def inspection_seen_by(member: Member, pk: int) -> Inspection:
    return get_object_or_404(inspections_visible_to(member), pk=pk)


def round_seen_by(member: Member, pk: int) -> Record:
    return get_object_or_404(rounds_visible_to(member).select_related("staff"), pk=pk)


def steps_of(finding: Finding) -> QuerySet[FindingStep]:
    return FindingStep.objects.filter(finding=finding).annotate(doer=F("by__name"))


def step_seen_by(member: Member, pk: int) -> FindingStep:
    """A step that bears a picture."""
    found = FindingStep.objects.exclude(file="")
    return get_object_or_404(found, pk=pk, finding__in=findings_visible_to(member).values("pk"))


def with_findings(rows: QuerySet[Inspection]) -> QuerySet[Inspection]:
    """With how many things were found, and how many of them are not settled."""
    unsettled = ~Q(findings__state=State.SETTLED) & Q(findings__isnull=False)
    return rows.annotate(found=Count("findings"), unsettled=Count("findings", filter=unsettled))


def findings_waiting_for(member: Member) -> dict[str, int]:
    """What the home page asks: `mine`, `late` of them, `overdue` and `again` of the school."""
    found: dict[str, int] | None = WAITING.row(member)
    return found or dict.fromkeys(("mine", "late", "overdue", "again"), 0)


def _waiting(member: Member) -> QuerySet[Any]:
    staff = staff_of(member)
    late = Q(state=State.OPEN, due_on__lt=member.today)
    mine = Q(state=State.OPEN, responsible=staff) if staff else Q(pk=None)
    leads = Q() if member.sees_whole_school else Q(record__staff=staff) if staff else Q(pk=None)
    found = findings_visible_to(member).exclude(state=State.SETTLED)
    return summed(
        found,
        mine=Count("pk", filter=mine),
        late=Count("pk", filter=mine & late),
        overdue=Count("pk", filter=late if member.sees_whole_school else Q(pk=None)),
        again=Count("pk", filter=Q(state=State.MENDED) & leads & ~Q(mended_by=member.account)),
    )


WAITING = AskedBy(_waiting)
