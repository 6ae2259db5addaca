"""What is not finished for children who are about to leave: a case, a payment, a role in class.

An app brings a module `unfinished`, which is imported when the server starts::

    @is_unfinished(place=10)
    def cases(member: Member, children: Collection[int]) -> Iterable[tuple[int, Matter]]:
        for pk, child in cases_known_to(member).filter(student__in=children) ...:
            yield child, Matter("个案还没有销号", reverse("care:case", args=[pk]))

It is asked for one child and for a whole class alike: a function costs the same few queries for
one and for thirty, and tells only what the person who asks may know.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from qingshan.school.membership import Member

    Teller = Callable[[Member, Collection[int]], Iterable[tuple[int, "Matter"]]]


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing that is still open, in words; `href` is where it is dealt with."""

    words: str
    href: str = ""


_tellers: dict[int, Teller] = {}


def is_unfinished(*, place: int) -> Callable[[Teller], Teller]:
    """Registers the function below it. Raises `ValueError` where the place is taken."""

    def register(teller: Teller) -> Teller:
        if place in _tellers:
            raise ValueError(f"place {place} is taken by {_tellers[place]}")
        _tellers[place] = teller
        return teller

    return register


def unfinished_of(member: Member, children: Collection[int]) -> dict[int, list[Matter]]:
    """Child → what is still open, in the order of the places; nothing for whom nothing is."""
    found: defaultdict[int, list[Matter]] = defaultdict(list)
    for place in sorted(_tellers):
        for child, matter in _tellers[place](member, children):
            found[child].append(matter)
    return dict(found)
