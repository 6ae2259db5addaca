"""Figures: all, one, and the rows behind it that the person may open."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import Http404
from django.urls import reverse
from ninja import Router, Schema

from qingshan.api.v1.asking import Asked, Day, member_of, school_of
from qingshan.api.v1.paging import Cursor, Limit, Listing, PageOut
from qingshan.indicators.queries import answers_for, answers_of_each
from qingshan.indicators.registry import figure_named
from qingshan.indicators.tables import rows_out_of_sight
from qingshan.indicators.things import Thing, things_of
from qingshan.kit.counting import Answer
from qingshan.kit.figures import Figure
from qingshan.school.membership import Member

router = Router()


class FigureOut(Schema):
    """A figure on the day `as_of`; `rows` are behind it."""

    key: str
    title: str
    unit: str
    definition: str
    chapter: str
    as_of: dt.date
    value: int | float | str
    text: str
    rows: int


class OneFigureOut(FigureOut):
    """`out_of_sight` of its rows are none that the person may open."""

    out_of_sight: int


class ThingOut(Schema):
    """One thing a figure counts: `page` is where it stands in the pages, `share` what it adds."""

    id: int
    number: str
    date: dt.date | None
    label: str
    page: str | None
    share: dict[str, int | float | str | None]


@router.get("/figures", response=list[FigureOut], summary="学校的全部数字")
def figure_list(request: Asked, as_of: Day | None = None) -> list[FigureOut]:
    day = as_of or member_of(request).today
    return [_told(one, day) for one in answers_for(school_of(request), as_of=day).values()]


@router.get("/figures/{key}", response=OneFigureOut, summary="一个数字")
def figure_one(request: Asked, key: str, as_of: Day | None = None) -> OneFigureOut:
    member = member_of(request)
    figure = _figure(key, member)
    day, own = as_of or member.today, school_of(request)
    answer = answers_of_each([own], figure, as_of=day)[own.pk]
    hidden = rows_out_of_sight(figure, member, day, answer.rows)
    return OneFigureOut(**_told(answer, day).dict(), out_of_sight=hidden)


@router.get("/figures/{key}/rows", response=PageOut[ThingOut], summary="一个数字背后归您看的记录")
def figure_rows(
    request: Asked,
    key: str,
    as_of: Day | None = None,
    cursor: Cursor | None = None,
    limit: Limit = 50,
) -> dict[str, Any]:
    member = member_of(request)
    figure = _figure(key, member)
    things = things_of(figure, member, as_of or member.today)
    rows, following = Listing(f"figures/{key}").page(things.rows, cursor, limit)
    return {"items": [_thing(one) for one in things.told(rows)], "next": following}


def _figure(key: str, member: Member) -> Figure:
    figure = figure_named(key)
    if figure is None or not figure.known_to(member):
        raise Http404
    return figure


def _told(answer: Answer, day: dt.date) -> FigureOut:
    figure = answer.figure
    return FigureOut(
        key=figure.key,
        title=figure.title,
        unit=figure.unit,
        definition=figure.definition,
        chapter=figure.chapter,
        as_of=day,
        value=answer.plain,
        text=answer.text,
        rows=answer.rows,
    )


def _thing(one: Thing) -> ThingOut:
    page = reverse(one.page.name, args=[one.page.key]) if one.page else None
    told: dict[str, Any] = {
        "number": one.number,
        "date": one.date,
        "label": one.label,
        "share": one.share,
    }
    return ThingOut(id=one.pk, page=page, **told)
