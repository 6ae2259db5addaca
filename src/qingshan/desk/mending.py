"""What one has to mend, to see again or to answer: sentences for the home page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from qingshan.desk.attention import Look
from qingshan.outcomes.inspections.queries import findings_waiting_for

if TYPE_CHECKING:
    from qingshan.school.membership import Member


def finding_looks(member: Member) -> list[Look]:
    """What one has to mend, what is overdue at the school, what waits to be seen again."""
    waits = findings_waiting_for(member)
    page = reverse("outcomes:finding_list")
    looks = []
    if waits["mine"]:
        late = f"，{waits['late']} 处过期了" if waits["late"] else ""
        words = f"有 {waits['mine']} 处问题要你整改{late}。"
        looks.append(Look(words, "去看看", f"{page}?state=unsettled"))
    if waits["overdue"] > waits["late"]:
        words = f"全校有 {waits['overdue']} 处问题和隐患过了期限还没改好。"
        looks.append(Look(words, "看看是哪些", f"{page}?state=overdue"))
    if waits["again"]:
        words = f"有 {waits['again']} 处整改好了，等你复查。"
        looks.append(Look(words, "去复查", f"{page}?state=mended"))
    return looks
