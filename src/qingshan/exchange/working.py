"""Work off the request: one thread for each deed, with a connection of its own.

It may be cut off at any moment, by a restart or a power failure: a load is one transaction, so
then nothing was written, and the run falls silent (`exchange.progress`).
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from django.db import connections

from qingshan.access.scope import scope_now, seen_as

if TYPE_CHECKING:
    from collections.abc import Callable

    Deed = Callable[[], None]


def in_a_thread(deed: Deed) -> None:
    asked = scope_now()

    def run() -> None:
        try:
            with seen_as(asked):
                deed()
        finally:
            connections.close_all()

    threading.Thread(target=run, name="exchange", daemon=True).start()


run_deed: Callable[[Deed], None] = in_a_thread
"""How deeds are run; a test sets another way."""


def hand_over(deed: Deed) -> None:
    run_deed(deed)
