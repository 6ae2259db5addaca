"""A case's story, and what may show that it is over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, F, OuterRef
from django.shortcuts import get_object_or_404
from django.urls import reverse

from qingshan.care.cases.milestones import STEPS_PACK
from qingshan.care.cases.visibility import SECOND_PERSONS, cases_known_to, cases_open_to
from qingshan.care.fund.queries import support_of
from qingshan.care.models import Case, CaseMember, CaseReading, CaseStep, Ground, State
from qingshan.care.visibility import fund_entries_visible_to
from qingshan.kit.prepared import Prepared
from qingshan.kit.words import tr
from qingshan.people.asking import AskedBy
from qingshan.people.roster import off_roster
from qingshan.people.visibility import HELPERS_OF_ALL, staff_of
from qingshan.programmes.packs import all_packs
from qingshan.records.models import Evidence, Record
from qingshan.records.visibility import records_visible_to

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from qingshan.people.models import Student
    from qingshan.school.membership import Member

LINES_SHOWN = 200
STAGES = ((tr("助力"), ""), (tr("筑梦"), ""), (tr("铸人"), ""))


@dataclass(frozen=True, slots=True)
class Stage:
    """One of the three; `at` is done, now or ahead."""

    number: int
    title: str
    words: str
    at: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the story: a record, or a step of the case itself."""

    day: date
    title: str
    who: str
    words: str
    href: str = ""
    icon: str = "flag"
    files: int = 0


def case_seen_by(member: Member, pk: int) -> tuple[Case, bool]:
    """The case, and whether its words are for this person; `Http404` where it is not known."""
    known = cases_known_to(member).select_related(
        "student__school_class", "responsible", "asked_by", "closed_by", "evidence"
    )
    case = get_object_or_404(known, pk=pk)
    return case, cases_open_to(member).filter(pk=pk).exists()


def stages_of(case: Case) -> list[Stage]:
    """The three, in the words of the school's own pack where it has one."""
    pack = all_packs().get(STEPS_PACK)
    told = [(stage.title, stage.words) for stage in pack.path.stages] if pack and pack.path else []
    if len(told) != Case.STAGES:
        told = list(STAGES)
    return [
        Stage(n, title, words, "done" if n < case.stage else "now" if n == case.stage else "ahead")
        for n, (title, words) in enumerate(told, start=1)
    ]


def story_of(member: Member, case: Case) -> list[Line]:
    """What was done for the child since the case was opened, and its steps, the latest first."""
    records = Record.objects.filter(student=case.student, date__gte=case.opened_on)
    if case.closed_on:
        records = records.filter(date__lte=case.closed_on)
    told = records.select_related("staff").order_by("-date", "-pk")[:LINES_SHOWN]
    mine = set(records_visible_to(member).filter(student=case.student).values_list("pk", flat=True))
    bearing = set(
        Evidence.objects.filter(record__in=[record.pk for record in told]).values_list(
            "record", flat=True
        )
    )
    lines = [
        Line(
            record.date,
            tr(" · ").join(filter(None, (record.kind_label, tr("、").join(record.part_words)))),
            record.staff.name,
            record.content or record.title,
            reverse("records:record", args=[record.pk]) if record.pk in mine else "",
            "notebook-pen",
            record.pk in bearing,
        )
        for record in told
    ]
    steps = CaseStep.objects.filter(case=case).annotate(doer=F("by__name"))[:LINES_SHOWN]
    lines += [
        Line(
            step.date,
            step.get_kind_display()
            + (
                tr("（{ground}）").format(ground=Ground(step.ground).label)
                if step.ground and step.kind != "opened"
                else ""
            ),
            step.doer,
            step.words,
        )
        for step in steps
    ]
    lines += _payments(member, case)
    return sorted(lines, key=lambda line: line.day, reverse=True)


def _payments(member: Member, case: Case) -> list[Line]:
    """What the fund gave the child meanwhile."""
    mine = set(
        fund_entries_visible_to(member).filter(student=case.student).values_list("pk", flat=True)
    )
    given = support_of(case.student, case.opened_on, case.closed_on).select_related("handler")
    return [
        Line(
            entry.date,
            tr("帮扶金{rest} {amount} 元").format(
                rest=tr("冲正") if entry.is_reversal else "", amount=entry.amount
            ),
            entry.handler.name if entry.handler else "",
            entry.note,
            reverse("care:fund_entry", args=[entry.pk]) if entry.pk in mine else "",
            "wallet",
        )
        for entry in given[:LINES_SHOWN]
    ]


def team_of(case: Case) -> list[CaseMember]:
    """Who is on it today."""
    return list(CaseMember.objects.filter(case=case, until__isnull=True).select_related("staff"))


def readings_of(case: Case) -> QuerySet[CaseReading]:
    """Who read it, the latest first."""
    return CaseReading.objects.filter(case=case).annotate(reader=F("by__name"))


def records_that_show(case: Case) -> QuerySet[Record]:
    """Records about the child since the opening that bear a file."""
    bearing = Evidence.objects.filter(record=OuterRef("pk"))
    found = Record.objects.filter(Exists(bearing), student=case.student)
    return found.filter(date__gte=case.opened_on).order_by("-date", "-pk")


def cases_waiting_for(member: Member) -> tuple[int, int]:
    """How many of one's own cases have a next step that is due, and how many wait to be confirmed.

    One query each; nought for whoever has neither.
    """
    staff = staff_of(member)
    due = 0
    if staff is not None:
        due = DUE.count(staff=staff.pk, today=member.today)
    if not member.holds(*SECOND_PERSONS):
        return due, 0
    waiting = Case.objects.filter(school=member.school, state=State.CLOSING)
    return due, waiting.exclude(asked_by=member.account).count()


DUE = Prepared(
    lambda staff, today: Case.objects.filter(
        responsible=staff, state=State.OPEN, next_step_on__lte=today
    )
)


def cases_of_who_left(member: Member) -> int:
    """Open cases of children who left the school: somebody has to hand them over. One query."""
    if not member.holds(*HELPERS_OF_ALL):
        return 0
    live = Case.objects.filter(school=member.school).exclude(state=State.CLOSED)
    return live.filter(off_roster("student__")).count()


def case_of(member: Member, student: Student) -> Case | None:
    """The child's case that is not closed, as far as the person may know of it."""
    found: Case | None = OF_A_CHILD.row(member, child=student.pk)
    return found


def _of_a_child(member: Member, child: int) -> QuerySet[Case]:
    held = cases_known_to(member).filter(student=child).exclude(state=State.CLOSED)
    sealed = ("responsible__id_number", "responsible__phone")
    return held.select_related("responsible").defer(*sealed)


OF_A_CHILD = AskedBy(_of_a_child, names=("child",))
