"""The words a template may use: every figure by its key, and a few more."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, field

from qingshan.indicators.registry import declared, figure_named
from qingshan.kit.figures import Family

MORE = {
    "school.name": "学校名称",
    "school.honour_names": "学校荣誉的名称，用顿号连起来",
    "report.day": "统计日，如 2026年7月15日",
    "courses.names": "几门校本课程的名称，用顿号连起来",
    "exam.latest_year": "最近一次中考的年度；还没有中考数据时为 0",
    "exam.latest_promotion_rate": "最近一次中考的升学率",
    "chart.promotion": "图：历年升学率",
    "chart.examinations": "图：历年升入高中和学科满分人数",
    "chart.awards": "图：历年学生获奖",
    "chart.visits": "图：最近十二个月的走访",
    "chart.promotion.sentence": "升学率一图的说明",
    "chart.examinations.sentence": "中考人数一图的说明",
    "chart.awards.sentence": "学生获奖一图的说明",
    "chart.visits.sentence": "走访一图的说明",
}
"""Placeholders beside the figures."""

LISTS = {
    "figures": ("title", "value", "unit", "definition", "key", "where"),
    "exam.years": ("year", "promotion_rate", "entered", "full_marks"),
}
"""What `for one in …` may go through, and what `one` then has."""


@dataclass(frozen=True)
class Vocabulary:
    """Knows which placeholders there are. `loops` are the names bound by `for` around one."""

    loops: dict[str, str] = field(default_factory=dict)

    def knows(self, chain: str) -> bool:
        root, _, rest = chain.partition(".")
        if root in self.loops:
            return rest in LISTS[self.loops[root]]
        return chain in MORE or figure_named(chain) is not None

    def nearest(self, chain: str) -> str:
        """The placeholder that was perhaps meant; "" where nothing is near."""
        known = [*MORE, *(key for key, _ in figure_words())]
        return next(iter(difflib.get_close_matches(chain, known, n=1, cutoff=0.6)), "")


def figure_words() -> list[tuple[str, str]]:
    """Every figure's placeholder with its meaning; a family's year stands for any."""
    return [
        (f"{one.figure.key}.2020", one.figure.title.format(at="2020"))
        if isinstance(one, Family)
        else (one.key, one.title)
        for one in declared()
    ]
