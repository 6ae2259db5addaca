"""What a deed counts for, said after it is saved and on its own page.

An app brings a module `counted`, which is imported when the server starts::

    @counts(place=20)
    def promises(member: Member, record: Record) -> list[Counted]:
        return [Counted(pack.title, address_of(pack)) for pack in packs_served_by(record)]

The record is shown to `member` already; what of the app's own rows they may see is for the app's
own `visibility` to say. Lower places are said first; one title is said once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from qingshan.kit.words import tr
from qingshan.people.models import Pairing
from qingshan.people.visibility import open_on, pairings_visible_to, students_visible_to

if TYPE_CHECKING:
    from collections.abc import Callable

    from qingshan.records.models import Record
    from qingshan.school.membership import Member


@dataclass(frozen=True, slots=True)
class Counted:
    """Something that a record counts for, and the page that shows it, if there is one."""

    title: str
    href: str = ""


if TYPE_CHECKING:
    Counter = Callable[[Member, Record], list[Counted]]

_counters: dict[int, Counter] = {}


def counts(*, place: int) -> Callable[[Counter], Counter]:
    """Registers the function below it. Raises `ValueError` where the place is taken."""

    def register(counter: Counter) -> Counter:
        if place in _counters:
            raise ValueError(f"place {place} is taken by {_counters[place]}")
        _counters[place] = counter
        return counter

    return register


def counted_for(member: Member, record: Record) -> list[Counted]:
    """All that the record counts for, in the order of the places."""
    told = (one for place in sorted(_counters) for one in _counters[place](member, record))
    first: dict[str, Counted] = {}
    for one in told:
        first.setdefault(one.title, one)
    return list(first.values())


@counts(place=10)
def support_of_a_child(member: Member, record: Record) -> list[Counted]:
    """The pairing by which the writer supported the child on the day of the deed."""
    if record.student_id is None:
        return []
    support = (
        pairings_visible_to(member)
        .filter(open_on(record.date), kind=Pairing.Kind.STUDENT_SUPPORT)
        .filter(giver=record.staff_id, student=record.student_id)
        .values_list("pk", flat=True)
        .first()
    )
    if support is None:
        return []
    word = Pairing.Kind.STUDENT_SUPPORT.label
    return [Counted(str(word), reverse("people:pairing", args=[support]))]


@counts(place=90)
def page_of_the_child(member: Member, record: Record) -> list[Counted]:
    """The child's own page, where the deed stands among the others."""
    if record.student is None:
        return []
    seen = students_visible_to(member).filter(pk=record.student.pk).exists()
    address = reverse("people:student", args=[record.student_id]) if seen else ""
    return [Counted(tr("{student}的页面").format(student=record.student.name), address)]
