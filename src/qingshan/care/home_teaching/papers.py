"""A home-teaching plan on paper (送教上门方案): who teaches, the goals, to be signed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from qingshan.access.roles import SCHOOL_WIDE
from qingshan.care.home_teaching.queries import goals_of, sessions_of, teachers_of
from qingshan.care.models import HomePlan
from qingshan.documents.declaring import Asks, Document, Words
from qingshan.documents.markup import word_template
from qingshan.documents.paper import FORM
from qingshan.kit.words import tr

if TYPE_CHECKING:
    from datetime import date

    from qingshan.documents.declaring import Asked

TEXT = Path(__file__).parents[1] / "templates" / "care" / "home_plan.md"


def _words() -> Words:
    plain = {
        "school.name": "学校名称",
        "child.name": "孩子的姓名",
        "child.school_class": "孩子的班级",
        "reason": "为什么送教",
        "situation": "孩子的情况",
        "per_month": "每月送教几次",
        "starts_on": "从哪天开始",
        "ends_on": "到哪天结束，还没有就空着",
        "teachers": "送教的老师，用顿号连起来",
        "sessions": "到今天送教了几次",
    }
    goal = {"field": "领域", "words": "目标", "reached": "到哪里了"}
    return Words(plain, {"goals": goal})


def _fill(asked: Asked) -> dict[str, Any]:
    plan: HomePlan = asked.row
    child = plan.student
    return {
        "school.name": asked.school.name if asked.school else "",
        "child.name": child.name,
        "child.school_class": child.school_class.name if child.school_class else "",
        "reason": plan.get_reason_display(),
        "situation": plan.situation,
        "per_month": plan.per_month,
        "starts_on": _day(plan.starts_on),
        "ends_on": _day(plan.ends_on) if plan.ends_on else "",
        "teachers": "、".join(one.staff.name for one in teachers_of(plan)),
        "sessions": sessions_of(plan).filter(date__lte=asked.as_of).count(),
        "goals": [
            {
                "field": goal.get_field_display(),
                "words": goal.words,
                "reached": progress.get_level_display() if progress else "还没有开始",
            }
            for goal, progress in goals_of(plan)
        ],
    }


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


HOME_PLAN = Document(
    key="home-teaching-plan",
    title=tr("送教上门方案"),
    about=tr("送教上门的计划和目标，家长、老师、学校各签一份；在“送教上门”里一个孩子一份地打印。"),
    group=tr("协议和单据"),
    asks=Asks.ROW,
    words=_words,
    fill=_fill,
    shipped=lambda: word_template(TEXT, FORM),
    offices=SCHOOL_WIDE,
    file_name=lambda asked: f"送教上门方案-{asked.row.student.name}",
    names_children=True,
    page="care:home_plan_list",
    rows=lambda school: HomePlan.objects.filter(school=school).order_by("-starts_on", "-pk"),
)
