"""What the aid fund gave a child, on the child's page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingshan.care.fund.visibility import children_to_ask_for
from qingshan.care.models import FundEntry
from qingshan.kit.prepared import Prepared
from qingshan.kit.words import tr
from qingshan.people.asking import AskedBy
from qingshan.people.panels import Panel, on_the_page_of_a_student

if TYPE_CHECKING:
    from qingshan.people.models import Student
    from qingshan.school.membership import Member

SHOWN = 20


_ENTRIES = Prepared(
    lambda child: (
        FundEntry.objects.filter(student=child)
        .order_by("-date", "-pk")
        .values_list("pk", "date", "net", "note", "handler__name")[:SHOWN]
    )
)
_TO_ASK_FOR = AskedBy(
    lambda member, child: children_to_ask_for(member).filter(pk=child).order_by().values("pk"),
    names=("child",),
)


@on_the_page_of_a_student(place=30)
def of_a_child(member: Member, student: Student) -> Panel | None:
    """Whoever may open the child may see what it was given."""
    lines = _ENTRIES.rows(child=student.pk)
    may_ask = bool(_TO_ASK_FOR.rows(member, child=student.pk))
    if not lines and not may_ask:
        return None
    context = {"lines": lines, "may_ask": may_ask, "student": student.pk}
    return Panel(tr("帮扶资金"), "care/_support.html", context)
