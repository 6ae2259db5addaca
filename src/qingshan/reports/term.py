"""The term summary (学期工作总结): what the school did in a term, counted, with room for words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from qingshan.access.roles import SCHOOL_WIDE
from qingshan.documents.books import Leaf, book_template
from qingshan.documents.declaring import Asks, Document
from qingshan.documents.markup import word_template
from qingshan.reports.period import DEEDS, fill_of_period, words_of_period
from qingshan.reports.vocabulary import fill_of_figures, words_of_figures

if TYPE_CHECKING:
    from qingshan.documents.declaring import Asked, Words

TEXT = Path(__file__).parent / "templates" / "reports" / "term.md"
SUMMARY_KEY, TABLES_KEY = "term-summary", "term-tables"


def _words() -> Words:
    return words_of_figures(words_of_period(), {"deeds": DEEDS})


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
    under = ("", "数到{{ term.last }}。点数字，看它背后的每一条。")
    return book_template(
        Leaf("学期里做的事", f"{heading}做的事", "deeds", deeds, under),
        Leaf("全部指标", f"{heading}末的全部指标", "figures", figures, under),
    )


SUMMARY = Document(
    key=SUMMARY_KEY,
    title="学期工作总结",
    about="一个学期做了哪些事、各多少次，荣誉、检查和孩子的情况；要自己写的几段留了位置。",
    group="报告",
    asks=Asks.TERM,
    words=_words,
    fill=lambda asked: _fill(SUMMARY_KEY, asked),
    shipped=lambda: word_template(TEXT),
    offices=SCHOOL_WIDE,
    file_name=lambda asked: f"{asked.school}{asked.words}工作总结",
)

TABLES = Document(
    key=TABLES_KEY,
    title="学期数据表",
    about="学期里每类事的次数和学期末的全部指标，一本 Excel。",
    group="台账",
    asks=Asks.TERM,
    words=_words,
    fill=lambda asked: _fill(TABLES_KEY, asked),
    shipped=_tables,
    offices=SCHOOL_WIDE,
    file_name=lambda asked: f"{asked.school}{asked.words}数据表",
    ending="xlsx",
)
