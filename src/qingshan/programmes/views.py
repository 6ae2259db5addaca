"""What the school has promised: the programmes, how far the group is, and one's own duties."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from qingshan.kit.tables import table_page
from qingshan.kit.words import tr
from qingshan.people.models import Pairing
from qingshan.people.visibility import (
    PAIRERS,
    pairings_visible_to,
    service_visible_to,
    staff_of,
    staff_visible_to,
)
from qingshan.programmes.history import history_of, pairings_behind, records_behind
from qingshan.programmes.own import own_duties, weakest
from qingshan.programmes.packs import all_packs, in_order, problems
from qingshan.programmes.packs.editions import editions_of
from qingshan.programmes.paths import walk_of, walks_in, walks_of_pairs
from qingshan.programmes.people import person_of
from qingshan.programmes.standing import coverage_in, standing_of, standing_of_school
from qingshan.programmes.tables import DutyRecordTable
from qingshan.programmes.visibility import (
    SEES_EVERYONE,
    groups_visible_to,
    sees_everyones_standing,
    sees_names_in,
    sees_programme_of_others,
    staff_whose_standing_is_visible_to,
    without_party_matters,
)
from qingshan.records.visibility import records_visible_to
from qingshan.school.doors import MemberRequest, member_required, office_required, school_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpResponse

    from qingshan.people.models import Staff
    from qingshan.programmes.packs import Duty, Pack
    from qingshan.programmes.paths import Walk
    from qingshan.programmes.standing import Coverage, Standing


@require_GET
@member_required
def programme_list(request: MemberRequest) -> HttpResponse:
    """Every programme in plain words; for those who lead the school, how far each one is."""
    member = request.member
    staff = staff_of(member)
    bound = set[str]()
    if staff is not None:
        person, _ = person_of(staff, member.today)
        bound = {p.key for p in in_order() if p.audience.holds(person, member.today)}
    leads = sees_everyones_standing(member)
    lines = standing_of_school(school_of(request), member.today) if leads else []
    context = {
        "programmes": _with_coverage(lines),
        "leads": leads,
        "bound": bound,
        "groups": groups_visible_to(member),
        "problems": problems() if leads else (),
    }
    return render(request, "programmes/programme_list.html", context)


@require_GET
@member_required
def mine(request: MemberRequest) -> HttpResponse:
    """One's own duties: due today, soon, and all by programme."""
    member = request.member
    staff = staff_of(member)
    context: dict[str, Any] = {"staff": staff}
    if staff is not None:
        duties = own_duties(staff, member.today)
        person = next((line.person for line in duties.lines), None)
        context |= {
            "duties": duties,
            "walk": walk_of(person, duties.lines, member.today) if person else None,
            "pairs": _pairs(pairings_visible_to(member).filter(giver=staff), request),
            "group": staff.group_id,
        }
    return render(request, "programmes/mine.html", context)


@require_GET
@member_required
def programme(request: MemberRequest, key: str) -> HttpResponse:
    """One programme: one's own line, and for those who lead the coverage of each duty."""
    pack = _pack(key)
    member = request.member
    staff = staff_of(member)
    own = (
        [line for line in standing_of(staff, member.today) if line.duty.programme == key]
        if staff
        else []
    )
    most = max((line.amount for line in own), default=0) or 1
    context: dict[str, Any] = {"pack": pack, "own": own, "most": most}
    context["editions"] = editions_of(key)
    if sees_everyones_standing(member):
        lines = standing_of_school(school_of(request), member.today, programme=key)
        found = coverage_in(lines)
        people = {line.person.pk for line in lines}
        context |= {"coverage": found, "weakest": weakest(found), "people": len(people)}
        context["may_pair"] = member.holds(*PAIRERS)
        context["pairs"] = _by_stage(_pairs(pairings_visible_to(member), request, pack))
    return render(request, "programmes/programme.html", context)


@require_GET
@office_required(*SEES_EVERYONE)
def duty(request: MemberRequest, key: str, slug: str) -> HttpResponse:
    """Who has kept one duty in the latest period, and who has not: by number, never by a figure."""
    pack, asked = _duty(key, slug)
    on = _day_asked(request)
    lines = standing_of_school(school_of(request), on, programme=key)
    coverage = next((one for one in coverage_in(lines) if one.duty == asked), None)
    past = on if on != request.member.today else None
    context = {"pack": pack, "duty": asked, "coverage": coverage, "past": past}
    return render(request, "programmes/duty.html", context)


def _day_asked(request: MemberRequest) -> date:
    """The day in `as_of`, which a report of a past term asks for; today where there is none."""
    try:
        return min(date.fromisoformat(request.GET.get("as_of", "")), request.member.today)
    except ValueError:
        return request.member.today


@require_GET
@member_required
def duty_of(request: MemberRequest, key: str, slug: str, pk: int) -> HttpResponse:
    """One person's duty through the school year, with the rows that it is counted from."""
    pack, asked = _duty(key, slug)
    member = request.member
    staff = _colleague(request, pk)
    is_own = staff.account_id == member.account.pk
    person, _ = person_of(staff, member.today)
    if asked not in pack.duties_of(person, member.today):
        raise Http404
    if not is_own and not sees_programme_of_others(member, pack):
        raise Http404
    history = history_of(staff, asked, member.today)
    context = {
        "pack": pack,
        "duty": asked,
        "staff": staff,
        "history": history,
        "is_own": is_own,
        "leads": sees_everyones_standing(member),
    }
    if not asked.kinds:
        context["pairings"] = pairings_behind(history, staff, member.today)
        context["may_pair"] = member.holds(*PAIRERS)
        return render(request, "programmes/duty_of.html", context)
    rows = records_behind(history, records_visible_to(member), staff)
    table = DutyRecordTable(rows, request.GET)
    return table_page(request, "programmes/duty_of.html", table, context)


@require_GET
@member_required
def group(request: MemberRequest, pk: int) -> HttpResponse:
    """How far a teaching group is with each promise: coverage and gaps, never an order."""
    member = request.member
    found = get_object_or_404(groups_visible_to(member).select_related("head__staff"), pk=pk)
    members = staff_visible_to(member).filter(group=found)
    everyone = set(members.values_list("pk", flat=True))
    lines = [
        line
        for line in standing_of_school(school_of(request), member.today)
        if line.person.pk in everyone
    ]
    if not sees_everyones_standing(member):
        lines = without_party_matters(lines)
    context = {
        "group": found,
        "size": len(everyone),
        "programmes": [
            (pack, held, max(one.amount for one in held) or 1)
            for pack, held in _with_coverage(lines)
            if held
        ],
        "names": sees_names_in(member, found),
    }
    return render(request, "programmes/group.html", context)


@require_GET
@member_required
def path_of(request: MemberRequest, key: str, pk: int) -> HttpResponse:
    """One colleague's path as a picture: what is behind, what is now, what is ahead.

    It tells when somebody was hired, so it opens to whoever may know that.
    """
    pack = _pack(key)
    staff = get_object_or_404(service_visible_to(request.member), pk=pk)
    today = request.member.today
    lines = standing_of(staff, today)
    walk = next((w for _, w in walks_in(pack, lines, today)), None)
    if walk is None or pack.path is None or pack.path.pairing:
        raise Http404
    mentors = Pairing.objects.filter(mentee=staff, kind=Pairing.Kind.MENTORING)
    context = {
        "pack": pack,
        "staff": staff,
        "walk": walk,
        "mentors": mentors.select_related("giver").order_by("starts_on"),
        "is_own": staff.account_id == request.member.account.pk,
        "leads": sees_everyones_standing(request.member),
    }
    return render(request, "programmes/path_of.html", context)


@require_GET
@office_required(*SEES_EVERYONE)
def path_plan(request: MemberRequest, key: str) -> HttpResponse:
    """The plan of the school: who is in which stage, what each still needs, who wants a word."""
    pack = _pack(key)
    if pack.path is None or pack.path.pairing:
        raise Http404
    today = request.member.today
    lines = standing_of_school(school_of(request), today, programme=key)
    walks = walks_in(pack, lines, today)
    stages = [
        (stage, [(p, walk) for p, walk in walks if walk.now and walk.now.stage == stage])
        for stage in pack.path.stages
    ]
    behind = [(person, walk) for person, walk in walks if walk.is_behind]
    context = {"pack": pack, "stages": stages, "behind": behind, "number": len(walks)}
    return render(request, "programmes/path_plan.html", context)


def _with_coverage(lines: Iterable[Standing]) -> list[tuple[Pack, list[Coverage]]]:
    found = coverage_in(lines)
    return [(pack, [one for one in found if one.duty.programme == pack.key]) for pack in in_order()]


def _pairs(
    pairings: Any, request: MemberRequest, only: Pack | None = None
) -> list[tuple[Pack, Pairing, Walk]]:
    """The pairs among `pairings` that walk a path, in each programme that has one."""
    return [
        (pack, pair, walk)
        for pack in in_order()
        if pack.path and pack.path.pairing and only in {None, pack}
        for pair, walk in walks_of_pairs(pack, pairings, request.member.today)
    ]


def _by_stage(
    pairs: list[tuple[Pack, Pairing, Walk]],
) -> list[tuple[str, list[tuple[Pairing, Walk]]]]:
    """Pairs under the title of the stage they are in; those that are through come last."""
    if not pairs:
        return []
    pack = pairs[0][0]
    titles = [stage.title for stage in pack.path.stages] if pack.path else []
    held = [
        (walk.now.stage.title if walk.now else tr("走完了"), pair, walk) for _, pair, walk in pairs
    ]
    return [
        (title, [(pair, walk) for at, pair, walk in held if at == title])
        for title in (*titles, tr("走完了"))
    ]


def _colleague(request: MemberRequest, pk: int) -> Staff:
    seen = staff_whose_standing_is_visible_to(request.member).select_related("group")
    return get_object_or_404(seen, pk=pk)


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
