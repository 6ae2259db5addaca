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
    points = tuple(_point(step) for step in steps)
    first, last = steps[0], steps[-1]
    sentence = (
        f"{whose}的{asked.title}：{first.end.year}年{first.end.month}月 {first.total.words}"
        f"{asked.unit}，{last.end.year}年{last.end.month}月 {last.total.words}{asked.unit}。"
    )
    return Chart("line", points, sentence)


def _point(step: Step) -> Point:
    least, most = step.total.least, step.total.most
    at = f"{step.end.month}月"
    if most is None or most == least:
        return Point(at, least)
    return Point(at, (least + most) / 2, low=least, high=most)
