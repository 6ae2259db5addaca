"""Pairings: who supports whom, from when to when."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from qingshan.kit.tables import table_page
from qingshan.kit.words import tr
from qingshan.people.choices import is_key
from qingshan.people.pairings import services
from qingshan.people.pairings.forms import EndForm, PairingForm
from qingshan.people.pairings.lacking import gaps_of
from qingshan.people.pairings.queries import pairing_seen_by
from qingshan.people.pairings.renewing import renewals_of, years_ahead
from qingshan.people.pairings.tables import PairingTable
from qingshan.people.pairings.words import SIDES
from qingshan.people.visibility import PAIRERS, pairings_visible_to, students_visible_to
from qingshan.school.doors import MemberRequest, member_required, office_required, school_of

if TYPE_CHECKING:
    from qingshan.people.models import Pairing
    from qingshan.school.queries import YearSpan


@require_GET
@member_required
def pairing_list(request: MemberRequest) -> HttpResponse:
    member = request.member
    table = PairingTable(pairings_visible_to(member), request.GET)
    context: dict[str, Any] = {"may_pair": member.holds(*PAIRERS), "sides": SIDES.values()}
    if context["may_pair"]:  # asked by the whole page only, not where rows are swapped
        context |= {"gaps": partial(gaps_of, member), "ready": partial(_ready_to_renew, request)}
    return table_page(request, "people/pairing_list.html", table, context)


@require_GET
@member_required
def pairing(request: MemberRequest, pk: int) -> HttpResponse:
    return _pairing_page(request, pairing_seen_by(request.member, pk))


@require_http_methods(["GET", "POST"])
@office_required(*PAIRERS)
def pairing_new(request: MemberRequest, kind: str) -> HttpResponse:
    side = SIDES.get(kind)
    if side is None:
        raise Http404
    named = {"giver": request.GET.get("giver", ""), "target": request.GET.get(side.field, "")}
    form = PairingForm(
        request.POST or None,
        side=side,
        school=school_of(request),
        today=request.member.today,
        initial={name: int(text) for name, text in named.items() if is_key(text)},
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = services.make_pairing(actor=request.member, side=side, **form.cleaned_data)
        except services.AlreadyPaired:
            form.add_error("target", tr("这两位那时已经结对了。要改日期，请先结束原来那一对。"))
        else:
            messages.success(
                request,
                tr("记下了：{giver}和{target}，{side}。").format(
                    giver=made.giver, target=made.target, side=side.label
                ),
            )
            return redirect("people:pairing_list")
    context = {"form": form, "side": side}
    status = 422 if form.errors else 200
    return render(request, "people/pairing_form.html", context, status=status)


@require_POST
@office_required(*PAIRERS)
def pairing_end(request: MemberRequest, pk: int) -> HttpResponse:
    found = pairing_seen_by(request.member, pk)
    form = EndForm(request.POST, pairing=found, today=request.member.today)
    if not form.is_valid():
        return _pairing_page(request, found, form)
    held = services.end_pairing(
        actor=request.member,
        pairing=found,
        on=form.cleaned_data["on"],
        because=form.cleaned_data["because"],
    )
    messages.success(request, tr("记下了：这一对到 {ends_on} 结束。").format(ends_on=held.ends_on))
    return redirect("people:pairing", pk)


@require_http_methods(["GET", "POST"])
@office_required(*PAIRERS)
def pairing_renew(request: MemberRequest) -> HttpResponse:
    """What the year before leaves to go on with: ticked, looked over, done in one press."""
    member = request.member
    years = years_ahead(school_of(request), member.today)
    year = _year_of(request, years)
    if year is None:
        return render(request, "people/pairing_renew.html", {"year": None})
    kind = request.GET.get("kind", "")
    kind = kind if kind in SIDES else ""
    renewals = renewals_of(member, year, kind)
    picked = {int(text) for text in request.POST.getlist("pairings") if is_key(text)}
    if picked:
        chosen = [row.pairing for row in renewals.rows if row.pairing.pk in picked]
        made = services.renew_pairings(actor=member, pairings=chosen, year=year)
        messages.success(request, _renewed(len(made), len(picked) - len(made)))
        return redirect("people:pairing_list")
    context = {
        "year": year,
        "years": years,
        "kind": kind,
        "sides": SIDES.values(),
        "renewals": renewals,
        "starts_on": max(year.first, member.today),
        "none_picked": request.method == "POST",
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "people/pairing_renew.html", context, status=status)


def _year_of(request: MemberRequest, years: list[YearSpan]) -> YearSpan | None:
    """The year that is asked for, else the one of today or the next to begin."""
    asked = request.GET.get("year", "")
    return next((year for year in years if str(year.pk) == asked), next(iter(years), None))


def _renewed(made: int, passed: int) -> str:
    said = tr("续好了 {made} 对。").format(made=made) if made else tr("这些都已经续过了。")
    return (
        tr("{said}另有 {passed} 对早已续上，没有重复。").format(said=said, passed=passed)
        if made and passed
        else said
    )


def _ready_to_renew(request: MemberRequest) -> int:
    """How many pairings wait to go on in the school year of today or the next one."""
    year = next(iter(years_ahead(school_of(request), request.member.today)), None)
    return renewals_of(request.member, year).ready if year else 0


def _pairing_page(
    request: MemberRequest, found: Pairing, form: EndForm | None = None
) -> HttpResponse:
    member = request.member
    may_open_child = bool(
        found.student_id
        and (
            member.sees_whole_school
            or students_visible_to(member).filter(pk=found.student_id).exists()
        )
    )
    context = {
        "pairing": found,
        "side": SIDES[found.kind],
        "over": found.ends_on is not None and found.ends_on < member.today,
        "may_open_child": may_open_child,
        "form": form or EndForm(pairing=found, today=member.today),
        "may_pair": member.holds(*PAIRERS),
    }
    status = 422 if form and form.errors else 200
    return render(request, "people/pairing.html", context, status=status)
