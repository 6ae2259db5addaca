"""The charts drawn from figures. Each has a sentence that says what it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count
from django.db.models.functions import TruncMonth, TruncYear

from qingshan.indicators.queries import scope_of
from qingshan.indicators.registry import figure_named
from qingshan.kit.charts import Chart, Point
from qingshan.kit.words import tr

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from typing import TypeAlias

    from qingshan.kit.counting import Answers
    from qingshan.school.models import School

Maker: TypeAlias = "Callable[[School, date, Answers], Chart | None]"
MONTHS = 12
FEWEST_YEARS = 2


def charts_for(school: School, *, as_of: date, answers: Answers) -> dict[str, Chart]:
    """The charts that there is enough to draw for, by name."""
    made = {name: make(school, as_of, answers) for name, make in CHARTS.items()}
    return {name: chart for name, chart in made.items() if chart is not None}


def chart_named(name: str, school: School, *, as_of: date, answers: Answers) -> Chart | None:
    make = CHARTS.get(name)
    return make(school, as_of, answers) if make else None


def _promotion(school: School, as_of: date, answers: Answers) -> Chart | None:
    rates = _by_year(answers, "exam.promotion_rate")
    if len(rates) < FEWEST_YEARS:
        return None
    (first, _), (last, newest) = rates[0], rates[-1]
    run = answers["exam.full_rate_years"].value
    sentence = tr("{first}至{last}年升学率，最近一年是{newest:.4g}%。").format(
        first=first, last=last, newest=newest * 100
    )
    if run == len(rates):
        sentence = tr("{first}至{last}年，每一年的升学率都是100%。").format(first=first, last=last)
    points = tuple(Point(year, rate) for year, rate in rates)
    return Chart("line", points, sentence, percent=True)


def _examinations(school: School, as_of: date, answers: Answers) -> Chart | None:
    entered = _by_year(answers, "exam.entered")
    full = dict(_by_year(answers, "exam.full_marks"))
    if len(entered) < FEWEST_YEARS:
        return None
    (first, _), (last, newest) = entered[0], entered[-1]
    sentence = tr(
        "{first}至{last}年中考，最近一年升入高中阶段{newest:g}人，学科满分{full:g}人。"
    ).format(first=first, last=last, newest=newest, full=full[last])
    points = tuple(
        Point(year, value, series)
        for year, number in entered
        for series, value in ((tr("升入高中阶段人数"), number), (tr("学科满分人数"), full[year]))
    )
    return Chart("bar", points, sentence)


def _visits(school: School, as_of: date, answers: Answers) -> Chart | None:
    figure = figure_named("care.visits")
    if figure is None or not answers["care.visits"].value:
        return None
    rows = figure.rows(scope_of(school, as_of)).filter(date__gte=_months_before(as_of, MONTHS - 1))
    found = rows.values(month=TruncMonth("date")).annotate(number=Count("pk"))
    by_month = {row["month"]: row["number"] for row in found}
    months = [_months_before(as_of, back) for back in range(MONTHS - 1, -1, -1)]
    if not by_month:
        return None
    most = max(by_month, key=lambda month: (by_month[month], month))
    total = sum(by_month.values())
    sentence = tr("最近12个月走访{total}次，最多的是{year}年{month}月，{by_month}次。").format(
        total=total, year=most.year, month=most.month, by_month=by_month[most]
    )
    points = tuple(
        Point(tr("{month}月").format(month=month.month), by_month.get(month, 0)) for month in months
    )
    return Chart("bar", points, sentence)


def _awards(school: School, as_of: date, answers: Answers) -> Chart | None:
    figure = figure_named("students.awards")
    if figure is None:
        return None
    rows = figure.rows(scope_of(school, as_of)).values(year=TruncYear("date"))
    found = {row["year"].year: row["number"] for row in rows.annotate(number=Count("pk"))}
    if len(found) < FEWEST_YEARS:
        return None
    years = range(min(found), max(found) + 1)
    sentence = tr("{years}至{years2}年学生获奖，一共{values}项。").format(
        years=years[0], years2=years[-1], values=sum(found.values())
    )
    points = tuple(Point(str(year), found.get(year, 0)) for year in years)
    return Chart("bar", points, sentence)


CHARTS: dict[str, Maker] = {
    "promotion": _promotion,
    "examinations": _examinations,
    "awards": _awards,
    "visits": _visits,
}


def _by_year(answers: Answers, family: str) -> list[tuple[str, float]]:
    return [
        (key.rpartition(".")[2], float(answer.value))
        for key, answer in answers.items()
        if key.rpartition(".")[0] == family
    ]


def _months_before(day: date, back: int) -> date:
    months = day.year * 12 + day.month - 1 - back
    return day.replace(year=months // 12, month=months % 12 + 1, day=1)
