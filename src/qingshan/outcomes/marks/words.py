from __future__ import annotations

from typing import TYPE_CHECKING

from qingshan.kit.cells import shortest

if TYPE_CHECKING:
    from decimal import Decimal


def over_full(points: Decimal, full: Decimal) -> str:
    """What is said of more points than there are."""
    return f"{shortest(points)} 分比满分 {shortest(full)} 还多，请核对这两个数。"
