"""What needs the look of those who hold an office: each a sentence and where to go on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Q
from django.urls import reverse

from qingshan.access.roles import Role
from qingshan.care.attendance.alarms import alarms_for
from qingshan.care.cases.queries import cases_of_who_left, cases_waiting_for
from qingshan.care.fund.queries import waiting_for
from qingshan.care.fund.visibility import PAYERS
from qingshan.care.left_behind.queries import waiting_for_carer
from qingshan.care.signs.queries import watch_of
from qingshan.care.signs.visibility import SETTERS
from qingshan.exchange.models import LoadRun
from qingshan.exchange.visibility import runs_visible_to
from qingshan.ideals.series.queries import numbers_waiting_for
from qingshan.kit.words import tr
from qingshan.people.departures.unlisted import number_unlisted
from qingshan.people.models import Staff, Student
from qingshan.people.roster import on_roster
from qingshan.programmes.packs import problems
from qingshan.records.models import Record
from qingshan.school.models import CalendarDay
from qingshan.voice.models import Incident

if TYPE_CHECKING:
    from qingshan.desk.day import Day
    from qingshan.school.membership import Member
    from qingshan.school.models import School

VISIT = "home_visit"
IN_HARDSHIP = Q(left_behind=Student.LeftBehind.BOTH_PARENTS) | Q(is_orphan=True) | Q(needs_aid=True)
"""Both parents away, orphaned, or asking for support: those whom a visit should reach first."""


WAITING = {
    LoadRun.State.REFUSED.value: tr("上次放进来的“{name}”有 {errors} 处要改。"),
    LoadRun.State.READY.value: tr("“{name}”核对好了，还没有载入。"),
    LoadRun.State.FAILED.value: tr("“{name}”没有载入完。"),
}


@dataclass(frozen=True)
class Look:
    """One thing to look at; `words` is the link at the end of the sentence."""

    sentence: str
    words: str = ""
    href: str = ""
    due: bool = True


def looks_for(member: Member, school: School, day: Day) -> list[Look]:
    """In the order in which they matter; nothing where nothing needs a look."""
    found: list[Look | None] = []
    if member.holds(Role.ADMINISTRATOR):
        found += [_slips_in_packs(), _no_term(day), _no_days_off(school, day)]
        found += [_last_load(member), _not_in_the_workbook(school), _accounts(school)]
    if member.holds(Role.PRINCIPAL, Role.STUDENT_AFFAIRS, Role.SECRETARY):
        found += [_unsettled(school), _not_visited(school, day)]
    if member.holds(*SETTERS):
        found.append(_signs(member, school))
    return [look for look in found if look is not None]


def alarm_looks(member: Member, school: School) -> list[Look]:
    """This morning's empty chairs, for the teacher of the class and those who answer for all."""
    return [Look(alarm.sentence, alarm.words, alarm.href) for alarm in alarms_for(member, school)]


def case_looks(member: Member, school: School) -> list[Look]:
    """What is due in one's own cases and for one's own children, and what waits for a second."""
    due, waiting = cases_waiting_for(member)
    looks = []
    if due:
        words = tr("你负责的个案里，有 {due} 份的下一步到日子了。").format(due=due)
        looks.append(Look(words, tr("看看个案"), reverse("care:case_list")))
    if waiting:
        words = tr("有 {waiting} 份个案等第二个人核实销号。").format(waiting=waiting)
        looks.append(Look(words, tr("去核实"), f"{reverse('care:case_list')}?state=closing"))
    gone = cases_of_who_left(member)
    if gone:
        words = tr("有 {n} 份个案没有销号，孩子已经离校，要和接收的学校交接。").format(n=gone)
        looks.append(Look(words, tr("看看是谁"), f"{reverse('care:case_list')}?state=left"))
    talks = waiting_for_carer(member, school)
    if talks:
        words = tr("你结对的留守儿童里，有 {talks} 个该谈心或联系家长了。").format(talks=talks)
        looks.append(Look(words, tr("看看是谁"), reverse("care:left_behind_mine")))
    payments = waiting_for(member).count() if member.holds(*PAYERS) else 0
    if payments:
        words = tr("有 {payments} 份帮扶金申请等你核实发放。").format(payments=payments)
        looks.append(Look(words, tr("去看看"), reverse("care:fund")))
    return looks


def piece_looks(member: Member) -> list[Look]:
    """Pieces of the series that wait for one's consent, and those that wait for one's review."""
    asked, review = numbers_waiting_for(member)
    looks, page = [], reverse("ideals:series")
    if asked:
        looks.append(Look(tr("有一篇写你的稿子，等你看看行不行。"), tr("去看看"), page))
    if review:
        looks.append(
            Look(
                tr("有 {review} 篇风采稿本人同意了，等另一个人审。").format(review=review),
                tr("去审"),
                page,
            )
        )
    return looks


def _signs(member: Member, school: School) -> Look | None:
    found = watch_of(school, member.today).found
    if not found:
        return None
    words = tr("有 {found} 个孩子的情况请人去看一看。").format(found=len(found))
    return Look(words, tr("看看是为什么"), reverse("care:sign_list"))


def _not_visited(school: School, day: Day) -> Look | None:
    reached = Record.objects.filter(
        school=school,
        kind=VISIT,
        date__gte=day.season_began,
        date__lte=day.on,
        student__isnull=False,
    )
    rows = list(
        Student.objects.filter(IN_HARDSHIP, on_roster(day.on), school=school)
        .exclude(pk__in=reached.values("student"))
        .order_by()
        .values_list("school_class", "school_class__name", "school_class__grade_number")
        .annotate(number=Count("pk"))
    )
    if not rows:
        return None
    pk, name, _, first = max(rows, key=lambda row: (row[3], row[2], -row[0]))
    total = sum(row[3] for row in rows)
    return Look(
        tr("双亲留守、孤儿和申请资助的孩子里，有 {total} 个这学期还没有家访。").format(total=total),
        tr("先从{name}的 {first} 个看起").format(name=name, first=first),
        reverse("people:class", args=[pk]),
    )


def _slips_in_packs() -> Look | None:
    """A programme that stands aside: nothing of it is counted until its file is mended."""
    wrong = problems()
    if not wrong:
        return None
    return Look(
        tr("“{file}”第 {line} 行要改，改好之前这个做法不算数。").format(
            file=wrong[0].file, line=wrong[0].line
        ),
        tr("看哪里要改"),
        reverse("programmes:programme_list"),
    )


def _unsettled(school: School) -> Look | None:
    number = Incident.objects.filter(school=school, settled_on=None).count()
    if not number:
        return None
    return Look(
        tr("有 {number} 件事还没有办结。").format(number=number),
        tr("去看看"),
        f"{reverse('voice:incident_list')}?state=open",
    )


def _accounts(school: School) -> Look | None:
    number = Staff.objects.filter(school=school, account=None).count()
    if not number:
        return None
    return Look(
        tr("还有 {number} 位教职工没有账号，记不了事。").format(number=number),
        tr("给他们开账号"),
        reverse("people:account_list"),
    )


def _last_load(member: Member) -> Look | None:
    """A workbook that waits for somebody: with cells to mend, or checked and not loaded."""
    run = runs_visible_to(member).order_by("-created_at", "-pk").first()
    sentence = WAITING.get(run.state) if run else None
    if run is None or sentence is None:
        return None
    told = sentence.format(name=run.name, errors=run.errors)
    return Look(told, tr("接着做"), reverse("exchange:load_run", args=[run.pk]))


def _not_in_the_workbook(school: School) -> Look | None:
    """Children of the roster who were not in the last workbook of the whole school."""
    number = number_unlisted(school.pk)
    if not number:
        return None
    return Look(
        tr("最近载入的工作簿里没有 {number} 个在校的孩子，毕业、转走的要办离校。").format(
            number=number
        ),
        tr("看看是谁"),
        reverse("people:student_unlisted"),
    )


def _no_term(day: Day) -> Look | None:
    if day.in_term or (day.term is not None and day.on.month in {1, 2, 7, 8}):
        return None
    return Look(
        tr("今天不在任何学期里，履职没法算。"),
        tr("把新学年的学期载入"),
        reverse("exchange:load_list"),
    )


def _no_days_off(school: School, day: Day) -> Look | None:
    term = day.term
    if term is None or not day.in_term:
        return None
    held = CalendarDay.objects.filter(
        school=school, date__range=(term.starts_on, term.ends_on)
    ).exists()
    if held:
        return None
    return Look(tr("这学期的校历里还没有放假和补课。"), tr("去看校历"), reverse("school:calendar"))
