"""The day as a page greets it: how to address somebody, the date, the week of the term."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from qingshan.access.roles import Role
from qingshan.kit.prepared import Prepared
from qingshan.kit.words import is_source, tr
from qingshan.school.calendar import week_number, week_words
from qingshan.school.models import Term

if TYPE_CHECKING:
    from datetime import datetime

    from qingshan.school.membership import Member
    from qingshan.school.models import School

SPOKEN = {Role.PRINCIPAL: tr("校长"), Role.SECRETARY: tr("书记"), Role.STUDENT_AFFAIRS: tr("主任")}
WEEKDAYS = "一二三四五六日"
TITLES = (
    tr("老师"),
    tr("校长"),
    tr("书记"),
    tr("主任"),
    tr("园长"),
    tr("科长"),
    tr("局长"),
    tr("局"),
)
DOUBLE_SURNAMES = frozenset(
    (
        tr("欧阳"),
        tr("上官"),
        tr("司马"),
        tr("诸葛"),
        tr("司徒"),
        tr("夏侯"),
        tr("皇甫"),
        tr("尉迟"),
        tr("长孙"),
        tr("慕容"),
        tr("令狐"),
        tr("端木"),
    )
)


@dataclass(frozen=True)
class Day:
    """Today at a school. `term` is the one that holds it, or the last before it."""

    on: date
    term: Term | None

    @property
    def in_term(self) -> bool:
        return self.term is not None and self.term.ends_on >= self.on

    @property
    def words(self) -> str:
        """`11月24日 星期二 · 第十三周`."""
        told = tr("{month}月{day}日 星期{weekdays}").format(
            month=self.on.month, day=self.on.day, weekdays=WEEKDAYS[self.on.weekday()]
        )
        week = self.week
        return f"{told} · {week}" if week else told

    @property
    def week(self) -> str:
        """The week of the term, counted from the Monday of its first; "" outside a term."""
        if self.term is None or not self.in_term:
            return "" if self.term is None else tr("假期")
        return week_words(week_number(self.on, self.term))

    @property
    def season_began(self) -> date:
        """The first day of the term; where there is none, half a year ago."""
        return self.term.starts_on if self.term else self.on - timedelta(days=182)


def day_at(school: School, today: date) -> Day:
    """One query."""
    return Day(today, _BEGUN.row(school=school.pk, today=today))


_BEGUN = Prepared(
    lambda school, today: Term.objects.filter(school=school, starts_on__lte=today).order_by(
        "-starts_on"
    )[:1]
)


def greeting(member: Member, now: datetime | None = None) -> str:
    """`王老师，早上好`."""
    hour = (now or timezone.localtime()).hour
    part = next(word for until, word in _HOURS if hour < until)
    return tr("{addressed}，{part}").format(
        addressed=addressed(member.account.name, member), part=part
    )


_HOURS = (
    (5, tr("夜深了")),
    (11, tr("早上好")),
    (13, tr("中午好")),
    (18, tr("下午好")),
    (24, tr("晚上好")),
)


def addressed(name: str, member: Member) -> str:
    """How one speaks to a colleague: surname and office, unless the name has a title already."""
    is_spoken_so = is_source() and "一" <= name[:1] <= "鿿"
    if not is_spoken_so or name.endswith(TITLES):
        return name
    surname = name[:2] if name[:2] in DOUBLE_SURNAMES else name[:1]
    return surname + next((word for role, word in SPOKEN.items() if member.holds(role)), tr("老师"))
