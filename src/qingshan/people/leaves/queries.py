from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.shortcuts import get_object_or_404

from qingshan.people.models import Leave
from qingshan.people.visibility import leaves_visible_to

if TYPE_CHECKING:
    from datetime import date

    from qingshan.people.models import Staff
    from qingshan.school.membership import Member


def leave_seen_by(member: Member, pk: int) -> Leave:
    """A leave with whose it is; otherwise `Http404`."""
    seen = leaves_visible_to(member).select_related("staff")
    return get_object_or_404(seen.defer("staff__id_number", "staff__phone"), pk=pk)


def leave_of_within(
    staff: Staff, first: date, last: date | None, *, but: int | None = None
) -> Leave | None:
    """A leave of the colleague's on any day from `first` to `last` (None: no end), if there is one.

    `but` is the key of the one that is being changed.
    """
    found = Leave.objects.filter(staff=staff).filter(Q(ends_on=None) | Q(ends_on__gte=first))
    if last is not None:
        found = found.filter(starts_on__lte=last)
    if but is not None:
        found = found.exclude(pk=but)
    return found.select_related("staff").order_by("starts_on").first()
