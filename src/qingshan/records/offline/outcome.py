"""What became of a sheet that a device sent."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Outcome:
    """saved · conflict · refused · gone, and the sheet as the server has it now (`held`)."""

    state: str
    held: Mapping[str, Any] = field(default_factory=dict)
    errors: Mapping[str, list[str]] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        errors = {"errors": dict(self.errors)} if self.errors else {}
        return {"state": self.state, **self.held, **errors}


def refused(**sentences: str) -> Outcome:
    return Outcome("refused", errors={name: [said] for name, said in sentences.items()})
