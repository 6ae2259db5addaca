"""How much one address may send in a while.

Counted where sign-in is counted: in the memory of each serving process, so that two processes let
twice as much through, and nothing of an address is kept once the process ends. What must hold
whatever is served is counted in rows of the database (`MOST_A_DAY`, one answer a slip). The rates
stand with those of the sign-in, in the settings.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.core.ratelimit import consume
from django.core.exceptions import PermissionDenied

if TYPE_CHECKING:
    from django.http import HttpRequest


def within(request: HttpRequest, action: str) -> bool:
    """Whether this address may do it once more."""
    try:
        return bool(consume(request, action=action))
    except PermissionDenied:  # a socket without addresses, or a proxy that does not tell
        return True
