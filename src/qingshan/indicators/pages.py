"""The page of one figure: its number, what it was a year ago, its parts and its rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.http import Http404

from qingshan.indicators.asking import as_of_asked
from qingshan.indicators.browsing import SYSTEMS, has_pinned
from qingshan.indicators.comparing import beside_last_year, chart_of, chart_title_of
from qingshan.indicators.parts import Way, laid, only_seen, part_asked, way_asked, ways_of
from qingshan.indicators.publishing import then_and_now
from qingshan.indicators.queries import answers_of_each
from qingshan.indicators.registry import figure_named
from qingshan.indicators.tables import evidence_table, rows_out_of_sight
from qingshan.kit.tables import table_page
from qingshan.kit.words import tr
from qingshan.school.doors import school_of

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpResponse, QueryDict

    from qingshan.kit.figures import Figure
    from qingshan.school.doors import MemberRequest
    from qingshan.school.membership import Member


@dataclass(frozen=True)
class Look:
    """What a page looks at: the figure or one part of it, and by what the whole is laid out.

    `whole` is what its parts come to: the figure, or as much of it as the person may open.
    """

    figure: Figure
    whole: Figure
    way: Way | None
    at: str = ""
    label: str = ""

    @property
    def kept(self) -> dict[str, str]:
        """What stays in the address while one pages through the rows."""
        by = {"by": self.way.key} if self.way else {}
        return by | {"at": self.at} if self.at else by


def figure_for(member: Member, key: str) -> Figure:
    """The figure of a key, for whoever may know it; else `Http404`."""
    figure = figure_named(key)
    if figure is None or not figure.known_to(member):
        raise Http404
    return figure


def looked_at(figure: Figure, member: Member, as_of: date, asked: QueryDict) -> Look:
    """Raises `Http404` for a part that the figure does not have."""
    way, at = way_asked(figure, asked), asked.get("at", "")
    whole = figure
    if way is not None and way.dimension is not None and not _sees_all(figure, member, as_of):
        whole = only_seen(figure, member)
    if way is None or not at or member.school is None:
        return Look(figure, whole, way)
    part = part_asked(whole, way, at, member.school)
    if part is None:
        raise Http404
    narrower, label = part
    return Look(narrower, whole, way, at, label)


def one_figure(request: MemberRequest, figure: Figure) -> HttpResponse:
    member, school = request.member, school_of(request)
    as_of = as_of_asked(request.GET, member)
    look = looked_at(figure, member, as_of, request.GET)
    answer = answers_of_each([school], look.figure, as_of=as_of)[school.pk]
    hidden = rows_out_of_sight(look.figure, member, as_of, answer.rows)
    sides = laid(look.whole, look.way, school, as_of) if look.way else None
    named = (part.label for part in sides.parts if part.at == look.at) if sides else iter(())
    context = {
        "figure": figure,
        "system": SYSTEMS.get(figure.system, ""),
        "as_of": as_of,
        "is_today": as_of == member.today,
        "answer": answer,
        "look": look,
        "part": look.at and (look.label or next(named, tr("没有数的一格"))),
        "address": urlencode({"as_of": as_of.isoformat(), **look.kept}),
        "compared": beside_last_year(look.figure, school, as_of),
        "chart": chart_of(look.figure, school, as_of),
        "chart_title": chart_title_of(figure),
        "ways": ways_of(figure),
        "sides": sides,
        "sides_are_seen": look.whole is not figure,
        "out_of_sight": hidden,
        "published": then_and_now(member, figure),
        "is_pinned": has_pinned(member, figure),
        "may_export": member.sees_whole_school and not hidden,
    }
    table = evidence_table(look.figure, member, as_of, request.GET, **look.kept)
    return table_page(request, "indicators/indicator.html", table, context)


def _sees_all(figure: Figure, member: Member, as_of: date) -> bool:
    school = member.school
    if school is None:
        return False
    rows = answers_of_each([school], figure, as_of=as_of)[school.pk].rows
    return not rows_out_of_sight(figure, member, as_of, rows)
