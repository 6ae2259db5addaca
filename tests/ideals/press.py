"""Eight pieces are printed at once by two reviewers; run in a process of its own.

Prints the numbers that they got, and how many records stand behind them.
"""

from __future__ import annotations

import json
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from tests.gatherings.alone import as_the_house, lay_tables

PIECES, THREADS = 8, 4


def main() -> None:
    lay_tables()
    from django.db import connection

    from qingshan.ideals.models import Piece
    from qingshan.ideals.series import services
    from qingshan.records.models import Record
    from qingshan.school.membership import member_for
    from tests.cast import make_cast

    cast = make_cast()
    pieces = [
        Piece.objects.create(
            school=cast.school,
            title=f"第{n}篇",
            portrayed=cast.staff["teacher"],
            writer=cast.staff["homeroom"],
            blocks=[{"kind": "text", "text": "一段话", "by": "", "picture": None}],
            state="review",
            consented_on="2026-11-24",
        )
        for n in range(PIECES)
    ]

    def publish(told: tuple[int, Any]) -> int | None:
        n, piece = told
        reviewer = cast.accounts[("principal", "secretary")[n % 2]]
        try:
            return services.publish(actor=member_for(reviewer), piece=piece).number
        except services.NotInThisState:
            return None
        finally:
            connection.close()

    twice = list(enumerate(pieces)) + list(enumerate(pieces[:2]))
    with ThreadPoolExecutor(THREADS, initializer=as_the_house) as threads:
        numbers = [number for number in threads.map(publish, twice) if number]
    json.dump({"numbers": sorted(numbers), "records": Record.objects.count()}, sys.stdout)


if __name__ == "__main__":
    main()
