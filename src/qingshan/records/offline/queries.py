"""What a device takes along."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from qingshan.people.visibility import classes_visible_to, staff_of
from qingshan.records.kinds import all_kinds
from qingshan.records.models import Record
from qingshan.records.naming import children_nameable_by
from qingshan.records.offline.coming import coming_for
from qingshan.records.offline.editions import edition_of, told
from qingshan.records.queries import usual_kinds
from qingshan.records.uploads import AT_MOST

if TYPE_CHECKING:
    from qingshan.records.kinds import Kind
    from qingshan.school.membership import Member

RECENT = timedelta(days=14)
RECENT_AT_MOST = 40


def bundle_for(member: Member) -> dict[str, Any]:
    """All that the page needs without a signal, as JSON: names and classes, and no more of a child.

    Telephone, address and identity number stay on the server. `today` is the server's day, against
    a phone whose clock is wrong.
    """
    usual = [kind.key for kind in usual_kinds(member)]
    children = children_nameable_by(member).values_list("pk", "name", "school_class__name")
    return {
        "owner": str(member.account.pk),
        "name": member.account.name,
        "today": member.today.isoformat(),
        "photos": AT_MOST,
        "kinds": [_kind(kind) for kind in all_kinds().values()],
        "usual": usual,
        "children": [[str(pk), name, about or ""] for pk, name, about in children],
        "classes": [[str(c.pk), c.name] for c in classes_visible_to(member)],
        "coming": [one.as_json() for one in coming_for(member)],
        "sent": [as_held(record) for record in recent_records_of(member)],
    }


def recent_records_of(member: Member) -> list[Record]:
    """What the person wrote down these two weeks and may still correct."""
    staff = staff_of(member)
    if staff is None:
        return []
    since = member.today - RECENT
    mine = Record.objects.filter(staff=staff, date__gte=since, once__isnull=False)
    return list(mine.order_by("-date", "-pk")[:RECENT_AT_MOST])


def as_held(record: Record) -> dict[str, Any]:
    """A record as a device holds it."""
    return {
        "id": str(record.once),
        "record": record.pk,
        "kind": record.kind,
        "edition": edition_of(record),
        "fields": told(record),
    }


def _kind(kind: Kind) -> dict[str, Any]:
    return {
        "key": kind.key,
        "label": kind.label,
        "group": kind.group,
        "about": kind.about,
        "asks": kind.asks,
        "parts": [[part.key, part.label] for part in kind.parts],
    }
