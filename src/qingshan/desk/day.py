"""The day as a page greets it: how to address somebody, the date, the week of the term."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from qingshan.access.roles import Role
from qingshan.school.calendar import week_number, week_words
from qingshan.school.models import Term

if TYPE_CHECKING:
    from datetime import datetime

    from qingshan.school.membership import Member
    from qingshan.school.models import School

SPOKEN = {Role.PRINCIPAL: "校长", Role.SECRETARY: "书记", Role.STUDENT_AFFAIRS: "主任"}
WEEKDAYS = "一二三四五六日"
TITLES = ("老师", "校长", "书记", "主任", "园长", "科长", "局长", "局")
DOUBLE_SURNAMES = frozenset(
    ("欧阳", "上官", "司马", "诸葛", "司徒", "夏侯", "皇甫", "尉迟", "长孙", "慕容", "令狐", "端木")
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
        told = f"{self.on.month}月{self.on.day}日 星期{WEEKDAYS[self.on.weekday()]}"
        week = self.week
        return f"{told} · {week}" if week else told

    @property
    def week(self) -> str:
        """The week of the term, counted from the Monday of its first; "" outside a term."""
        if self.term is None or not self.in_term:
            return "" if self.term is None else "假期"
        return week_words(week_number(self.on, self.term))

    @property
    def season_began(self) -> date:
        """The first day of the term; where there is none, half a year ago."""
        return self.term.starts_on if self.term else self.on - timedelta(days=182)


def day_at(school: School, today: date) -> Day:
    """One query."""
    begun = Term.objects.filter(school=school, starts_on__lte=today)
    return Day(today, begun.order_by("-starts_on").first())


def greeting(member: Member, now: datetime | None = None) -> str:
    """`王老师，早上好`."""
    hour = (now or timezone.localtime()).hour
    part = next(word for until, word in _HOURS if hour < until)
    return f"{addressed(member.account.name, member)}，{part}"


_HOURS = ((5, "夜深了"), (11, "早上好"), (13, "中午好"), (18, "下午好"), (24, "晚上好"))


def addressed(name: str, member: Member) -> str:
    """How one speaks to a colleague: surname and office, unless the name has a title already."""
    if not name or name.endswith(TITLES) or not "一" <= name[0] <= "鿿":
        return name
    surname = name[:2] if name[:2] in DOUBLE_SURNAMES else name[:1]
    return surname + next((word for role, word in SPOKEN.items() if member.holds(role)), "老师")
