"""What a session is about, on the page of its gathering; issues about a colleague, on theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingshan.gatherings.panels import on_the_page_of_a_gathering
from qingshan.ideals.models import Piece
from qingshan.ideals.series.visibility import pieces_visible_to
from qingshan.ideals.study.queries import about
from qingshan.kit.words import tr
from qingshan.people.panels import Panel, on_the_page_of_a_colleague

if TYPE_CHECKING:
    from qingshan.gatherings.models import Gathering
    from qingshan.people.models import Staff
    from qingshan.school.membership import Member

ISSUES_SHOWN = 5


@on_the_page_of_a_gathering(place=10)
def study(member: Member, gathering: Gathering) -> Panel | None:
    told = about(member, gathering)
    if told is None:
        return None
    return Panel(
        tr("学什么，收获什么"), "ideals/_about.html", {"told": told, "gathering": gathering}
    )


@on_the_page_of_a_colleague(place=60)
def issues(member: Member, staff: Staff) -> Panel | None:
    told = pieces_visible_to(member).filter(portrayed=staff, state=Piece.State.PUBLISHED)
    pieces = list(told.only("number", "title")[:ISSUES_SHOWN])
    return (
        Panel(tr("扎根农村，教书育人"), "ideals/_issues.html", {"pieces": pieces})
        if pieces
        else None
    )
