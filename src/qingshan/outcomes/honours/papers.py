"""Certificates (奖状) of the school's own honours: a page for each child or teacher."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from qingshan.access.roles import SCHOOL_WIDE
from qingshan.documents.declaring import Asks, Document, Words
from qingshan.documents.markup import word_template
from qingshan.documents.paper import DIPLOMA
from qingshan.kit.words import tr
from qingshan.outcomes.models import Honour, Level
from qingshan.outcomes.visibility import honours_visible_to

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from qingshan.documents.declaring import Asked

TEXT = Path(__file__).parents[1] / "templates" / "outcomes" / "certificate.md"
AT_MOST = 300
"""Pages of one file; more than a school gives in a term."""


def honours_to_print(asked: Asked) -> QuerySet[Honour]:
    """The one asked for, or those that the school itself gave to people in the time.

    The command line, where nobody is signed in, holds the whole school.
    """
    everything = Honour.objects.filter(school=asked.school)
    seen = honours_visible_to(asked.member) if asked.member else everything
    seen = seen.select_related("staff", "student__school_class")
    if asked.row is not None:
        return seen.filter(pk=asked.row.pk)
    given = seen.filter(level=Level.SCHOOL, date__range=(asked.first, asked.last))
    return given.exclude(recipient=Honour.Recipient.SCHOOL).order_by("date", "pk")[:AT_MOST]


def _words() -> Words:
    one = {
        "name": "得奖人的姓名",
        "called": "“同学”或者“老师”",
        "school_class": "得奖孩子的班级，老师没有",
        "honour": "荣誉的名称",
        "by": "授予单位，没有写就是学校",
        "year": "得奖那天的年",
        "month": "得奖那天的月",
        "day": "得奖那天的日",
        "date": "得奖的日期，如 2026年6月1日",
    }
    return Words({"school.name": "学校名称"}, {"certificates": one})


def _fill(asked: Asked) -> dict[str, Any]:
    school = asked.school.name if asked.school else ""
    return {
        "school.name": school,
        "certificates": [_one(honour, school) for honour in honours_to_print(asked)],
    }


def _one(honour: Honour, school: str) -> dict[str, Any]:
    child, staff, day = honour.student, honour.staff, honour.date
    of_class = child.school_class.name if child and child.school_class else ""
    return {
        "name": child.name if child else staff.name if staff else school,
        "called": "同学" if child else "老师" if staff else "",
        "school_class": of_class,
        "honour": honour.name,
        "by": honour.awarded_by or school,
        "year": day.year,
        "month": day.month,
        "day": day.day,
        "date": f"{day.year}年{day.month}月{day.day}日",
    }


CERTIFICATES = Document(
    key="certificates",
    title=tr("奖状"),
    about=tr("学校自己发的（校级）荣誉，一人一张，一学期印成一个文件；一项荣誉的也能单印。"),
    group=tr("证书"),
    asks=Asks.TERM,
    words=_words,
    fill=_fill,
    shipped=lambda: word_template(TEXT, DIPLOMA),
    offices=SCHOOL_WIDE,
    file_name=lambda asked: f"奖状-{asked.words or asked.row.name}",
    names_children=True,
)
