"""What a deed has counted for: nobody fills in a second form, and the page says so."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from qingshan.desk.sql import LAST_DEED, day, rows
from qingshan.indicators.registry import declared
from qingshan.kit.figures import Figure
from qingshan.programmes.packs import all_packs
from qingshan.records.figures import RECORDS
from qingshan.records.kinds import all_kinds

if TYPE_CHECKING:
    from qingshan.people.models import Staff


def last_deed_told(staff: Staff, today: date) -> str:
    """A sentence on what one wrote down last, today or yesterday; one query."""
    yesterday = today - timedelta(days=1)
    kinds = tuple(all_kinds())
    text = LAST_DEED.format(kinds=", ".join("%s" for _ in kinds))
    found = rows(text, (staff.pk, *kinds, yesterday))
    if not found:
        return ""
    key, written_on, child = found[0]
    counted = counted_for(key) + ((f"{child}的页面",) if child else ())
    if not counted:
        return ""
    when = "今天" if day(written_on) == today else "昨天"
    told = "、".join(counted)
    told = f"同时记入了：{told}" if len(counted) > 1 else f"已经记入{told}"
    return f"{when}的{all_kinds()[key].label}，{told}。不用再填。"


@lru_cache(maxsize=64)
def counted_for(key: str) -> tuple[str, ...]:
    """The programmes and the figures that a record of this kind counts for, by title."""
    packs = [
        pack.title
        for pack in all_packs().values()
        if any(key in duty.kinds for duty in pack.duties)
    ]
    figures = [
        f"指标“{figure.title}”"
        for figure in declared()
        if isinstance(figure, Figure) and figure.source is RECORDS and _names(figure.where, key)
    ]
    return (*packs, *figures)


def _names(where: Any, key: str) -> bool:
    """Whether a condition asks for this kind of records."""
    if not isinstance(where, Q):
        return False
    return any(
        _names(part, key) if isinstance(part, Q) else part in {("kind", key)}
        for part in where.children
    )
