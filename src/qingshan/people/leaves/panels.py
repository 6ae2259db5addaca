"""Leave on a colleague's own page: for oneself, and for those who plan around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qingshan.kit.words import tr
from qingshan.people.leaves.words import stretch
from qingshan.people.models import Leave
from qingshan.people.panels import Panel, on_the_page_of_a_colleague
from qingshan.people.visibility import (
    KEEPERS,
    LEAVE_LOOKERS,
    can_see_kind_of_leave,
    leaves_visible_to,
)

if TYPE_CHECKING:
    from datetime import date

    from qingshan.people.models import Staff
    from qingshan.school.membership import Member

SHOWN = 12


@dataclass(frozen=True, slots=True)
class Line:
    """A leave in words; `kind` is "" for whom it does not concern."""

    pk: int
    days: str
    kind: str
    now: bool


@on_the_page_of_a_colleague(place=15)
def leave_of_a_colleague(member: Member, staff: Staff) -> Panel | None:
    """The latest; None for everybody else, and for oneself while there is none."""
    may_look = member.holds(*LEAVE_LOOKERS)
    if not may_look and staff.account_id != member.account.pk:
        return None
    told = can_see_kind_of_leave(member, staff)
    rows = leaves_visible_to(member).filter(staff=staff).order_by("-starts_on")[:SHOWN]
    lines = [_line(leave, member.today, told=told) for leave in rows]
    may_keep = member.holds(*KEEPERS)
    if not lines and not may_keep:
        return None
    context = {"lines": lines, "staff": staff.pk, "may_keep": may_keep, "may_look": may_look}
    return Panel(tr("请假"), "people/_leaves.html", context)


def _line(leave: Leave, today: date, *, told: bool) -> Line:
    now = leave.starts_on <= today and (leave.ends_on is None or leave.ends_on >= today)
    kind = leave.get_kind_display() if told else ""
    return Line(leave.pk, stretch(leave.starts_on, leave.ends_on), kind, now)
