"""Reading the log."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, OuterRef
from django.shortcuts import get_object_or_404

from qingshan.people.visibility import staff_of, staff_visible_to, students_visible_to
from qingshan.records.kinds import all_kinds
from qingshan.records.models import Evidence, Record
from qingshan.records.naming import children_nameable_by
from qingshan.records.visibility import can_change_record, records_by, records_visible_to

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qingshan.records.kinds import Kind
    from qingshan.school.membership import Member

USUAL_SINCE = timedelta(days=60)
USUAL_AT_MOST = 4


@dataclass(frozen=True, slots=True)
class Last:
    """What of a person's last record of a kind a new one may begin with."""

    student: int | None
    school_class: int | None
    title: str
    minutes: int | None
    parts: str

    @property
    def whom(self) -> dict[str, Any]:
        """What a new sheet begins with by itself."""
        return {"student": self.student, "school_class": self.school_class}

    @property
    def what(self) -> dict[str, Any]:
        """What it begins with besides, where one asks for the same again."""
        return {"title": self.title, "minutes": self.minutes, "parts": self.parts.split()}


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


def last_of_kind(member: Member, kind: Kind) -> Last | None:
    """What the person wrote down last of this kind; a child only while they may open it."""
    staff = staff_of(member)
    if staff is None:
        return None
    still_seen = Exists(children_nameable_by(member).filter(pk=OuterRef("student")))
    row = (
        records_by(member, staff)
        .filter(kind=kind.key)
        .order_by("-date", "-pk")
        .values_list("student", "school_class", "title", "minutes", "parts", still_seen)
        .first()
    )
    if row is None:
        return None
    student, *rest, seen = row
    return Last(student if seen else None, *rest)


def usual_kinds(member: Member) -> list[Kind]:
    """The kinds that the person writes down most these weeks, the most frequent first."""
    staff, kinds = staff_of(member), all_kinds()
    if staff is None:
        return []
    often = (
        records_by(member, staff)
        .filter(date__gte=member.today - USUAL_SINCE, kind__in=kinds)
        .values("kind")
        .annotate(times=Count("pk"))
        .order_by("-times", "kind")
        .values_list("kind", flat=True)
    )
    return [kinds[key] for key in often[:USUAL_AT_MOST]]
