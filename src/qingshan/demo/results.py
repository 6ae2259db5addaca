"""What came of it: honours, titles, the fund, inspections, examinations, courses."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from qingshan.demo import texts

if TYPE_CHECKING:
    from qingshan.demo.draft import Draft
    from qingshan.demo.people import Teacher

COMMENDED, AWARDS = 34, 213
BACKBONES, EXPERTS, DELEGATES = 5, 2, 1
PAID, GIVEN, PAYMENTS = Decimal("25000.00"), Decimal("30000.00"), 24
EXAMINATIONS = 5
EXAM_IS_TOLD = (7, 10)  # month and day by which the year's results are in

LEVELS = ("区级", "市级", "省级", "国家级")
AWARDED_BY = {
    "校级": "青山镇学校",
    "区级": "区教育局",
    "市级": "市教育局",
    "省级": "省教育厅",
    "国家级": "教育部",
}


def add_results(draft: Draft) -> None:
    _staff_honours(draft)
    _student_awards(draft)
    _school_honours(draft)
    _titles(draft)
    _fund(draft)
    _inspections(draft)
    _examinations(draft)
    _courses(draft)


def _staff_honours(draft: Draft) -> None:
    """The secretary's lesson is one of them; some are commended twice, others at school only."""
    rng, secretary = draft.rng, draft.holder("党支部书记")
    others = [t for t in draft.teachers if t is not secretary and t.hired.year < draft.days.start]
    rng.shuffle(others)
    commended, at_school = others[: COMMENDED - 1], others[COMMENDED - 1 :][:18]
    _honour(
        draft, "教师", secretary.number, "精品党课《忠诚》", "市级", _day_served(draft, secretary)
    )
    for teacher in [*commended, *rng.sample(commended, 11)]:
        level = rng.choices(LEVELS, (60, 28, 10, 2))[0]
        name = rng.choice(texts.STAFF_HONOURS)
        _honour(draft, "教师", teacher.number, name, level, _day_served(draft, teacher))
    for teacher in at_school:
        _honour(draft, "教师", teacher.number, "校优秀教师", "校级", _day_served(draft, teacher))


def _day_served(draft: Draft, teacher: Teacher) -> date:
    return draft.past_day(min(1500, (draft.today - teacher.hired).days))


def _student_awards(draft: Draft) -> None:
    rng = draft.rng
    for child in rng.choices(draft.children, k=AWARDS):
        entered = date(int(str(child.row["入学年月"])[:4]), 9, 1)
        contest, category = rng.choice(texts.STUDENT_AWARDS)
        level = rng.choices(("校级", *LEVELS), (30, 42, 19, 8, 1))[0]
        place = "" if contest.startswith("“") else rng.choice(("一等奖", "二等奖", "三等奖"))
        day = draft.past_day(min(1100, max(1, (draft.today - entered).days)))
        _honour(draft, "学生", child.number, contest + place, level, day, category)


def _school_honours(draft: Draft) -> None:
    day = draft.today
    for name, level, giver in texts.SCHOOL_HONOURS:
        day -= timedelta(days=draft.rng.randint(150, 330))
        _honour(draft, "学校", None, name, level, day, "学校荣誉", giver)


def _honour(
    draft: Draft,
    recipient: str,
    number: str | None,
    name: str,
    level: str,
    day: date,
    category: str = "表彰",
    giver: str = "",
) -> None:
    draft.add(
        "荣誉",
        {
            "对象类型": recipient,
            "对象编号": number,
            "名称": name,
            "级别": level,
            "授予单位": giver or AWARDED_BY[level],
            "日期": day,
            "类别": category,
        },
    )


def _titles(draft: Draft) -> None:
    rng = draft.rng
    served = [
        t for t in draft.staff if t.post == "特岗教师" and draft.days.start - t.hired.year >= 3
    ]
    older = [t for t in draft.staff if t.post == "在编教师"]
    for title, level, special, others in (
        ("区级骨干教师", "区级", BACKBONES, 6),
        ("市教学能手", "市级", EXPERTS, 3),
        ("区人大代表", "区级", DELEGATES, 0),
    ):
        for teacher in [*rng.sample(served, special), *rng.sample(older, others)]:
            won = draft.past_day(min(1000, (draft.today - teacher.hired).days - 365))
            draft.add(
                "称号",
                {"教师工号": teacher.number, "称号": title, "级别": level, "取得日期": won},
            )


def _fund(draft: Draft) -> None:
    """What is given comes in before it is paid out, so that the balance never sinks below zero."""
    rng = draft.rng
    children = rng.sample([child for child in draft.children if child.hardship], 16)
    handlers = [draft.holder("学生事务主任"), draft.holder("总务主任")]
    days = sorted(draft.past_day(1000) for _ in range(PAYMENTS))
    balance, given = Decimal(0), Decimal(0)
    for n, (day, amount) in enumerate(zip(days, _parts(draft), strict=True)):
        if balance < amount or n == PAYMENTS - 1:
            gift = GIVEN - given if n == PAYMENTS - 1 else min(Decimal(6000), GIVEN - given)
            if gift:
                when = day - timedelta(days=rng.randint(3, 12))
                _entry(draft, when, "捐赠收入", gift, None, handlers[1], rng.choice(texts.DONORS))
            balance, given = balance + gift, given + gift
        balance -= amount
        child = children[n % len(children)]
        _entry(
            draft, day, "帮扶支出", amount, child.number, handlers[0], rng.choice(texts.SUPPORT_FOR)
        )


def _parts(draft: Draft) -> list[Decimal]:
    """What is paid each time, to the cent, together exactly what was paid."""
    amounts = [Decimal(draft.rng.randint(60_000, 130_000)) / 100 for _ in range(PAYMENTS)]
    amounts = [(amount * PAID / sum(amounts)).quantize(Decimal("0.01")) for amount in amounts]
    amounts[-1] += PAID - sum(amounts)
    return amounts


def _entry(
    draft: Draft,
    day: date,
    kind: str,
    amount: Decimal,
    child: str | None,
    handler: Teacher,
    note: str,
) -> None:
    draft.add(
        "资金",
        {
            "日期": day,
            "类别": kind,
            "金额": amount,
            "学籍号": child,
            "经办人工号": handler.number,
            "摘要": note,
        },
    )


def _inspections(draft: Draft) -> None:
    day = draft.today - timedelta(days=20)
    for n, (level, content) in enumerate(texts.INSPECTIONS):
        result = "良好" if n == 2 else "优秀"
        draft.add("检查", {"日期": day, "级别": level, "内容": content, "结果": result})
        day -= timedelta(days=draft.rng.randint(60, 170))


def _examinations(draft: Draft) -> None:
    """Each year more go on than the year before: both records are of the newest."""
    rng, today = draft.rng, draft.today
    newest = today.year if (today.month, today.day) >= EXAM_IS_TOLD else today.year - 1
    graduates, full = rng.randint(62, 68), rng.randint(16, 21)
    for year in range(newest - EXAMINATIONS + 1, newest + 1):
        draft.add(
            "中考",
            {
                "年度": year,
                "毕业人数": graduates,
                "升入高中阶段人数": graduates,
                "参加考试人数": graduates,
                "学科满分人数": full,
            },
        )
        graduates, full = graduates + rng.randint(2, 6), full + rng.randint(2, 5)


def _courses(draft: Draft) -> None:
    for name, category, capacity in texts.COURSES:
        draft.add(
            "课程",
            {
                "课程名称": name,
                "类别": category,
                "课程性质": "校本课程",
                "教师工号": draft.rng.choice(draft.teachers).number,
                "容量": capacity,
                "年级范围": "三年级-八年级" if capacity < 24 else "一年级-九年级",
            },
        )
