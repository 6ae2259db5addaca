"""Other people's names and numbers are covered where they stand in what is given to a person."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from qingshan.access.models import Account
from qingshan.people.models import Guardian, Staff, Student

if TYPE_CHECKING:
    from qingshan.privacy.subjects.person import Person

COVERED = "○○"
NUMBERS = re.compile(r"(?<!\d)(?:1[3-9]\d{9}|\d{17}[\dXx])(?!\d)")
SHORTEST = 2


class Cover:
    """Covers what tells of others: names that the school knows, telephone and identity numbers."""

    def __init__(self, person: Person) -> None:
        own = {person.row.name, *(one.name for one in person.family)}
        self.own_numbers = {person.row.phone, person.row.id_number, person.row.number}
        self.own_numbers |= {one.phone for one in person.family}
        names = sorted(_names_at(person.school.pk) - own, key=len, reverse=True)
        self.names = re.compile("|".join(map(re.escape, names))) if names else None

    def over(self, text: str) -> str:
        if self.names is not None:
            text = self.names.sub(COVERED, text)
        return NUMBERS.sub(self._number, text)

    def over_all(self, value: Any) -> Any:
        """The same through lists and maps."""
        if isinstance(value, str):
            return self.over(value)
        if isinstance(value, dict):
            return {self.over(str(key)): self.over_all(one) for key, one in value.items()}
        if isinstance(value, list):
            return [self.over_all(one) for one in value]
        return value

    def _number(self, found: re.Match[str]) -> str:
        return found[0] if found[0] in self.own_numbers else COVERED


def _names_at(school: int) -> set[str]:
    names: set[str] = set()
    for model in (Student, Staff, Guardian):
        names |= set(model._base_manager.filter(school=school).values_list("name", flat=True))
    serving = Account.objects.filter(appointments__school=school)
    names |= set(serving.values_list("name", flat=True))
    return {name for name in names if len(name) >= SHORTEST}
