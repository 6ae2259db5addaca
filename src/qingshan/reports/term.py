"""The term summary (学期工作总结): what the school did in a term, counted, with room for words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from qingshan.access.roles import SCHOOL_WIDE
from qingshan.documents.books import Leaf, book_template
from qingshan.documents.declaring import Asks, Document
from qingshan.documents.drawings import Drawn
from qingshan.documents.markup import word_template
from qingshan.kit.words import tr
from qingshan.reports.along import ALONG, fill_along
from qingshan.reports.period import DEEDS, MONTH, fill_of_period, words_of_period
from qingshan.reports.vocabulary import fill_of_figures, words_of_figures

if TYPE_CHECKING:
    from qingshan.documents.declaring import Asked, Words

TEXT = Path(__file__).parent / "templates" / "reports" / "term.md"
SUMMARY_KEY, TABLES_KEY = "term-summary", "term-tables"
SCHOOL = "{{ school.name }}"
BY_MONTH = Drawn("{{ term.words }}各月记下的事", "bar", (2,), "次")
PROMOTION = Drawn("历年升学率", "line", (2,), "", percent=True)
ENTERED = Drawn("历年升入高中阶段和学科满分人数", "bar", (3, 4), "人")
AWARDS = Drawn("历年学生获奖", "bar", (2,), "项")
VISITS = Drawn("最近十二个月走访", "bar", (2,), "次")


def _words() -> Words:
    return words_of_figures(words_of_period(), {"deeds": DEEDS, "term.months": MONTH})


def _words_of_tables() -> Words:
    lists = {"deeds": DEEDS, "term.months": MONTH, **ALONG}
    return words_of_figures(words_of_period(), lists)


def _fill(key: str, asked: Asked) -> dict[str, Any]:
    return fill_of_figures(asked) | fill_of_period(key, asked)


def _tables() -> bytes:
    heading = "{{ school.name }}{{ term.words }}"
    deeds = (("组别", "one.group", 14), ("什么事", "one.label", 24), ("次数", "one.times", 12))
    figures = (
        ("指标", "one.title", 34),
        ("数值", "one.value", 14),
        ("单位", "one.unit", 8),
        ("怎么算", "one.definition", 60),
        ("指标代号", "one.where", 34),
    )
    months = (("月份", "one.month", 16), ("次数", "one.number", 14))
    years = (
        ("年度", "one.year", 12),
        ("升学率", "one.promotion_rate", 14),
        ("升入高中阶段人数", "one.entered", 22),
        ("学科满分人数", "one.full_marks", 22),
    )
    awards = (("年份", "one.at", 16), ("获奖", "one.number", 14))
    visits = (("月份", "one.at", 16), ("走访", "one.number", 14))
    under = ("", "数到{{ term.last }}。点数字，看它背后的每一条。")
    return book_template(
        Leaf("学期里做的事", f"{heading}做的事", "deeds", deeds, under),
        Leaf("各月", f"{heading}各月", "term.months", months, under, (BY_MONTH,)),
        Leaf("历年中考", f"{SCHOOL}历年中考", "exam.by_year", years, under, (PROMOTION, ENTERED)),
        Leaf("历年获奖", f"{SCHOOL}历年学生获奖", "awards.years", awards, under, (AWARDS,)),
        Leaf("各月走访", f"{SCHOOL}最近十二个月走访", "visits.months", visits, under, (VISITS,)),
        Leaf("全部指标", f"{heading}末的全部指标", "figures", figures, under),
    )


SUMMARY = Document(
    key=SUMMARY_KEY,
    title=tr("学期工作总结"),
    about=tr("一个学期做了哪些事、各多少次，荣誉、检查和孩子的情况；要自己写的几段留了位置。"),
    group=tr("报告"),
    asks=Asks.TERM,
    words=_words,
    fill=lambda asked: _fill(SUMMARY_KEY, asked),
    shipped=lambda: word_template(TEXT),
    offices=SCHOOL_WIDE,
    file_name=lambda asked: f"{asked.school}{asked.words}工作总结",
)

TABLES = Document(
    key=TABLES_KEY,
    title=tr("学期数据表"),
    about=tr("学期里每类事和每个月的次数、学期末的全部指标，附图，一本 Excel。"),
    group=tr("台账"),
    asks=Asks.TERM,
    words=_words_of_tables,
    fill=lambda asked: _fill(TABLES_KEY, asked) | fill_along(TABLES_KEY, asked),
    shipped=_tables,
    offices=SCHOOL_WIDE,
    file_name=lambda asked: f"{asked.school}{asked.words}数据表",
    ending="xlsx",
)
