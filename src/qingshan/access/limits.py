"""How much one address may send in a while, counted for all serving processes together.

The rates stand in the settings beside those of the sign-in (`ACCOUNT_RATE_LIMITS`), and allauth
counts all of them in Django's cache, which is a table of the database here: a second process, or a
second machine at the same database, lets nothing more through (decision 0060).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.core.ratelimit import consume
from django.core.exceptions import PermissionDenied

if TYPE_CHECKING:
    from django.http import HttpRequest


def within(request: HttpRequest, action: str, *, key: str | None = None) -> bool:
    """Whether this address may send it once more; looking (a GET) is never counted.

    `key` is what a rate per `key` counts by, instead of the address.
    """
    try:
        return bool(consume(request, action=action, key=key))
    except PermissionDenied:  # a socket without addresses, or a proxy that does not tell
        return True
