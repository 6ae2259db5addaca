"""What a session is about and what people took from it, on the page of its gathering."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingshan.gatherings.panels import on_the_page_of_a_gathering
from qingshan.ideals.study.queries import about
from qingshan.people.panels import Panel

if TYPE_CHECKING:
    from qingshan.gatherings.models import Gathering
    from qingshan.school.membership import Member


@on_the_page_of_a_gathering(place=10)
def study(member: Member, gathering: Gathering) -> Panel | None:
    told = about(member, gathering)
    if told is None:
        return None
    return Panel("学什么，收获什么", "ideals/_about.html", {"told": told, "gathering": gathering})
