"""What a deed has counted for: nobody fills in a second form, and the page says so."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from qingshan.indicators.registry import declared
from qingshan.kit.figures import Figure
from qingshan.programmes.packs import all_packs
from qingshan.records.figures import RECORDS
from qingshan.records.kinds import all_kinds
from qingshan.records.models import Record

if TYPE_CHECKING:
    from qingshan.people.models import Staff


def last_deed_told(staff: Staff, today: date) -> str:
    """A sentence on what one wrote down last, today or yesterday; one query."""
    yesterday = today - timedelta(days=1)
    row = (
        Record.objects.filter(staff=staff, kind__in=list(all_kinds()), date__gte=yesterday)
        .order_by("-pk")
        .values_list("kind", "date", "student__name")
        .first()
    )
    if row is None:
        return ""
    key, day, child = row
    counted = counted_for(key) + ((f"{child}的页面",) if child else ())
    if not counted:
        return ""
    when = "今天" if day == today else "昨天"
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
