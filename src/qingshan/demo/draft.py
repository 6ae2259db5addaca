"""What the parts of the generator share: the people, the days, and the rows made so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from qingshan.demo import texts

if TYPE_CHECKING:
    from random import Random

    from qingshan.demo.calendar import SchoolDays
    from qingshan.demo.people import Child, ClassRoom, Teacher

Row = dict[str, object]


@dataclass
class Draft:
    """A school in the making. `sheets` holds the rows of each sheet, by column."""

    rng: Random
    days: SchoolDays
    staff: list[Teacher]
    rooms: list[ClassRoom]
    children: list[Child]
    sheets: dict[str, list[Row]] = field(default_factory=dict)
    deeds: list[Row] = field(default_factory=list)
    supported: dict[str, Child] = field(default_factory=dict)  # 工号 → the child

    @property
    def today(self) -> date:
        return self.days.today

    @property
    def newcomer(self) -> Teacher:
        """The special-post teacher whom the demonstration signs in as."""
        return self.staff[0]

    @cached_property
    def members(self) -> list[Teacher]:
        return [teacher for teacher in self.staff if teacher.member]

    @cached_property
    def teachers(self) -> list[Teacher]:
        """All who read and teach: everyone but the support staff."""
        return [teacher for teacher in self.staff if teacher.post != "工勤人员"]

    def holder(self, position: str) -> Teacher:
        return next(teacher for teacher in self.staff if teacher.position == position)

    def add(self, sheet: str, row: Row) -> None:
        self.sheets.setdefault(sheet, []).append(row)

    def deed(
        self,
        day: date,
        kind: str,
        teacher: Teacher,
        *,
        title: str = "",
        content: str = "",
        child: Child | None = None,
        room: ClassRoom | None = None,
        words: int | None = None,
        minutes: int | None = None,
        parts: str = "",
    ) -> None:
        self.deeds.append(
            {
                "日期": day,
                "类型": kind,
                "教师工号": teacher.number,
                "学籍号": child.number if child else None,
                "班级编号": room.code if room else None,
                "标题": title,
                "内容": content,
                "字数": words,
                "时长分钟": minutes,
                "要点": parts or None,
            }
        )

    def past_day(self, longest_ago: int, *, recent: float = 1.0) -> date:
        """Some day up to today; a higher `recent` draws it nearer to today."""
        ago = int(longest_ago * self.rng.random() ** recent)
        return self.today - timedelta(days=ago)

    def fill(self, text: str, **more: str) -> str:
        """`text` with its slots filled at random."""
        rng = self.rng
        return text.format_map(
            {
                "place": rng.choice(texts.PLACES),
                "subject": rng.choice(texts.SUBJECTS),
                "topic": rng.choice(texts.TOPICS),
                "season": rng.choice(texts.SEASONS),
                "club": rng.choice(texts.CLUBS),
                "city": rng.choice(texts.CITIES),
                "count": str(rng.randint(3, 60)),
                **more,
            }
        )
