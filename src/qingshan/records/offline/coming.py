"""What waits to be written down, offered on the device: a planned visit, a session of a plan.

An app brings a module `coming`, which is imported when the server starts::

    @comes_along
    def planned_visits(member: Member) -> list[Coming]:
        return [Coming(plan.once, "home_visit", plan.date, plan.words, student=plan.student_id)]

`once` names the filling-in: on whatever device it is written, it becomes one record.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date
    from uuid import UUID

    from qingshan.records.offline.asked import Asked
    from qingshan.school.membership import Member

    Source = Callable[[Member], list["Coming"]]


@dataclass(frozen=True, slots=True)
class Coming:
    """A sheet that waits: whom it is about, on which day, in a few words what for.

    One that is no record (`carried`) says what it asks, its `label`, and what stands on it so far.
    """

    once: UUID
    kind: str
    date: date
    words: str
    student: int | None = None
    school_class: int | None = None
    label: str = ""
    asks: Sequence[Asked] = ()
    held: Mapping[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        own = {"label": self.label, "asks": [one.as_json() for one in self.asks], **self.held}
        return (own if self.asks else {}) | {
            "id": str(self.once),
            "kind": self.kind,
            "date": self.date.isoformat(),
            "words": self.words,
            "student": str(self.student or ""),
            "school_class": str(self.school_class or ""),
        }


_sources: list[Source] = []


def comes_along(source: Source) -> Source:
    """Registers the function below it."""
    if source not in _sources:
        _sources.append(source)
    return source


def coming_for(member: Member) -> list[Coming]:
    """Everything that waits for the person, the soonest first."""
    found = [one for source in _sources for one in source(member)]
    return sorted(found, key=lambda one: (one.date, one.words))
