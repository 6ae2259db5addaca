"""Trips: the list, one trip with its cost, the report back with those who heard it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.db.models import Sum
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from qingshan.kit.tables import table_page
from qingshan.kit.words import tr
from qingshan.people.visibility import staff_of, staff_visible_to
from qingshan.school.doors import MemberRequest, member_required
from qingshan.teaching.models import Trip, TripCost, TripHearer
from qingshan.teaching.trips import services
from qingshan.teaching.trips.forms import ReportForm, TripForm
from qingshan.teaching.trips.tables import TripTable
from qingshan.teaching.trips.visibility import can_see_cost, trips_kept_by, trips_visible_to

if TYPE_CHECKING:
    from qingshan.people.models import Staff


@require_GET
@member_required
def trip_list(request: MemberRequest) -> HttpResponse:
    table = TripTable(trips_visible_to(request.member), request.GET)
    context = {"may_write": staff_of(request.member) is not None}
    return table_page(request, "teaching/trip_list.html", table, context)


@require_http_methods(["GET", "POST"])
@member_required
def trip_new(request: MemberRequest) -> HttpResponse:
    staff = staff_of(request.member)
    if staff is None:
        raise Http404
    return _form_page(request, staff, None)


@require_http_methods(["GET", "POST"])
@member_required
def trip_edit(request: MemberRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(trips_kept_by(request.member).select_related("staff"), pk=pk)
    return _form_page(request, found.staff, found)


@require_GET
@member_required
def trip(request: MemberRequest, pk: int) -> HttpResponse:
    rows = trips_visible_to(request.member).select_related("staff", "report")
    found = get_object_or_404(rows, pk=pk)
    counts = can_see_cost(request.member, found)
    costs = TripCost.objects.filter(trip=found) if counts else TripCost.objects.none()
    hearers = TripHearer.objects.filter(trip=found).order_by("staff__number")
    context = {
        "trip": found,
        "counts": counts,
        "costs": costs,
        "total": costs.aggregate(total=Sum("amount"))["total"],
        "hearers": list(hearers.values_list("staff__name", flat=True)),
        "may_report": found.report is None and _is_own(request, found),
    }
    return render(request, "teaching/trip.html", context)


@require_http_methods(["GET", "POST"])
@member_required
def trip_report(request: MemberRequest, pk: int) -> HttpResponse:
    """By the traveller: a record of the day, and who was there."""
    found = get_object_or_404(trips_visible_to(request.member), pk=pk, report=None)
    if not _is_own(request, found):
        raise Http404
    people = staff_visible_to(request.member).exclude(pk=found.staff_id).order_by("number")
    form = ReportForm(
        request.POST or None,
        trip=found,
        people=people.defer("id_number", "phone"),
        today=request.member.today,
    )
    if form.is_valid():
        told = form.cleaned_data
        services.report_trip(
            actor=request.member,
            trip=found,
            on=told["on"],
            words=told["words"],
            minutes=told["minutes"],
            hearers=form.hearers,
        )
        messages.success(
            request,
            tr("记下了，{hearers} 位老师听了；也是一条记录，不用再填。").format(
                hearers=len(form.hearers)
            ),
        )
        return redirect("teaching:trip", found.pk)
    context = {"form": form, "trip": found}
    status = 422 if form.errors else 200
    return render(request, "teaching/trip_report.html", context, status=status)


def _form_page(request: MemberRequest, staff: Staff, found: Trip | None) -> HttpResponse:
    form = TripForm(request.POST or None, trip=found)
    if form.is_valid():
        told = form.cleaned_data
        kept = services.keep_trip(
            actor=request.member,
            staff=staff,
            days=(told["starts_on"], told["ends_on"]),
            place=told["place"],
            topic=told["topic"],
            costs=form.costs,
            trip=found,
        )
        messages.success(request, tr("记下了。回来以后，在这里记汇报。"))
        return redirect("teaching:trip", kept.pk)
    context = {"form": form, "trip": found}
    status = 422 if form.errors else 200
    return render(request, "teaching/trip_form.html", context, status=status)


def _is_own(request: MemberRequest, found: Trip) -> bool:
    staff = staff_of(request.member)
    return staff is not None and staff.pk == found.staff_id
