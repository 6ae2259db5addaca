"""The trend of a figure as a picture that says its sentence; a band where a sum has bounds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingshan.kit.charts import Chart, Point
from qingshan.kit.words import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qingshan.county.asked import Asked
    from qingshan.county.queries import Step

FEWEST = 2


def trend_chart(asked: Asked, steps: Sequence[Step], whose: str) -> Chart | None:
    """None where there are not two months to compare."""
    if len(steps) < FEWEST:
        return None
    points = tuple(_point(step, in_years=bool(asked.year)) for step in steps)
    first, last = steps[0], steps[-1]
    title = asked.title.removeprefix(f"{asked.year}年")
    sentence = tr("{whose}的{title}：{words} {total}{unit}，{words2} {total2}{unit}。").format(
        whose=whose,
        title=title,
        words=_words(first, asked),
        total=first.total.words,
        unit=asked.unit,
        words2=_words(last, asked),
        total2=last.total.words,
    )
    return Chart("line", points, sentence)


def _words(step: Step, asked: Asked) -> str:
    return (
        tr("{year}年").format(year=step.end.year)
        if asked.year
        else tr("{year}年{month}月").format(year=step.end.year, month=step.end.month)
    )


def _point(step: Step, *, in_years: bool) -> Point:
    least, most = step.total.least, step.total.most
    at = f"{step.end.year}" if in_years else tr("{month}月").format(month=step.end.month)
    if most is None or most == least:
        return Point(at, least)
    return Point(at, (least + most) / 2, low=least, high=most)
