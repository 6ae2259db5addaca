"""What cannot be at once: a place, a colleague or a child in two items at the same time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingshan.character.models import FestivalEntry, FestivalItem
from qingshan.kit.words import tr

if TYPE_CHECKING:
    from collections.abc import Collection

NAMED_AT_MOST = 3
IN = FestivalEntry.State.IN


def items_at_the_same_time(item: FestivalItem) -> list[FestivalItem]:
    """Other items of the school whose time overlaps, of whatever festival."""
    if not item.is_timed:
        return []
    others = FestivalItem.objects.filter(
        school=item.school_id, date=item.date, starts__lt=item.ends, ends__gt=item.starts
    )
    return list(others.exclude(pk=item.pk).select_related("responsible", "festival"))


def clashes_of(item: FestivalItem) -> list[str]:
    """A sentence for each thing that stands in the way of the item's time and place."""
    found = []
    at_once = items_at_the_same_time(item)
    for other in at_once:
        when = f"{other.starts:%H:%M}—{other.ends:%H:%M}"
        if item.place and other.place == item.place:
            found.append(
                tr("“{other}”{when} 也在{place}，换个地方或换个时间。").format(
                    other=other.title, when=when, place=item.place
                )
            )
        if item.responsible_id and other.responsible_id == item.responsible_id:
            found.append(
                tr("{responsible}{when} 要管“{other}”，换个人或换个时间。").format(
                    responsible=item.responsible, when=when, other=other.title
                )
            )
        names = _in_both(item, other)
        if names:
            told = tr("、").join(names[:NAMED_AT_MOST]) + (
                tr("等") if len(names) > NAMED_AT_MOST else ""
            )
            found.append(
                tr("{told} {names} 个孩子这时候要参加“{other}”，换个时间。").format(
                    told=told, names=len(names), other=other.title
                )
            )
    return found


def busy_at(item: FestivalItem, children: Collection[int]) -> dict[int, str]:
    """Of these children those who have a place elsewhere at the item's time → where."""
    others = items_at_the_same_time(item)
    rows = FestivalEntry.objects.filter(item__in=others, student__in=children, state=IN)
    return dict(rows.values_list("student", "item__title"))


def _in_both(item: FestivalItem, other: FestivalItem) -> list[str]:
    if item._state.adding:
        return []
    here = FestivalEntry.objects.filter(item=item, state=IN).values("student")
    both = FestivalEntry.objects.filter(item=other, state=IN, student__in=here)
    return list(both.order_by("student__number").values_list("student__name", flat=True))
