"""Who stands by a child who is about to leave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from qingshan.kit.words import tr
from qingshan.people.models import Pairing
from qingshan.people.unfinished import Matter, is_unfinished
from qingshan.people.visibility import open_on

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from qingshan.school.membership import Member


@is_unfinished(place=90)
def pairings(member: Member, children: Collection[int]) -> Iterator[tuple[int, Matter]]:
    """They end by themselves when the child leaves; it is told whom that concerns."""
    rows = Pairing.objects.filter(open_on(member.today), student__in=children)
    for pk, child, giver in rows.values_list("pk", "student", "giver__name"):
        words = tr("{name}在帮扶，离校那天自动结束").format(name=giver)
        yield child, Matter(words, reverse("people:pairing", args=[pk]))
