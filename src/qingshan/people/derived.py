"""What a person's row holds that follows from its other fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingshan.access.fields import lookup_hash
from qingshan.people.search_keys import search_key

if TYPE_CHECKING:
    from qingshan.people.models import Person


class NumberTaken(Exception):
    """Somebody else of the school has this 工号 or 学籍号, or a class this 班级编号."""


def derive(person: Person) -> None:
    """Fills what people are searched by; call before saving."""
    person.search_key = search_key(person.name, person.number)
    person.id_number_hash = lookup_hash(person.id_number)
