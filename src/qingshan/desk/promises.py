"""What programmes ask of the person now, as things to do and as strips of what is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse

from qingshan.desk.mine import VISIT
from qingshan.kit.words import tr
from qingshan.programmes.models import Cadence
from qingshan.programmes.packs import in_order
from qingshan.programmes.standing import coverage_of
from qingshan.programmes.streaks import streak_of
from qingshan.records.kinds import all_kinds

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qingshan.desk.mine import MyChild
    from qingshan.people.models import Staff
    from qingshan.programmes.standing import Coverage, DutyNow
    from qingshan.school.models import School

AT_MOST = 3
BRANCH = "member-five-ones"
NEAR = {
    Cadence.SCHOOL_DAY: 0,
    Cadence.WEEK: 6,
    Cadence.MONTH: 10,
    Cadence.TERM: 30,
    Cadence.SCHOOL_YEAR: 45,
    Cadence.ONCE: 30,
    Cadence.STAGE: 60,
}
"""How many days before it is due something stands among what is to do today."""


@dataclass(frozen=True)
class Task:
    """One thing to do. With `kind` it is done where it stands, by its title; else behind `href`."""

    title: str
    detail: str
    icon: str
    href: str
    when: str = ""
    kind: str = ""
    words: str = ""
    hint: str = tr("题目，或粘贴链接")


@dataclass(frozen=True)
class Kept:
    """One promise in a strip: `state` is kept, open, or quiet where nothing is asked now."""

    label: str
    state: str
    amount: int
    target: int


@dataclass(frozen=True)
class Strip:
    """The promises of one programme that binds the person."""

    title: str
    href: str
    promises: list[Kept]


def tasks_of(
    staff: Staff, now: Iterable[DutyNow], children: list[MyChild], today: date
) -> list[Task]:
    """At most three: what is due today, a child to see, what is due soon. One query at most."""
    near = [one for one in now if _is_near(one, today)]
    near.sort(key=lambda one: (one.round.due_on or today, one.duty.key))
    first = [one for one in near if one.duty.cadence == Cadence.SCHOOL_DAY]
    later = [one for one in near if one.duty.cadence != Cadence.SCHOOL_DAY]
    tasks = [_task(one, staff, today) for one in first]
    tasks += _to_visit(children, today)[:1]
    tasks += [_task(one, staff, today) for one in later]
    return tasks[:AT_MOST]


def strips_of(now: Iterable[DutyNow]) -> list[Strip]:
    """The programmes that bind the person and have a strip, as the school orders them."""
    by_programme: dict[str, list[Kept]] = {}
    for one in now:
        state = {True: "kept", False: "open", None: "quiet"}[one.current]
        by_programme.setdefault(one.duty.programme, []).append(
            Kept(one.duty.short, state, min(one.amount, one.duty.target), one.duty.target)
        )
    return [
        Strip(pack.title, reverse("programmes:programme", args=[pack.key]), by_programme[pack.key])
        for pack in in_order()
        if pack.strip and pack.key in by_programme
    ]


@dataclass(frozen=True)
class Line:
    """How many of a group have kept one promise; who has not, with where that is mended."""

    label: str
    href: str
    met: int
    total: int
    open: list[tuple[str, str]]
    weakest: bool


@dataclass(frozen=True)
class Branch:
    title: str
    sentence: str
    lines: list[Line]


def branch_of(school: School, today: date) -> Branch | None:
    """The five promises across the branch; None where there are no members. Three queries."""
    found = coverage_of(school, BRANCH, today)
    if not found:
        return None
    fewest = min(len(one.reached) for one in found)
    total = found[0].total
    lines = [_line(one, weak=len(one.reached) == fewest < total) for one in found]
    weak = [line.label for line in lines if line.weakest]
    sentence = tr("支部 {total} 人，五项都到位。").format(total=total)
    if weak:
        sentence = tr("支部 {total} 人；最缺的是“{weak}”。").format(
            total=total, weak="”“".join(weak)
        )
    return Branch(tr("五项承诺，今年到位的人"), sentence, lines)


def _line(one: Coverage, *, weak: bool) -> Line:
    duty = one.duty
    page = reverse("programmes:duty", args=[duty.programme, duty.slug])
    mend = f"{page}{{}}/"
    if duty.pairings:
        mend = reverse("people:pairing_new", args=[duty.pairings[0]]) + "?giver={}"
    still = [(mend.format(person.pk), person.name) for person in one.open]
    return Line(duty.short, page, len(one.reached), one.total, still, weak)


def _is_near(one: DutyNow, today: date) -> bool:
    if not one.is_open or not one.duty.kinds or not one.round.holds or one.round.due_on is None:
        return False
    return (one.round.due_on - today).days <= NEAR[one.duty.cadence]


def _task(one: DutyNow, staff: Staff, today: date) -> Task:
    duty = one.duty
    kind = all_kinds()[duty.kinds[0]]
    return Task(
        title=_plainly(duty.title),
        detail=_detail(one, staff, today),
        icon=kind.icon,
        href=reverse("records:record_new_of_kind", args=[kind.key]),
        when=one.round.words,
        kind=kind.key if kind.asks == ("title",) and not kind.about else "",
        words=tr("去写"),
    )


def _detail(one: DutyNow, staff: Staff, today: date) -> str:
    if one.duty.measure == "sum":
        return tr("还差 {missing:,} {unit} · {reads_until}").format(
            missing=one.missing, unit=one.duty.unit, reads_until=one.round.reads_until
        )
    if one.duty.cadence == Cadence.SCHOOL_DAY:
        days = streak_of(staff, one.duty, today)
        return tr("连续 {days} 个教学日").format(days=days) if days > 1 else ""
    return one.round.reads_until


def _plainly(title: str) -> str:
    """“每天读一则教育新闻” is a rule; what is to do is “读一则教育新闻”."""
    for often in (
        tr("每个教学日"),
        tr("每学期"),
        tr("每学年"),
        tr("每天"),
        tr("每周"),
        tr("每月"),
        tr("每年"),
    ):
        if title.startswith(often):
            return title.removeprefix(often)
    return title


def _to_visit(children: list[MyChild], today: date) -> list[Task]:
    """The children one supports who were not seen at home for long, the longest ago first."""
    waiting = [child for child in children if child.wants_a_visit(today)]
    waiting.sort(key=lambda child: (child.visited_on or date.min, child.pk))
    sheet = reverse("records:record_new_of_kind", args=[VISIT])
    return [
        Task(
            title=tr("去看看{child}家").format(child=child.name),
            detail=_last_seen(child, today),
            icon=all_kinds()[VISIT].icon,
            href=f"{sheet}?{urlencode({'student': child.pk})}",
            words=tr("记家访"),
        )
        for child in waiting
    ]


def _last_seen(child: MyChild, today: date) -> str:
    if child.visited_on is None:
        return tr("还没有家访过")
    return tr("上次家访 {visited_words}").format(visited_words=child.visited_words(today))
