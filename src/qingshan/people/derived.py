"""Keeping a roster: what follows from a person's fields, and numbers that are somebody else's."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from django.db import IntegrityError, transaction

from qingshan.access.doing import doing
from qingshan.access.fields import lookup_hash
from qingshan.people.households import household_of, village_of
from qingshan.people.models import Student
from qingshan.people.search_keys import search_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from django.forms import Form

    from qingshan.people.models import Person
    from qingshan.school.membership import Member

Kept = TypeVar("Kept")


class NumberTaken(Exception):
    """Somebody else of the school has this 工号 or 学籍号, or a class this 班级编号."""


def derive(person: Person) -> None:
    """Fills what people are searched by and grouped in; call before saving."""
    person.search_key = search_key(person.name, person.number)
    person.id_number_hash = lookup_hash(person.id_number)
    if isinstance(person, Student):
        person.village = village_of(person.address)
        person.household = household_of(person.address, person.phone)


def fill(person: Person, values: Mapping[str, Any], *, sealed: frozenset[str]) -> None:
    """Sets fields of a row, unsaved; None for a `sealed` one leaves what it holds."""
    for name, value in values.items():
        if value is not None or name not in sealed:
            setattr(person, name, value)
    derive(person)


@contextmanager
def keeping(deed: str, *, actor: Member) -> Iterator[None]:
    """One deed on a roster, whole or not at all. Raises `NumberTaken`."""
    try:
        with transaction.atomic(), doing(deed, actor=actor.account):
            yield
    except IntegrityError as clash:
        raise NumberTaken from clash


def kept(form: Form, deed: Callable[[], Kept], *, number: str, taken: str) -> Kept | None:
    """What `deed` made of a form that holds; None where it does not, or no longer.

    A number that somebody took a moment ago is told at its field with the sentence `taken`.
    """
    if not form.is_valid():
        return None
    try:
        return deed()
    except NumberTaken:
        form.add_error(number, taken)
        return None
