"""The figures laid out as the case document has them: chapters, and years as a small table."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from qingshan.indicators.registry import CHAPTERS, everything_declared
from qingshan.kit.figures import Family
from qingshan.kit.words import tr

if TYPE_CHECKING:
    from qingshan.indicators.lines import Line
    from qingshan.kit.charts import Chart
    from qingshan.kit.counting import Answer

CHARTED = {
    "promotion": tr("教学质量不断攀升"),
    "examinations": tr("教学质量不断攀升"),
    "awards": tr("学生素质全面提高"),
    "visits": tr("学校声誉明显提升"),
}
"""Where each chart stands."""


@dataclass
class Grid:
    """Families side by side along their dimension: one line a year."""

    headings: list[str] = field(default_factory=list)
    lines: dict[str, list[Answer]] = field(default_factory=lambda: defaultdict(list))

    def __bool__(self) -> bool:
        return bool(self.lines)

    @property
    def rows(self) -> list[tuple[str, list[Answer]]]:
        return sorted(self.lines.items(), reverse=True)


@dataclass
class Chapter:
    """A chapter's figures, its years, and its charts by name."""

    title: str
    lines: list[Line] = field(default_factory=list)
    grid: Grid = field(default_factory=Grid)
    charts: list[tuple[str, Chart]] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.lines or self.grid)


def chapters_of(lines: dict[str, Line], charts: dict[str, Chart]) -> list[Chapter]:
    """The chapters that hold one of the lines."""
    chapters = {title: Chapter(title) for title in CHAPTERS}
    for line in lines.values():
        answer = line.answer
        chapter = chapters[answer.figure.chapter]
        family, _, at = answer.figure.key.rpartition(".")
        if family in _families():
            heading = _families()[family]
            if heading not in chapter.grid.headings:
                chapter.grid.headings.append(heading)
            chapter.grid.lines[at].append(answer)
        else:
            chapter.lines.append(line)
    for name, chart in charts.items():
        chapters[CHARTED[name]].charts.append((name, chart))
    return [chapter for chapter in chapters.values() if chapter]


@lru_cache(maxsize=1)
def _families() -> dict[str, str]:
    """Key of a family → its title without the dimension, short enough for a phone's column."""
    return {
        one.figure.key: one.figure.title.removeprefix("{at}年")
        .replace("阶段", "")
        .removesuffix("人数")
        for one in everything_declared()
        if isinstance(one, Family)
    }
