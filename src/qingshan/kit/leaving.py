"""What leaves when its time is over: each app declares its own in a module `retention`.

    @leaves("care.looks", "看过的预警", days=730)
    def looks(school: int, before: date, *, dry_run: bool) -> int:
        return gone(SignLook.objects.filter(school=school, looked_on__lt=before), dry_run=dry_run)

The function deals with rows of one school that ended before that day and says how many there are;
as a rehearsal it changes nothing. The job that runs all of them is `qingshan scrub`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from django.utils.module_loading import autodiscover_modules

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from django.db.models import QuerySet


class Scrubber(Protocol):
    """Deals with the rows of a school from before a day; how many."""

    def __call__(self, school: int, before: date, *, dry_run: bool) -> int: ...


@dataclass(frozen=True, slots=True)
class Leaving:
    """One kind of rows: its key, its name, after how many days it leaves, and who sees to it.

    A school may choose other days, from `least` to `most`. What goes `by_hand` the job only counts:
    people see to each.
    """

    key: str
    title: str
    days: int
    scrub: Scrubber
    least: int
    most: int
    by_hand: bool = False


_leaving: dict[str, Leaving] = {}


def leaves(
    key: str,
    title: str,
    *,
    days: int,
    least: int | None = None,
    most: int | None = None,
    by_hand: bool = False,
) -> Callable[[Scrubber], Scrubber]:
    """Registers the function below it. Raises `ValueError` where the key is taken.

    Where nothing is said, a school may choose from half as long to twice as long.
    """

    def register(scrub: Scrubber) -> Scrubber:
        if key in _leaving:
            raise ValueError(f"{key} is taken by {_leaving[key]}")
        _leaving[key] = Leaving(
            key,
            title,
            days,
            scrub,
            (days + 1) // 2 if least is None else least,
            days * 2 if most is None else most,
            by_hand,
        )
        return scrub

    return register


def all_leaving() -> list[Leaving]:
    """By key, of every app."""
    autodiscover_modules("retention")
    return [_leaving[key] for key in sorted(_leaving)]


def gone(rows: QuerySet[Any], *, dry_run: bool) -> int:
    """Deletes rows with what hangs on them; how many there were."""
    number = rows.count()
    if number and not dry_run:
        rows.delete()
    return number


def emptied(rows: QuerySet[Any], *fields: str, dry_run: bool) -> int:
    """Empties sealed words and leaves the rows; how many there were."""
    number = rows.count()
    if number and not dry_run:
        rows.update(**dict.fromkeys(fields, ""))
    return number
