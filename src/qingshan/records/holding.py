"""What keeps a record from being taken back: something above it rests on it.

An app registers a function when it is ready::

    @holds_records
    def closings(record: Record) -> str:
        return "个案销号的佐证" if Case.objects.filter(evidence=record).exists() else ""
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from qingshan.records.models import Record

    Holder = Callable[[Record], str]

_holders: list[Holder] = []


class RecordIsHeld(Exception):
    """Something rests on the record; `by` says what, in words."""

    def __init__(self, by: str) -> None:
        super().__init__(by)
        self.by = by


def holds_records(holder: Holder) -> Holder:
    """Registers a function that says what rests on a record, or "" for nothing."""
    if holder not in _holders:
        _holders.append(holder)
    return holder


def mind_what_rests_on(record: Record) -> None:
    """Raises `RecordIsHeld`."""
    for holder in _holders:
        by = holder(record)
        if by:
            raise RecordIsHeld(by)
