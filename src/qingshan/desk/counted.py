"""What a deed has counted for: nobody fills in a second form, and the page says so."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from qingshan.desk.sql import LAST_DEED, day, rows
from qingshan.indicators.counted import figures_counting
from qingshan.kit.words import tr
from qingshan.programmes.packs import in_order
from qingshan.records.kinds import all_kinds

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from qingshan.people.models import Staff
    from qingshan.programmes.standing import DutyNow


def last_deed_told(staff: Staff, now: Iterable[DutyNow], today: date) -> str:
    """A sentence on what one wrote down last, today or yesterday; one query.

    `now` is what is asked of the person: a programme that does not bind them is not named.
    """
    yesterday = today - timedelta(days=1)
    kinds = tuple(all_kinds())
    text = LAST_DEED.format(kinds=", ".join("%s" for _ in kinds))
    found = rows(text, (staff.pk, *kinds, yesterday))
    if not found:
        return ""
    key, written_on, parts, child = found[0]
    asked = {one.duty.programme for one in now if one.duty.counts(key, parts)}
    counted = counted_for(key, asked) + (
        (tr("{child}的页面").format(child=child),) if child else ()
    )
    if not counted:
        return ""
    when = tr("今天") if day(written_on) == today else tr("昨天")
    told = tr("、").join(counted)
    told = (
        tr("同时记入了：{told}").format(told=told)
        if len(counted) > 1
        else tr("已经记入{told}").format(told=told)
    )
    return tr("{when}的{label}，{told}。不用再填。").format(
        when=when, label=all_kinds()[key].label, told=told
    )


def counted_for(key: str, programmes: Collection[str]) -> tuple[str, ...]:
    """Of some programmes the titles, then those of the agreed figures that count it."""
    packs = (pack.title for pack in in_order() if pack.key in programmes)
    agreed = (figure for figure in figures_counting(key) if figure.agreed)
    return (*packs, *(tr("指标“{figure}”").format(figure=figure.title) for figure in agreed))
