"""Why two people, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingshan.growth.mentoring import weights
from qingshan.growth.mentoring.matching import same, wish_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qingshan.growth.mentoring.matching import Mentee, Mentor, Plan

PLACES = ("第一志愿", "第二志愿", "第三志愿")


def reasons(mentee: Mentee, mentor: Mentor) -> str:
    """同教语文，同在语文教研组；教龄相差 8 年；徒弟的第一志愿；现在带 1 人"""
    parts = (
        _work(mentee, mentor),
        _years(mentor.years - mentee.years),
        _wish("徒弟", wish_of(mentor.key, mentee.wishes)),
        _wish("师傅", wish_of(mentee.key, mentor.wishes)),
        "党员" if mentor.party_member else "",
        mentor.title,
        f"现在带 {mentor.load} 人" if mentor.load else "现在没有带人",
    )
    return "；".join(part for part in parts if part)


def in_short(mentee: Mentee, mentor: Mentor) -> str:
    """The same for a line of a list: 同教语文 · 差 8 年 · 带 1 人."""
    wishes = wish_of(mentor.key, mentee.wishes), wish_of(mentee.key, mentor.wishes)
    parts = (
        _work_in_short(mentee, mentor),
        f"差 {max(0, mentor.years - mentee.years)} 年",
        PLACES[wishes[0] - 1] if wishes[0] else "",
        "想带" if wishes[1] else "",
        f"带 {mentor.load} 人" + ("，已满" if not mentor.room else ""),
    )
    return " · ".join(part for part in parts if part)


def why_unplaced(mentee: Mentee, mentors: Mapping[int, Mentor]) -> str:
    """Why nobody was found for the mentee."""
    if not mentors:
        return "名单里还没有师傅"
    if not mentee.subject:
        return "名单里的师傅都带满了"
    if any(same(mentee.subject, mentor.subject) for mentor in mentors.values()):
        return f"教{mentee.subject}的师傅都带满了，别的师傅也没有空位"
    return f"名单里没有教{mentee.subject}的师傅，别的师傅也带满了"


def what_would_help(plan: Plan, mentees: Mapping[int, Mentee]) -> str:
    """How many more mentors, and of what; "" where everyone is placed."""
    if not plan.unplaced:
        return ""
    subjects = dict.fromkeys(mentees[key].subject for key in plan.unplaced)
    named = "、".join(subject for subject in subjects if subject)
    best = f"，最好有教{named}的" if named else ""
    more = -(-len(plan.unplaced) // weights.DEFAULT_CAPACITY)
    return (
        f"还差 {len(plan.unplaced)} 个位置：再请 {more} 位师傅就够了{best}；"
        "也可以请带满了的老师多带一位，在下面直接选。"
    )


def how_good(plan: Plan) -> str:
    """Whether the plan is proven the best."""
    if plan.is_proven:
        return "已经算到底了：照这些条件，没有更合适的搭配。"
    if plan.unplaced:
        return "时间到了，还没有算到底：也许还能多安排几位，请多看一眼。"
    if plan.unplaced:
        return "时间到了，还没有算到底：也许还能多安排几位，请多看一眼。"
    return f"时间到了，还没有算到底：这样是 {plan.points} 分，最好的至多再多 {plan.short_by} 分。"


def _work(mentee: Mentee, mentor: Mentor) -> str:
    subject = same(mentee.subject, mentor.subject)
    group = same(mentee.group, mentor.group)
    if subject and group:
        return f"同教{mentor.subject}，同在{mentor.group}"
    if subject:
        return f"同教{mentor.subject}"
    taught = f"师傅教{mentor.subject}" if mentor.subject else ""
    if group:
        return "，".join(part for part in (f"同在{mentor.group}", taught) if part)
    return "，".join(part for part in ("学科不同", taught) if part)


def _work_in_short(mentee: Mentee, mentor: Mentor) -> str:
    if same(mentee.subject, mentor.subject):
        return f"同教{mentor.subject}"
    return "同组" if same(mentee.group, mentor.group) else mentor.subject or "学科不同"


def _years(apart: int) -> str:
    return f"教龄相差 {apart} 年" if apart > 0 else "教龄差不多"


def _wish(whose: str, place: int) -> str:
    return f"{whose}的{PLACES[place - 1]}" if place else ""
