"""What one has to mend, to see again or to answer: sentences for the home page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from qingshan.desk.attention import Look
from qingshan.outcomes.inspections.queries import findings_waiting_for
from qingshan.voice.complaints.queries import complaints_waiting_for
from qingshan.voice.suggestions.queries import suggestions_waiting_for

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


def suggestion_looks(member: Member) -> list[Look]:
    """News of what one proposed, what one is to answer, what nobody took up yet."""
    waits = suggestions_waiting_for(member)
    page = reverse("voice:suggestion_list")
    looks = []
    if waits["news"]:
        told = (
            "你提的建议有回音了。"
            if waits["news"] == 1
            else f"你提的 {waits['news']} 条建议有回音了。"
        )
        looks.append(Look(told, "去看看", f"{page}?whose=mine"))
    if waits["due"]:
        words = f"你在办的建议里，有 {waits['due']} 条到日子了。"
        looks.append(Look(words, "去答复", f"{page}?whose=handled"))
    if waits.get("free"):
        words = f"有 {waits['free']} 条建议还没有人接。"
        looks.append(Look(words, "看看谁来办", f"{page}?state=proposed"))
    return looks


def complaint_looks(member: Member) -> list[Look]:
    """Complaints that the person handles and that are not settled."""
    waiting, late = complaints_waiting_for(member)
    if not waiting:
        return []
    told = f"有 {waiting} 件家长投诉要办" + (f"，{late} 件超期了。" if late else "。")
    return [Look(told, "去看看", f"{reverse('voice:complaint_list')}?state=open")]
