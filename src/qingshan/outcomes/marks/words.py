from __future__ import annotations

from typing import TYPE_CHECKING

from qingshan.kit.cells import shortest
from qingshan.kit.words import tr

if TYPE_CHECKING:
    from decimal import Decimal


def over_full(points: Decimal, full: Decimal) -> str:
    """What is said of more points than there are."""
    return tr("{shortest} 分比满分 {shortest2} 还多，请核对这两个数。").format(
        shortest=shortest(points), shortest2=shortest(full)
    )
