"""What a child does in class, before it leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from qingshan.character.strengths.visibility import roles_visible_to
from qingshan.kit.words import tr
from qingshan.people.unfinished import Matter, is_unfinished

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from qingshan.school.membership import Member


@is_unfinished(place=60)
def class_roles(member: Member, children: Collection[int]) -> Iterator[tuple[int, Matter]]:
    held = roles_visible_to(member).filter(student__in=children, until=None)
    for child, name, room in held.values_list("student", "name", "student__school_class"):
        words = tr("还当着{name}，请班主任换人").format(name=name)
        yield child, Matter(words, reverse("character:class_roles", args=[room]))
