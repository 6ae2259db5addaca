"""A figure beside itself a year ago, in a sentence, and its last twelve months as a small chart."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from qingshan.indicators.parts import months_up_to
from qingshan.indicators.queries import scope_of
from qingshan.indicators.registry import family_of
from qingshan.kit.charts import Chart, Point
from qingshan.kit.counting import Answer, count
from qingshan.kit.measures import Ratio
from qingshan.kit.parting import on_days, parts_within
from qingshan.kit.words import tr

if TYPE_CHECKING:
    from qingshan.kit.figures import Family, Figure
    from qingshan.kit.measures import Value
    from qingshan.school.models import School

FEWEST = 2
WIDTH, HEIGHT = 340, 150


def beside_last_year(figure: Figure, school: School, as_of: date) -> str:
    """How it was on the same day a year earlier; says so where nobody can know."""
    if family := family_of(figure.key):
        return _beside_the_year_before(figure, family, school, as_of)
    if not figure.has_past:
        return tr("名册只有现在的样子，去年这一天是多少，这里查不到。")
    a_year_ago, two_ago = year_before(as_of), year_before(year_before(as_of))
    now, then, before = on_days(figure, [as_of, a_year_ago, two_ago], scope_of(school, as_of))
    words = tr("去年同一天是 {told}，").format(told=_told(then))
    if not figure.measure.in_database:
        return words + (
            tr("一样。")
            if now.value == then.value
            else tr("今年是 {told}。").format(told=_told(now))
        )
    if figure.is_stock:
        return words + _more_or_less(figure, then.value, now.value)
    added, earlier = now.value - then.value, then.value - before.value  # type: ignore[operator]
    return words + tr("这一年多了 {number}，上一年多了 {number2}。").format(
        number=_number(figure, added), number2=_number(figure, earlier)
    )


def _beside_the_year_before(figure: Figure, family: Family, school: School, as_of: date) -> str:
    year = int(figure.key.rpartition(".")[2])
    answers = count([family], scope_of(school, as_of))[school.pk]
    now, then = answers.get(figure.key), answers.get(family.at(year - 1).key)
    if now is None or then is None:
        return tr("{year}年没有数，比不了。").format(year=year - 1)
    return tr("{year}年是 {told}，").format(year=year - 1, told=_told(then)) + _more_or_less(
        figure, then.value, now.value
    )


def chart_of(figure: Figure, school: School, as_of: date) -> Chart | None:
    """What there is enough to draw for: years of a family, months, or nothing."""
    if family := family_of(figure.key):
        return _over_years(family, school, as_of)
    if not (figure.has_past and figure.measure.in_database):
        return None
    return _levels(figure, school, as_of) if figure.is_stock else _months(figure, school, as_of)


def chart_title_of(figure: Figure) -> str:
    if family_of(figure.key):
        return tr("逐年")
    return tr("一年来的月底") if figure.is_stock else tr("一年来的每个月")


def _months(figure: Figure, school: School, as_of: date) -> Chart | None:
    """What was done in each of the last twelve months."""
    if not figure.date_column:
        return None
    parts = parts_within(figure, months_up_to(as_of), scope_of(school, as_of))
    if not any(part.answer.rows for part in parts):
        return None
    most = max(parts, key=lambda part: (part.answer.value, part.at))
    sentence = tr("最近12个月里，{most}最多，{told}。").format(
        most=most.label, told=_told(most.answer)
    )
    return _chart("bar", [(part.at, part.answer) for part in parts], sentence)


def _levels(figure: Figure, school: School, as_of: date) -> Chart | None:
    """How it stood at the end of each of the last twelve months, and on the day."""
    days = [span.last for span in months_up_to(as_of)[:-1]] + [as_of]
    found = on_days(figure, days, scope_of(school, as_of))
    if not any(answer.rows for answer in found):
        return None
    lowest, highest = (pick(found, key=lambda one: one.value) for pick in (min, max))
    sentence = tr("最近12个月的月底，最少 {told}，最多 {told2}。").format(
        told=_told(lowest), told2=_told(highest)
    )
    points = [(f"{day:%Y-%m}", answer) for day, answer in zip(days, found, strict=True)]
    return _chart("line", points, sentence)


def _over_years(family: Family, school: School, as_of: date) -> Chart | None:
    answers = count([family], scope_of(school, as_of))[school.pk]
    if len(answers) < FEWEST:
        return None
    points = [(key.rpartition(".")[2], answer) for key, answer in answers.items()]
    (first, _), (last, newest) = points[0], points[-1]
    sentence = tr("{first}至{last}年，最近一年是 {told}。").format(
        first=first, last=last, told=_told(newest)
    )
    percent = isinstance(family.figure.measure, Ratio)
    drawn = tuple(Point(at, float(answer.value)) for at, answer in points)
    return Chart("line", drawn, sentence, percent=percent, width=WIDTH, height=HEIGHT)


def _chart(kind: str, points: list[tuple[str, Answer]], sentence: str) -> Chart:
    """Months are drawn by their number; the year stands under the first and each January."""
    drawn = tuple(
        Point(tr("{at}月").format(at=int(at[5:])), float(answer.value)) for at, answer in points
    )
    return Chart("bar" if kind == "bar" else "line", drawn, sentence, width=WIDTH, height=HEIGHT)


def _told(answer: Answer) -> str:
    return f"{answer.text} {answer.figure.unit}".strip()


def _number(figure: Figure, value: Value) -> str:
    return f"{figure.measure.text(value)} {figure.unit}".strip()


def _more_or_less(figure: Figure, then: Value, now: Value) -> str:
    if now == then:
        return tr("一样多。")
    difference = abs(now - then)  # type: ignore[operator]
    return tr("{rest}了 {number}。").format(
        rest=tr("多") if now > then else tr("少"), number=_number(figure, difference)
    )


def year_before(day: date) -> date:
    """The same day a year earlier; the eve of a leap day that was not."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)
