"""The stages of a run: their words, the seconds each took, and word of them to who watches."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    Progress = Callable[[str, int, int], None]

STAGES = {
    "read": "读表",
    "clean": "整理",
    "exact": "先对完全一样的",
    "score": "给剩下的打分",
    "assign": "一个对一个",
    "nearest": "找最像的",
    "write": "写名单",
}


class Clock:
    """Seconds by stage, and word of each stage to whoever watches."""

    def __init__(self, tell: Progress, steps: int) -> None:
        self.tell, self.steps, self.step = tell, steps, 0
        self.seconds: dict[str, float] = {}
        self.current, self.since = "", time.perf_counter()

    def __call__(self, stage: str, about: str = "") -> None:
        self.stop()
        self.current, self.since = stage, time.perf_counter()
        words = STAGES[stage] + (f"：{about}" if about else "")
        self.tell(words, self.step, self.steps)
        self.step += 1

    def stop(self) -> None:
        if self.current:
            spent = time.perf_counter() - self.since
            self.seconds[self.current] = round(self.seconds.get(self.current, 0.0) + spent, 3)
        self.current = ""
