"""Which of the five (五成教育) deeds belong to: as they say themselves, or as their kind does."""

from __future__ import annotations

from django.db.models import Q

from qingshan.kit.faults import UNKNOWN_CODE, Fault
from qingshan.kit.words import tr
from qingshan.records.kinds import all_kinds


def of_five(five: str) -> Q:
    """The deeds of one of the five."""
    kinds = [key for key, kind in all_kinds().items() if kind.five == five]
    return Q(five=five) | Q(five="", kind__in=kinds)


def not_its_own(five: str, kind_key: str) -> Fault | None:
    """A rule: only deeds of courses, festivals and drops say which of the five they are of."""
    kind = all_kinds().get(kind_key)
    if not five or kind is None or kind.own_five:
        return None
    return Fault(
        UNKNOWN_CODE,
        tr("{kind}都属于“{five}”，这一格请空着。").format(kind=kind.label, five=kind.five),
    )
