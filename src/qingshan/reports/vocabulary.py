"""Words that stand for figures: every figure by its key, the charts, and lists of figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse

from qingshan.documents.declaring import Number, Words
from qingshan.indicators.charts import CHARTS, charts_for
from qingshan.indicators.queries import answers_for
from qingshan.indicators.registry import declared, figure_named
from qingshan.kit.figures import Family

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from qingshan.documents.declaring import Asked
    from qingshan.kit.counting import Answer, Answers

COMMON = {
    "school.name": "学校名称",
    "report.day": "统计日，如 2026年7月15日",
}
EXAMINATIONS = {
    "exam.latest_year": "最近一次中考的年度；还没有中考数据时为 0",
    "exam.latest_promotion_rate": "最近一次中考的升学率",
}
CHART_WORDS = {
    "chart.promotion": "图：历年升学率",
    "chart.examinations": "图：历年升入高中和学科满分人数",
    "chart.awards": "图：历年学生获奖",
    "chart.visits": "图：最近十二个月的走访",
    "chart.promotion.sentence": "升学率一图的说明",
    "chart.examinations.sentence": "中考人数一图的说明",
    "chart.awards.sentence": "学生获奖一图的说明",
    "chart.visits.sentence": "走访一图的说明",
}
FIGURE = {
    "title": "指标名称",
    "value": "数值",
    "unit": "单位",
    "definition": "怎么算",
    "key": "指标代号",
    "where": "指标代号，点开是它的每一行",
}
YEAR = {
    "year": "年度",
    "promotion_rate": "升学率",
    "entered": "升入高中阶段人数",
    "full_marks": "学科满分人数",
}
LISTS = {"figures": FIGURE, "exam.years": YEAR, "exam.by_year": YEAR}
"""The years of the examination stand twice: the newest first, and as time runs, to be drawn."""


def words_of_figures(
    plain: Mapping[str, str], lists: Mapping[str, Mapping[str, str]] | None = None
) -> Words:
    """The words of a document in which every figure may be named, besides its own."""
    named = {**COMMON, **plain, **EXAMINATIONS, **CHART_WORDS}
    return Words(dict(figure_words()) | named, {**(lists or {}), **LISTS}, more=is_figure)


def is_figure(chain: str) -> bool:
    figure = figure_named(chain)
    return figure is not None and figure.agreed


def figure_words() -> list[tuple[str, str]]:
    """Every figure's word with its meaning; a family's year stands for any."""
    return [
        (f"{one.figure.key}.2020", one.figure.title.format(at="2020"))
        if isinstance(one, Family)
        else (one.key, one.title)
        for one in declared()
    ]


def fill_of_figures(asked: Asked) -> dict[str, Any]:
    """What stands behind those words on the day."""
    school, as_of = asked.school, asked.as_of
    answers = answers_for(school, as_of=as_of)
    fill: dict[str, Any] = {key: number_of(answer, as_of) for key, answer in answers.items()}
    charts = charts_for(school, as_of=as_of, answers=answers) if school else {}
    fill |= {f"chart.{name}": charts.get(name) for name in CHARTS}
    fill["report.day"] = chinese(as_of)
    fill["school.name"] = school.name if school else "本校"
    fill["figures"] = [_line(answer, as_of) for answer in answers.values()]
    return fill | _examinations(answers, as_of)


def number_of(answer: Answer, as_of: date) -> Number:
    """A figure with the way to its page."""
    figure = answer.figure
    return Number(
        text=answer.text,
        value=answer.value,
        address=f"{reverse('indicators:indicator', args=[figure.key])}?as_of={as_of.isoformat()}",
        figure=figure,
        as_of=as_of,
    )


def chinese(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _examinations(answers: Answers, as_of: date) -> dict[str, Any]:
    """The years of the examination, the newest first, and the newest by itself."""
    years = sorted(
        (key.rpartition(".")[2] for key in answers if key.startswith("exam.promotion_rate.")),
        reverse=True,
    )
    rows = [
        {
            "year": year,
            **{
                name: number_of(answers[f"exam.{name}.{year}"], as_of)
                for name in ("promotion_rate", "entered", "full_marks")
            },
        }
        for year in years
    ]
    newest = int(years[0]) if years else 0
    return {
        "exam.years": rows,
        "exam.by_year": rows[::-1],
        "exam.latest_year": newest,
        "exam.latest_promotion_rate": rows[0]["promotion_rate"] if rows else Number(text="0%"),
    }


def _line(answer: Answer, as_of: date) -> dict[str, Any]:
    figure = answer.figure
    number = number_of(answer, as_of)
    return {
        "title": figure.title,
        "value": number,
        "unit": figure.unit,
        "definition": figure.definition,
        "key": figure.key,
        "where": Number(text=figure.key, value=1, address=number.address),
    }
