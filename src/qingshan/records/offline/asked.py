"""What a sheet of an app's own asks, as data: a device draws it and the server reads it.

A sheet is a list of `Asked`. What it does not ask, because of `when`, it does not say either:
`as_said` leaves it out on the server as the page leaves it out on the device.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from qingshan.kit.cells import tidy

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

LONGEST = 30_000  # characters of one field
MOST_LINES = 400


@dataclass(frozen=True, slots=True)
class Asked:
    """One field. `kind` is text, prose, number, choice or lines; lines have `parts`.

    `missing` is said where it must be filled. `when` names fields and what each must say for this
    one to be asked; "notes.phase" is a part of some line. `since` is a time of the school's day: a
    number counts the minutes from then on.
    """

    name: str
    label: str
    kind: str = "text"
    help: str = ""
    missing: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    parts: tuple[Asked, ...] = ()
    when: tuple[tuple[str, str], ...] = ()
    since: str = ""

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def as_said(asks: Iterable[Asked], fields: Mapping[str, Any]) -> dict[str, Any]:
    """What a device sent, field for field; what was not asked is empty, what is no text too.

    Each line keeps the name (`once`) that the device gave it, and is there once.
    """
    said: dict[str, Any] = {}
    for one in asks:
        value = fields.get(one.name)
        if one.kind == "lines":
            said[one.name] = _lines(one, value)
        else:
            said[one.name] = _text(value) if is_asked(one, said) else ""
    return said


def is_asked(one: Asked, said: Mapping[str, Any]) -> bool:
    """Whether all that it depends on, which stands before it, says so."""
    return all(value in _values(said, name) for name, value in one.when)


def edition_of_fields(fields: Mapping[str, Any]) -> str:
    """Sixteen hexadecimal digits that change with anything the fields say."""
    told = json.dumps(fields, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def _values(said: Mapping[str, Any], name: str) -> list[str]:
    field, _, part = name.partition(".")
    return [line[part] for line in said.get(field, ())] if part else [said.get(field, "")]


def _lines(one: Asked, value: Any) -> list[dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for line in (value if isinstance(value, list) else [])[:MOST_LINES]:
        with suppress(ValueError, TypeError, KeyError):
            once = str(UUID(str(line["once"])))
            found[once] = {part.name: _text(line.get(part.name)) for part in one.parts}
            found[once]["once"] = once
    return [found[once] for once in sorted(found)]


def _text(value: Any) -> str:
    return tidy(str(value)[:LONGEST]) if isinstance(value, str | int) else ""
