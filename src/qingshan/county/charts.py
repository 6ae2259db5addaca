"""The trend of a figure as a picture that says its sentence; a band where a sum has bounds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingshan.kit.charts import Chart, Point

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
    sentence = (
        f"{whose}的{title}：{_words(first, asked)} {first.total.words}"
        f"{asked.unit}，{_words(last, asked)} {last.total.words}{asked.unit}。"
    )
    return Chart("line", points, sentence)


def _words(step: Step, asked: Asked) -> str:
    return f"{step.end.year}年" if asked.year else f"{step.end.year}年{step.end.month}月"


def _point(step: Step, *, in_years: bool) -> Point:
    least, most = step.total.least, step.total.most
    at = f"{step.end.year}" if in_years else f"{step.end.month}月"
    if most is None or most == least:
        return Point(at, least)
    return Point(at, (least + most) / 2, low=least, high=most)
