"""What one has to mend, to see again or to answer: sentences for the home page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from qingshan.desk.attention import Look
from qingshan.kit.words import tr
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
        late = tr("，{waits} 处过期了").format(waits=waits["late"]) if waits["late"] else ""
        words = tr("有 {waits} 处问题要你整改{late}。").format(waits=waits["mine"], late=late)
        looks.append(Look(words, tr("去看看"), f"{page}?state=unsettled"))
    if waits["overdue"] > waits["late"]:
        words = tr("全校有 {waits} 处问题和隐患过了期限还没改好。").format(waits=waits["overdue"])
        looks.append(Look(words, tr("看看是哪些"), f"{page}?state=overdue"))
    if waits["again"]:
        words = tr("有 {waits} 处整改好了，等你复查。").format(waits=waits["again"])
        looks.append(Look(words, tr("去复查"), f"{page}?state=mended"))
    return looks


def suggestion_looks(member: Member) -> list[Look]:
    """News of what one proposed, what one is to answer, what nobody took up yet."""
    waits = suggestions_waiting_for(member)
    page = reverse("voice:suggestion_list")
    looks = []
    if waits["news"]:
        told = (
            tr("你提的建议有回音了。")
            if waits["news"] == 1
            else tr("你提的 {waits} 条建议有回音了。").format(waits=waits["news"])
        )
        looks.append(Look(told, tr("去看看"), f"{page}?whose=mine"))
    if waits["due"]:
        words = tr("你在办的建议里，有 {waits} 条到日子了。").format(waits=waits["due"])
        looks.append(Look(words, tr("去答复"), f"{page}?whose=handled"))
    if waits.get("free"):
        words = tr("有 {waits} 条建议还没有人接。").format(waits=waits["free"])
        looks.append(Look(words, tr("看看谁来办"), f"{page}?state=proposed"))
    return looks


def complaint_looks(member: Member) -> list[Look]:
    """Complaints that the person handles and that are not settled."""
    waiting, late = complaints_waiting_for(member)
    if not waiting:
        return []
    told = tr("有 {waiting} 件家长投诉要办").format(waiting=waiting) + (
        tr("，{late} 件超期了。").format(late=late) if late else tr("。")
    )
    return [Look(told, tr("去看看"), f"{reverse('voice:complaint_list')}?state=open")]
