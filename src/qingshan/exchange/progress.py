"""How far a run is: told by the worker through a small file, so that any process can show it.

The database cannot say it: while a load writes, SQLite lets nobody else write, and PostgreSQL shows
nobody else what is not finished.
"""

from __future__ import annotations

import json
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from qingshan.exchange.storage import PROGRESS, beside
from qingshan.kit.words import tr

if TYPE_CHECKING:
    from types import TracebackType

BEAT = 5.0
"""Seconds between two signs of life of a worker."""
SILENCE = 60.0
"""Seconds without one after which a run is taken to have been cut off."""


@dataclass(frozen=True)
class Progress:
    """`stage` in words, rows done of `total` (0: not known yet); `alive`: the worker still is."""

    stage: str = tr("排队等候")
    done: int = 0
    total: int = 0
    alive: bool = False


class Worker:
    """Tells how far it is while it is at work: `with Worker(file) as worker: worker.tell(…)`."""

    def __init__(self, name: str) -> None:
        self.path = beside(name, PROGRESS)
        self.last = ("", 0, 0)
        self.stopped = threading.Event()
        self.heart = threading.Thread(target=self._beat, daemon=True)

    def __enter__(self) -> Self:
        self.tell(tr("打开文件"), 0, 0)
        self.heart.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stopped.set()
        self.heart.join()
        self.path.unlink(missing_ok=True)

    def tell(self, stage: str, done: int, total: int) -> None:
        self.last = (stage, done, total)
        fresh = self.path.with_suffix(".fresh")
        fresh.write_text(json.dumps(self.last), encoding="utf-8")
        fresh.replace(self.path)

    def _beat(self) -> None:
        while not self.stopped.wait(BEAT):
            if self.path.exists():
                self.path.touch()


def progress_of(name: str, *, begun: float) -> Progress:
    """How far the run with the stored file `name` is; `begun` is when it began, in seconds."""
    path = beside(name, PROGRESS)
    try:
        beat = path.stat().st_mtime
        stage, done, total = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Progress(alive=time.time() - begun < SILENCE)
    return Progress(stage, done, total, alive=time.time() - beat < SILENCE)
