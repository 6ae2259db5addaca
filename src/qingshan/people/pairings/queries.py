from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404

from qingshan.people.models import Pairing
from qingshan.people.visibility import pairings_visible_to

if TYPE_CHECKING:
    from qingshan.school.membership import Member

SEALED = ("id_number", "phone")


def pairing_seen_by(member: Member, pk: int) -> Pairing:
    """A pairing with its two sides; otherwise `Http404`."""
    sides = ("giver", "mentee", "school_class", "student")
    hidden = [f"{side}__{field}" for side in ("giver", "mentee", "student") for field in SEALED]
    seen = pairings_visible_to(member).select_related(*sides).defer(*hidden, "student__address")
    return get_object_or_404(seen, pk=pk)
