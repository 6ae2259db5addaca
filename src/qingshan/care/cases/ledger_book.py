"""The month's report with its three ledgers (控辍保学台账), a workbook with children's names."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from qingshan.care.cases.ledgers import Line, children_of_age, report_of, standing_on
from qingshan.care.cases.papers import (
    GRADES,
    LEDGERS,
    LINES,
    PLAIN,
    common,
    grades_of,
    month_in,
    months_drawn,
    number_of,
    school_in,
    today_in,
)
from qingshan.care.cases.visibility import SECOND_PERSONS
from qingshan.documents.books import Leaf, book_template
from qingshan.documents.declaring import Asks, Document, Number, Words
from qingshan.documents.drawings import Drawn
from qingshan.kit.words import tr

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from qingshan.care.cases.ledgers import Month
    from qingshan.care.models import Case
    from qingshan.documents.declaring import Asked
    from qingshan.school.models import School

MONTHS = {
    "month": "最近六个月里的哪个月，如 9月",
    "suspected": "月末疑似失学的人数，点开是这些孩子",
    "out": "月末失学辍学的人数，点开是这些孩子",
}
CHILDREN = {
    "number": "学籍号",
    "name": "姓名",
    "school_class": "班级",
    "responsible": "责任人",
    "opened_on": "立案日期",
}


def _ledger_words() -> Words:
    lists = {
        "lines": LINES,
        "months": MONTHS,
        "grades": GRADES,
        "suspected": CHILDREN,
        "out": CHILDREN,
    }
    return Words(PLAIN, lists)


def _ledger_fill(asked: Asked) -> dict[str, Any]:
    school, month = school_in(asked), month_in(asked)
    lines = report_of(school, month, today_in(asked))
    return {
        **common(asked, month),
        "lines": [
            {"words": line.words, "number": number_of(line, month, asked.as_of)} for line in lines
        ],
        "months": _months(school, month, asked),
        "grades": grades_of(children_of_age(school, asked.as_of)),
        **{
            key: _children(standing_on(school, month.last, concern))
            for key, (_, concern) in LEDGERS.items()
        },
    }


def _children(cases: QuerySet[Case]) -> list[dict[str, Any]]:
    held = cases.select_related("student__school_class", "responsible")
    return [
        {
            "number": case.student.number,
            "name": case.student.name,
            "school_class": case.student.school_class.name if case.student.school_class else "",
            "responsible": case.responsible.name,
            "opened_on": case.opened_on.isoformat(),
        }
        for case in held.order_by("opened_on", "pk")
    ]


def _months(school: School, month: Month, asked: Asked) -> list[dict[str, Any]]:
    """Both ledgers at the end of each month, as the month's report draws them."""
    lines = []
    for one in months_drawn(month, today_in(asked)):
        numbers = {}
        for key, (title, concern) in LEDGERS.items():
            cases = standing_on(school, one.last, concern)
            number = number_of(
                Line(key, f"{one.words}末{title}", cases, cases.count()), one, one.last
            )
            numbers[key] = _of_month(number, one)
        lines.append({"month": f"{one.first.month}月", **numbers})
    return lines


def _of_month(number: Number, month: Month) -> Number:
    """The number under a name of its own, so that those of several months are kept side by side."""
    if number.figure is None:
        return number
    return replace(number, figure=replace(number.figure, key=f"{number.figure.key}.{month.key}"))


def _ledger_template() -> bytes:
    children = (
        ("学籍号", "one.number", 24),
        ("姓名", "one.name", 12),
        ("班级", "one.school_class", 16),
        ("责任人", "one.responsible", 12),
        ("立案日期", "one.opened_on", 14),
    )
    grades = (
        ("年级", "one.grade", 16),
        ("男", "one.boys", 10),
        ("女", "one.girls", 10),
        ("合计", "one.every", 10),
    )
    lines = (("项目", "one.words", 40), ("人数", "one.number", 12))
    months = (
        ("月末", "one.month", 14),
        ("疑似失学", "one.suspected", 16),
        ("失学辍学", "one.out", 16),
    )
    trend = Drawn("最近六个月月末的疑似失学和失学辍学", "bar", (2, 3), "人")
    under = ("", "{{ made.by }} {{ made.on }} 导出")
    return book_template(
        Leaf("月报", "{{ school.name }} {{ month.words }}控辍保学月报", "lines", lines, under),
        Leaf("近六个月", "", "months", months, (), (trend,)),
        Leaf("适龄儿童台账", "", "grades", grades),
        *(Leaf(f"{title}台账", "", key, children) for key, (title, _) in LEDGERS.items()),
    )


LEDGER_BOOK = Document(
    key="dropout-ledgers",
    title=tr("控辍保学台账"),
    about=tr("月报和三本台账，一本 Excel；里面有孩子的名字。"),
    group=tr("台账"),
    asks=Asks.MONTH,
    words=_ledger_words,
    fill=_ledger_fill,
    shipped=_ledger_template,
    offices=frozenset(SECOND_PERSONS),
    file_name=lambda asked: f"{asked.words}控辍保学台账",
    ending="xlsx",
    names_children=True,
    asks_why=True,
)
