"""The deed under way: the audit rows that watched models leave name it, and who does it."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlog.models import LogEntry

    from qingshan.access.models import Account

_under_way: ContextVar[tuple[str, Account] | None] = ContextVar("under_way", default=None)


@contextmanager
def doing(deed: str, *, actor: Account) -> Iterator[None]:
    """While it lasts, each row of a watched model (`audit.watch`) is noted as part of `deed`."""
    token = _under_way.set((deed, actor))
    try:
        yield
    finally:
        _under_way.reset(token)


def name_the_deed(sender: object, instance: LogEntry, **_: Any) -> None:
    """Receiver of `pre_save` on an audit row."""
    under_way = _under_way.get()
    if under_way is None:
        return
    deed, actor = under_way
    instance.actor = instance.actor or actor
    instance.additional_data = {"deed": deed, **(instance.additional_data or {})}
