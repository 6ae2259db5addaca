"""Reading the log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404

from qingshan.people.visibility import staff_visible_to, students_visible_to
from qingshan.records.models import Evidence, Record
from qingshan.records.visibility import can_change_record, records_visible_to

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qingshan.school.membership import Member


def record_seen_by(member: Member, pk: int) -> Record:
    """The record if the person may open it; otherwise it does not exist (`Http404`)."""
    seen = records_visible_to(member).select_related("staff", "student", "school_class")
    return get_object_or_404(seen, pk=pk)


def own_record(member: Member, pk: int) -> Record:
    """The record if it is one's own to correct; otherwise `Http404`."""
    seen = records_visible_to(member).select_related("staff", "student", "school_class")
    record = get_object_or_404(seen, pk=pk)
    if not can_change_record(member, record):
        return get_object_or_404(Record.objects.none(), pk=pk)
    return record


def evidence_seen_by(member: Member, pk: int) -> Evidence:
    """A file of a record that the person may open; otherwise `Http404`."""
    seen = records_visible_to(member).values("pk")
    return get_object_or_404(Evidence.objects.select_related("record"), pk=pk, record__in=seen)


def named_in(member: Member, kept: Mapping[str, str]) -> list[str]:
    """Whom a list of records is about, by name, as far as the person may see them."""
    seen = {"student": students_visible_to, "staff": staff_visible_to}
    names = [
        seen[who](member).filter(pk=kept[who]).values_list("name", flat=True).first()
        for who in seen
        if who in kept
    ]
    return [name for name in names if name]
