"""The keyed digest that each row of a complaint bears, continuing the one before it.

The key lies outside the database, so that whoever has only the database cannot make a row that
fits. The code a family follows its complaint with is made here too: one sending has one code.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import unicodedata
from typing import TYPE_CHECKING, Any

from django.conf import settings

from qingshan.access.fields import lookup_hash

if TYPE_CHECKING:
    from uuid import UUID

    from qingshan.voice.models import Complaint, ComplaintStep

DIGITS = 12


def seal_of_complaint(complaint: Complaint, before: str) -> str:
    """`before` is the seal of the complaint with the number before, "" for the first."""
    held = [
        before,
        complaint.school_id,
        complaint.number,
        complaint.received_on,
        complaint.about,
        bool(complaint.to_county),
        complaint.code_hash,
        complaint.incident_id,
    ]
    return _digest("complaint", held)


def seal_of_step(step: ComplaintStep, before: str) -> str:
    """`before` is the seal of the step before, for the first that of the complaint."""
    held = [
        before,
        step.complaint_id,
        step.place,
        step.kind,
        step.side,
        step.date,
        step.by_id,
        step.staff_id,
        step.words,
        bool(step.to_family),
        str(step.file),
        step.media_type,
        step.digest,
    ]
    return _digest("step", held)


def code_for(once: UUID, turn: int = 0) -> str:
    """Twelve digits for one sending; nobody can tell them from the sending without the key."""
    made = _keyed(f"code:{turn}:{once}".encode())
    return str(int(made, 16) % 10**DIGITS).zfill(DIGITS)


def hash_of_code(code: str) -> str:
    """As it is kept: the code itself is only on the family's paper or phone."""
    return lookup_hash(digits_of(code))


def digits_of(text: str) -> str:
    """The digits of what was typed, however it was spaced, also in full width."""
    plain = unicodedata.normalize("NFKC", text[:100])
    return "".join(sign for sign in plain if sign.isascii() and sign.isdigit())


def shown_code(code: str) -> str:
    """`1234 5678 9012`."""
    return " ".join(code[at : at + 4] for at in range(0, len(code), 4))


def _digest(what: str, held: list[Any]) -> str:
    return _keyed(json.dumps([what, *held], default=str, ensure_ascii=False).encode())


def _keyed(text: bytes) -> str:
    key = f"complaints:{settings.LOOKUP_KEY}".encode()
    return hmac.new(key, text, hashlib.sha256).hexdigest()
