"""What the school has promised: the programmes, how far the group is, and one's own duties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from qingshan.kit.tables import table_page
from qingshan.people.visibility import PAIRERS, staff_of
from qingshan.programmes.history import history_of, pairings_behind, records_behind
from qingshan.programmes.own import own_duties, weakest
from qingshan.programmes.packs import all_packs
from qingshan.programmes.standing import coverage_of, standing_of
from qingshan.programmes.tables import DutyRecordTable
from qingshan.programmes.visibility import (
    SEES_EVERYONE,
    sees_everyones_standing,
    staff_whose_standing_is_visible_to,
)
from qingshan.records.visibility import records_visible_to
from qingshan.school.doors import MemberRequest, member_required, office_required, school_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from qingshan.programmes.packs import Duty, Pack


@require_GET
@member_required
def programme_list(request: MemberRequest) -> HttpResponse:
    """Every programme in plain words."""
    staff = staff_of(request.member)
    bound = {
        pack.key
        for pack in all_packs().values()
        if staff is not None and pack.audience.includes(staff)
    }
    context = {"packs": all_packs().values(), "bound": bound}
    return render(request, "programmes/programme_list.html", context)


@require_GET
@member_required
def mine(request: MemberRequest) -> HttpResponse:
    """One's own duties: due today, still open, done."""
    staff = staff_of(request.member)
    duties = own_duties(staff, request.member.today) if staff else None
    return render(request, "programmes/mine.html", {"staff": staff, "duties": duties})


@require_GET
@member_required
def programme(request: MemberRequest, key: str) -> HttpResponse:
    """One programme: one's own line, and for those who lead the coverage of each duty."""
    pack = _pack(key)
    today = request.member.today
    staff = staff_of(request.member)
    own = (
        [line for line in standing_of(staff, today) if line.duty.programme == key] if staff else []
    )
    coverage = []
    if sees_everyones_standing(request.member):
        coverage = coverage_of(school_of(request), key, today)
    context = {"pack": pack, "own": own, "coverage": coverage, "weakest": weakest(coverage)}
    return render(request, "programmes/programme.html", context)


@require_GET
@office_required(*SEES_EVERYONE)
def duty(request: MemberRequest, key: str, slug: str) -> HttpResponse:
    """Who has kept one duty in the latest period, and who has not: by number, never by a figure."""
    pack, asked = _duty(key, slug)
    found = coverage_of(school_of(request), key, request.member.today)
    coverage = next((one for one in found if one.duty == asked), None)
    context = {"pack": pack, "duty": asked, "coverage": coverage}
    return render(request, "programmes/duty.html", context)


@require_GET
@member_required
def duty_of(request: MemberRequest, key: str, slug: str, pk: int) -> HttpResponse:
    """One person's duty through the school year, with the rows that it is counted from."""
    pack, asked = _duty(key, slug)
    member = request.member
    staff = get_object_or_404(
        staff_whose_standing_is_visible_to(member).select_related("group"), pk=pk
    )
    if not pack.audience.includes(staff):
        raise Http404
    history = history_of(staff, asked, member.today)
    context = {
        "pack": pack,
        "duty": asked,
        "staff": staff,
        "history": history,
        "is_own": staff.account_id == member.account.pk,
    }
    if not asked.kinds:
        context["pairings"] = pairings_behind(history, staff, member.today)
        context["may_pair"] = member.holds(*PAIRERS)
        return render(request, "programmes/duty_of.html", context)
    rows = records_behind(history, records_visible_to(member), staff)
    table = DutyRecordTable(rows, request.GET)
    return table_page(request, "programmes/duty_of.html", table, context)


def _pack(key: str) -> Pack:
    pack = all_packs().get(key)
    if pack is None:
        raise Http404
    return pack


def _duty(key: str, slug: str) -> tuple[Pack, Duty]:
    pack = _pack(key)
    if slug not in pack.by_slug:
        raise Http404
    return pack, pack.by_slug[slug]
