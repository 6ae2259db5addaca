"""Why two people, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingshan.growth.mentoring import weights
from qingshan.growth.mentoring.matching import same, wish_of
from qingshan.kit.words import tr

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qingshan.growth.mentoring.matching import Mentee, Mentor, Plan

PLACES = (tr("第一志愿"), tr("第二志愿"), tr("第三志愿"))


def reasons(mentee: Mentee, mentor: Mentor) -> str:
    """同教语文，同在语文教研组；教龄相差 8 年；徒弟的第一志愿；现在带 1 人"""
    parts = (
        _work(mentee, mentor),
        _years(mentor.years - mentee.years),
        _wish(tr("徒弟"), wish_of(mentor.key, mentee.wishes)),
        _wish(tr("师傅"), wish_of(mentee.key, mentor.wishes)),
        tr("党员") if mentor.party_member else "",
        mentor.title,
        tr("现在带 {load} 人").format(load=mentor.load) if mentor.load else tr("现在没有带人"),
    )
    return tr("；").join(part for part in parts if part)


def in_short(mentee: Mentee, mentor: Mentor) -> str:
    """The same for a line of a list: 同教语文 · 差 8 年 · 带 1 人."""
    wishes = wish_of(mentor.key, mentee.wishes), wish_of(mentee.key, mentor.wishes)
    parts = (
        _work_in_short(mentee, mentor),
        tr("差 {value} 年").format(value=max(0, mentor.years - mentee.years)),
        PLACES[wishes[0] - 1] if wishes[0] else "",
        tr("想带") if wishes[1] else "",
        tr("带 {load} 人").format(load=mentor.load) + (tr("，已满") if not mentor.room else ""),
    )
    return tr(" · ").join(part for part in parts if part)


def why_unplaced(mentee: Mentee, mentors: Mapping[int, Mentor]) -> str:
    """Why nobody was found for the mentee."""
    if not mentors:
        return tr("名单里还没有师傅")
    if not mentee.subject:
        return tr("名单里的师傅都带满了")
    if any(same(mentee.subject, mentor.subject) for mentor in mentors.values()):
        return tr("教{subject}的师傅都带满了，别的师傅也没有空位").format(subject=mentee.subject)
    return tr("名单里没有教{subject}的师傅，别的师傅也带满了").format(subject=mentee.subject)


def what_would_help(plan: Plan, mentees: Mapping[int, Mentee]) -> str:
    """How many more mentors, and of what; "" where everyone is placed."""
    if not plan.unplaced:
        return ""
    subjects = dict.fromkeys(mentees[key].subject for key in plan.unplaced)
    named = tr("、").join(subject for subject in subjects if subject)
    best = tr("，最好有教{named}的").format(named=named) if named else ""
    more = -(-len(plan.unplaced) // weights.DEFAULT_CAPACITY)
    return tr(
        "还差 {unplaced} 个位置：再请 {more} 位师傅就够了{best}；"
        "也可以请带满了的老师多带一位，在下面直接选。"
    ).format(unplaced=len(plan.unplaced), more=more, best=best)


def how_good(plan: Plan) -> str:
    """Whether the plan is proven the best."""
    if plan.is_proven:
        return tr("已经算到底了：照这些条件，没有更合适的搭配。")
    if plan.unplaced:
        return tr("时间到了，还没有算到底：也许还能多安排几位，请多看一眼。")
    if plan.unplaced:
        return tr("时间到了，还没有算到底：也许还能多安排几位，请多看一眼。")
    return tr("时间到了，还没有算到底：这样是 {points} 分，最好的至多再多 {short_by} 分。").format(
        points=plan.points, short_by=plan.short_by
    )


def _work(mentee: Mentee, mentor: Mentor) -> str:
    subject = same(mentee.subject, mentor.subject)
    group = same(mentee.group, mentor.group)
    if subject and group:
        return tr("同教{subject}，同在{group}").format(subject=mentor.subject, group=mentor.group)
    if subject:
        return tr("同教{subject}").format(subject=mentor.subject)
    taught = tr("师傅教{subject}").format(subject=mentor.subject) if mentor.subject else ""
    if group:
        return tr("，").join(
            part for part in (tr("同在{group}").format(group=mentor.group), taught) if part
        )
    return tr("，").join(part for part in (tr("学科不同"), taught) if part)


def _work_in_short(mentee: Mentee, mentor: Mentor) -> str:
    if same(mentee.subject, mentor.subject):
        return tr("同教{subject}").format(subject=mentor.subject)
    return tr("同组") if same(mentee.group, mentor.group) else mentor.subject or tr("学科不同")


def _years(apart: int) -> str:
    return tr("教龄相差 {apart} 年").format(apart=apart) if apart > 0 else tr("教龄差不多")


def _wish(whose: str, place: int) -> str:
    return tr("{whose}的{places}").format(whose=whose, places=PLACES[place - 1]) if place else ""
