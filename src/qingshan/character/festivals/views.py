"""The festivals of a year, one with its programme, and who signed up."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from qingshan.character.drops.planning import classes_told
from qingshan.character.festivals import services
from qingshan.character.festivals.catalogue import offered, offered_one
from qingshan.character.festivals.forms import FestivalForm
from qingshan.character.festivals.queries import festival_seen_by, programme_of, with_numbers
from qingshan.character.festivals.tables import EntryTable
from qingshan.character.festivals.visibility import (
    ORGANISERS,
    entries_visible_to,
    festival_items_visible_to,
    festivals_visible_to,
)
from qingshan.character.photos.queries import photos_shown
from qingshan.kit.tables import table_page
from qingshan.kit.words import tr
from qingshan.records.models import Record
from qingshan.school.doors import MemberRequest, member_required, office_required, school_of
from qingshan.school.queries import years_of

if TYPE_CHECKING:
    from qingshan.school.models import School
    from qingshan.school.queries import YearSpan


@require_GET
@member_required
def festival_list(request: MemberRequest) -> HttpResponse:
    """This year's festivals, and those that could be opened."""
    year = _year(request)
    festivals = (
        with_numbers(festivals_visible_to(request.member).filter(year=year.year)) if year else []
    )
    taken = {one.key for one in festivals}
    context = {
        "year": year,
        "festivals": festivals,
        "offered": [one for one in offered() if one.key not in taken],
        "organises": request.member.holds(*ORGANISERS),
        "today": request.member.today,
    }
    return render(request, "character/festivals/list.html", context)


@require_http_methods(["GET", "POST"])
@office_required(*ORGANISERS)
def festival_new(request: MemberRequest) -> HttpResponse:
    year = _year(request)
    if year is None:
        return redirect("character:festival_list")
    like = offered_one(request.GET.get("like", ""))
    form = FestivalForm(request.POST or None, year=year, like=like)
    if form.is_valid():
        made = services.open_festival(
            actor=request.member,
            like=like,
            school=school_of(request),
            year=year.year,
            **form.cleaned_data,
        )
        messages.success(request, tr("开好了。给每个项目定时间、地点，各班就可以报名了。"))
        return redirect("character:festival", made.pk)
    context = {"form": form, "like": like, "festival": None}
    status = 422 if form.errors else 200
    return render(request, "character/festivals/form.html", context, status=status)


@require_http_methods(["GET", "POST"])
@office_required(*ORGANISERS)
def festival_edit(request: MemberRequest, pk: int) -> HttpResponse:
    found = festival_seen_by(request.member, pk)
    year = next(span for span in years_of(school_of(request)) if span.pk == found.year_id)
    form = FestivalForm(request.POST or None, year=year, festival=found)
    if form.is_valid():
        services.change_festival(actor=request.member, festival=found, **form.cleaned_data)
        messages.success(request, tr("改好了。"))
        return redirect("character:festival", found.pk)
    context = {"form": form, "like": None, "festival": found}
    status = 422 if form.errors else 200
    return render(request, "character/festivals/form.html", context, status=status)


@require_GET
@member_required
def festival(request: MemberRequest, pk: int) -> HttpResponse:
    """The programme by day, the four parties, the photographs."""
    found = festival_seen_by(request.member, pk)
    items = list(programme_of(found))
    records = Record.objects.filter(pk__in=[one.record_id for one in items if one.record_id])
    like = offered_one(found.key)
    context = {
        "festival": found,
        "days": [(day, list(rows)) for day, rows in groupby(items, key=lambda one: one.date)],
        "is_open": request.member.today <= found.closes_on,
        "is_reading": like is not None and not like.named,
        "organises": request.member.holds(*ORGANISERS),
        "photos": photos_shown(records),
    }
    return render(request, "character/festivals/festival.html", context)


@require_GET
@member_required
def entry_list(request: MemberRequest) -> HttpResponse:
    """The rows behind the numbers of a festival, as far as one may see the children."""
    school = school_of(request)
    items = festival_items_visible_to(request.member).order_by("festival", "pk")
    table = EntryTable(
        entries_visible_to(request.member),
        request.GET,
        classes=classes_told(school),
        items=list(items.values_list("pk", "title")),
        festivals=list(festivals_visible_to(request.member).values_list("pk", "title")),
    )
    return table_page(request, "character/festivals/entries.html", table)


def _year(request: MemberRequest) -> YearSpan | None:
    """The school year begun last, else the first to come."""
    school: School = school_of(request)
    years = years_of(school)
    begun = next((year for year in years if year.first <= request.member.today), None)
    return begun or (years[-1] if years else None)
