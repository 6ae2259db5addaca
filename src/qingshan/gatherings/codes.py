"""The code on the screen: it follows from the minute, so that a photograph of it is soon nothing.

A code is good in the minute in which it is shown and `GRACE` seconds after it, for whoever scanned
it in its last moment. Nothing is stored: the server works out which code the minute has.
"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

if TYPE_CHECKING:
    import datetime as dt

    from qingshan.gatherings.models import Gathering

MINUTE = 60
GRACE = 30  # seconds after its minute
SALT = "qingshan.gatherings.code"
BYTES = 5  # eight letters: nobody guesses one in ninety seconds
LOOK_ALIKE = str.maketrans({"0": "O", "1": "I", "8": "B", " ": "", "-": ""})


def now() -> dt.datetime:
    """The moment by the school's clock."""
    return timezone.localtime()


def code_at(gathering: Gathering, moment: dt.datetime) -> str:
    """Eight letters and digits."""
    return _code(gathering, int(moment.timestamp()) // MINUTE)


def is_good(gathering: Gathering, code: str, moment: dt.datetime) -> bool:
    """Whether the code, as scanned or typed, is shown at that moment or was just before."""
    typed = code.upper().translate(LOOK_ALIKE)
    seconds = int(moment.timestamp())
    minutes = {seconds // MINUTE, (seconds - GRACE) // MINUTE}
    return any(constant_time_compare(typed, _code(gathering, minute)) for minute in minutes)


def seconds_left(moment: dt.datetime) -> int:
    """Until the next code."""
    return MINUTE - int(moment.timestamp()) % MINUTE


def _code(gathering: Gathering, minute: int) -> str:
    mac = salted_hmac(SALT, f"{gathering.pk}:{minute}", algorithm="sha256").digest()
    return base64.b32encode(mac[:BYTES]).decode()
