"""What a device holds of a record, and how it tells which edition it started from.

An edition is a fingerprint of what a record says, not a counter: whatever way the record was
changed, by its writer, from another device or by a workbook, an edit that started from something
else is noticed.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from django.utils.datastructures import MultiValueDict

from qingshan.people.choices import by_key

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qingshan.records.models import Record

PLAIN = ("title", "content", "words", "minutes")
NAMES = ("student", "school_class", "date", *PLAIN, "parts")
"""The fields that travel."""

LONGEST = 30_000  # characters of one field


def told(record: Record) -> dict[str, Any]:
    """A record's fields as a device keeps them: text, as an entry sheet would send them."""
    fields = {name: _text(getattr(record, name)) for name in PLAIN}
    fields["student"] = _text(record.student_id)
    fields["school_class"] = _text(record.school_class_id)
    fields["date"] = record.date.isoformat()
    return fields | {"parts": record.parts.split()}


def edition_of(record: Record) -> str:
    """Sixteen hexadecimal digits that change with anything the record says."""
    said = json.dumps([record.kind, told(record)], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def as_sent(fields: Mapping[str, Any]) -> MultiValueDict[str, str]:
    """What a device sent, as the entry form reads it; what is no text is passed over."""
    sheet = MultiValueDict({name: _list(fields.get(name)) for name in NAMES})
    sheet["student"] = by_key(sheet.get("student") or "")
    return sheet


def _list(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [_text(one)[:LONGEST] for one in values if isinstance(one, str | int)]


def _text(value: Any) -> str:
    """Half a sign, which JSON can hold and no database, becomes a question mark."""
    return "" if value is None else str(value).encode("utf-8", "replace").decode()
