"""Sheets that are no record: an app says what is asked and writes down what was said.

An app brings them in its module `coming`::

    carries(Carried("observation", "听课", "这节课……", sheet_of_an_observation))

and offers each with `comes_along`, as a `Coming` of that kind with the `asks` of its sheet. The
rest is as with records: a sheet names itself (`once`) and the edition it started from, it is
written once however often it comes, and nobody's words go over another's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from django.db import transaction

from qingshan.records.offline.asked import as_said, edition_of_fields
from qingshan.records.offline.outcome import Outcome, refused

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from uuid import UUID

    from qingshan.records.offline.asked import Asked
    from qingshan.school.membership import Member


class Standing(Protocol):
    """A sheet as the server has it, locked while it is written."""

    @property
    def asks(self) -> Sequence[Asked]: ...

    @property
    def closed(self) -> str:
        """Why nothing can be written on it any more, in a sentence; "" while it can."""
        ...

    def told(self) -> dict[str, Any]:
        """What it says, by the names of what is asked."""
        ...

    def write(self, said: dict[str, Any]) -> dict[str, list[str]]:
        """Writes down all that was said, or nothing: then sentences by field."""
        ...


@dataclass(frozen=True, slots=True)
class Carried:
    """A kind of sheet; `gone` is said of one that is not the person's any more."""

    key: str
    label: str
    gone: str
    find: Callable[[Member, UUID], Standing | None]


_carried: dict[str, Carried] = {}


def carries(carried: Carried) -> None:
    _carried[carried.key] = carried


def carried_as(key: str) -> Carried | None:
    return _carried.get(key)


@transaction.atomic
def take_in_carried(
    *, actor: Member, once: UUID, carried: Carried, edition: str, fields: Mapping[str, Any]
) -> Outcome:
    """Writes what a device sent, or says why not; the states are those of `take_in`."""
    sheet = carried.find(actor, once)
    if sheet is None:
        return refused(kind=carried.gone)
    said, told = as_said(sheet.asks, fields), _told(sheet)
    if said == told:
        return Outcome("saved", held_as(sheet))
    if sheet.closed:
        return refused(kind=sheet.closed)
    if edition != edition_of_fields(told):
        return Outcome("conflict", held_as(sheet))
    errors = sheet.write(said)
    if errors:
        return Outcome("refused", errors=errors)
    return Outcome("saved", held_as(sheet))


def held_as(sheet: Standing) -> dict[str, Any]:
    """A sheet as a device takes it along."""
    told = _told(sheet)
    return {"edition": edition_of_fields(told), "fields": told}


def _told(sheet: Standing) -> dict[str, Any]:
    return as_said(sheet.asks, sheet.told())
