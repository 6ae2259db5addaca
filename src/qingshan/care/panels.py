"""What the aid fund gave a child, on the child's page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingshan.care.fund.visibility import children_to_ask_for
from qingshan.care.models import FundEntry
from qingshan.kit.words import tr
from qingshan.people.panels import Panel, on_the_page_of_a_student

if TYPE_CHECKING:
    from qingshan.people.models import Student
    from qingshan.school.membership import Member

SHOWN = 20


@on_the_page_of_a_student(place=30)
def of_a_child(member: Member, student: Student) -> Panel | None:
    """Whoever may open the child may see what it was given."""
    entries = FundEntry.objects.filter(school=member.school, student=student)
    lines = list(
        entries.order_by("-date", "-pk").values_list("pk", "date", "net", "note", "handler__name")[
            :SHOWN
        ]
    )
    may_ask = children_to_ask_for(member).filter(pk=student.pk).exists()
    if not lines and not may_ask:
        return None
    context = {"lines": lines, "may_ask": may_ask, "student": student.pk}
    return Panel(tr("帮扶资金"), "care/_support.html", context)
