"""How teachers grow and what programmes ask besides reading: lessons, talks, campaigns."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from qingshan.demo import texts

if TYPE_CHECKING:
    from datetime import date

    from qingshan.demo.draft import Draft
    from qingshan.demo.people import Teacher

AWAY = (("产假、陪产假、育儿假", 120, 40), ("外出进修", 12, 6), ("病假", 9, 20))
"""Kind of leave, its length in days, and how long ago it began."""


def add_growth(draft: Draft) -> None:
    """Asks for the pairings to be there."""
    _together(draft)
    for teacher in draft.teachers:
        _alone(draft, teacher)
        if draft.days.start - teacher.hired.year < 5:
            _young(draft, teacher)
    _mentors_and_mentees(draft)
    _with_children(draft)
    _campaigns(draft)
    _leave(draft)


def _together(draft: Draft) -> None:
    """Research in groups every other week, training of the whole school once a month."""
    rng = draft.rng
    for day in draft.days.so_far:
        week = day.isocalendar()[1]
        if day.isoweekday() == 3 and week % 2:
            for teacher in draft.teachers:
                if rng.random() < teacher.diligence - 0.1:
                    title = draft.fill("集体备课：{subject}单元怎么教", subject=teacher.subject)
                    draft.deed(day, "教研活动", teacher, title=title, minutes=60)
        if day.isoweekday() == 5 and day.day <= 7:
            title = draft.fill(rng.choice(texts.TRAININGS))
            for teacher in draft.teachers:
                if rng.random() < 0.85:
                    draft.deed(day, "校本培训", teacher, title=title, minutes=90)


def _alone(draft: Draft, teacher: Teacher) -> None:
    rng = draft.rng
    for day in _some(draft, 0.02 * teacher.diligence):
        title = draft.fill(rng.choice(texts.ONLINE), subject=teacher.subject)
        draft.deed(day, "网络研修", teacher, title=title, minutes=rng.choice((30, 45, 60)))
    first = draft.days.so_far[:15]
    if first and rng.random() < 0.9:
        title = draft.fill("{subject}教学计划", subject=teacher.subject)
        draft.deed(rng.choice(first), "教学计划", teacher, title=title)
    for part in ("自评", "同行评", "学生评"):
        if rng.random() < 0.35:
            day = rng.choice(draft.days.so_far)
            draft.deed(day, "教学评议", teacher, content=rng.choice(texts.REVIEWS), parts=part)


def _young(draft: Draft, teacher: Teacher) -> None:
    """What the 1-3-5 plan asks, mostly there, with gaps."""
    rng = draft.rng
    years = (draft.today - teacher.hired).days / 365
    if years <= 0:
        return
    if rng.random() < 0.85:
        planned = teacher.hired + timedelta(days=rng.randint(20, 90))
        _deed_by(draft, planned, "成长规划", teacher, content=rng.choice(texts.PLANS))
    for _ in range(min(24, int(years * 16 * teacher.diligence))):
        seen = draft.fill("听{subject}课", subject=teacher.subject)
        day = _since(draft, teacher.hired)
        draft.deed(day, "随机听课", teacher, room=rng.choice(draft.rooms), title=seen, minutes=40)
    for _ in range(round(years * 1.3)):
        title = draft.fill("{subject}公开课", subject=teacher.subject)
        day = _since(draft, teacher.hired)
        draft.deed(day, "公开课", teacher, room=rng.choice(draft.rooms), title=title, minutes=40)
    if years > 1.5 and rng.random() < 0.7:
        title = draft.fill(rng.choice(texts.RESULTS), subject=teacher.subject)
        draft.deed(_since(draft, teacher.hired), "教学成果", teacher, title=title)


def _mentors_and_mentees(draft: Draft) -> None:
    rng = draft.rng
    by_number = {teacher.number: teacher for teacher in draft.staff}
    months = {(day.year, day.month): day for day in draft.days.so_far}
    for row in draft.sheets["结对"]:
        if row["类型"] != "青蓝结对":
            continue
        mentor, mentee = by_number[str(row["教师工号"])], by_number[str(row["对象"])]
        for last in months.values():
            if rng.random() < 0.75:
                day = max(draft.days.first, last - timedelta(days=rng.randint(0, 12)))
                room = rng.choice(draft.rooms)
                said = rng.choice(texts.SEEN_IN_LESSONS)
                draft.deed(day, "师傅听课", mentor, room=room, content=said, minutes=40)
                for _ in range(rng.randint(1, 2)):
                    title = draft.fill("听师傅的{subject}课", subject=mentee.subject)
                    draft.deed(day, "听师傅的课", mentee, title=title, minutes=40)


def _with_children(draft: Draft) -> None:
    """The talks and help of those who support a child."""
    rng = draft.rng
    by_number = {teacher.number: teacher for teacher in draft.staff}
    for number, child in draft.supported.items():
        teacher = by_number[number]
        if teacher is draft.newcomer:
            continue
        for day in _some(draft, 0.025):
            draft.deed(day, "谈心谈话", teacher, child=child, content=rng.choice(texts.TALKS))
        if teacher.member:
            for part in ("帮学习", "帮生活", "帮心理"):
                if rng.random() < 0.6:
                    day = rng.choice(draft.days.so_far)
                    said = rng.choice(texts.HELPED)
                    draft.deed(day, "帮扶行动", teacher, child=child, content=said, parts=part)


def _campaigns(draft: Draft) -> None:
    rng = draft.rng
    months = {(day.year, day.month): day for day in draft.days.so_far}
    for room in draft.rooms:
        for day in months.values():
            if rng.random() < 0.7:
                part = rng.choice(("语言美", "行为美", "心灵美", "环境美"))
                title = rng.choice(texts.TASKS_AT_HOME)
                draft.deed(day, "四美任务", room.homeroom, room=room, title=title, parts=part)


def _leave(draft: Draft) -> None:
    """A few colleagues are away, so that nothing is asked of them meanwhile."""
    there = [t for t in draft.teachers if not t.position and t is not draft.newcomer]
    for (kind, length, ago), teacher in zip(AWAY, draft.rng.sample(there, len(AWAY)), strict=True):
        first = draft.today - timedelta(days=ago)
        last = first + timedelta(days=length)
        row = {"工号": teacher.number, "类型": kind, "开始日期": first, "结束日期": last}
        draft.add("请假", row)


def _some(draft: Draft, chance: float) -> list[date]:
    return [day for day in draft.days.so_far if draft.rng.random() < chance]


def _since(draft: Draft, hired: date) -> date:
    return hired + timedelta(days=draft.rng.randint(0, (draft.today - hired).days))


def _deed_by(draft: Draft, day: date, kind: str, teacher: Teacher, *, content: str) -> None:
    """Only what is not ahead."""
    if day <= draft.today:
        draft.deed(day, kind, teacher, content=content)
