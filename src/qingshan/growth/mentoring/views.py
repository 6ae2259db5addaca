"""青蓝工程: who learns from whom, wishes, the proposal, and the agreement on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from qingshan.documents.making import document_answer, of_a_row
from qingshan.growth.mentoring import services
from qingshan.growth.mentoring.agreement import AGREEMENT
from qingshan.growth.mentoring.forms import Asked, WishForm, asked_for
from qingshan.growth.mentoring.proposing import decision, proposal_again, proposal_for
from qingshan.growth.mentoring.queries import (
    can_mentor,
    ground_of,
    mentoring_seen_by,
    own_wish,
    round_of,
    year_to_wish_for,
)
from qingshan.growth.mentoring.tables import MentoringTable
from qingshan.growth.visibility import mentorings_visible_to
from qingshan.kit.tables import table_page
from qingshan.kit.words import tr
from qingshan.people.choices import is_key
from qingshan.people.models import Staff
from qingshan.people.pairings.renewing import years_ahead
from qingshan.people.visibility import PAIRERS, staff_of, staff_visible_to
from qingshan.school.doors import MemberRequest, member_required, office_required, school_of

if TYPE_CHECKING:
    from django.http import QueryDict

    from qingshan.growth.mentoring.proposing import Proposal
    from qingshan.growth.mentoring.queries import Ground
    from qingshan.growth.mentoring.services import Adopted
    from qingshan.school.queries import YearSpan


@require_GET
@member_required
def mentoring_list(request: MemberRequest) -> HttpResponse:
    table = MentoringTable(mentorings_visible_to(request.member), request.GET)
    context = {"may_pair": request.member.holds(*PAIRERS)}
    return table_page(request, "growth/mentoring_list.html", table, context)


@require_http_methods(["GET", "POST"])
@member_required
def mentoring_wish(request: MemberRequest) -> HttpResponse:
    """One's own wish for the next pairs."""
    member, staff = request.member, staff_of(request.member)
    year, is_open = year_to_wish_for(member, school_of(request))
    if staff is None or staff.post == Staff.Post.SUPPORT or year is None:
        context = {"year": year, "teaches": False, "form": None}
        return render(request, "growth/mentoring_wish.html", context)
    day = max(year.first, member.today)
    guides = can_mentor(staff, day)
    wish = own_wish(member, year)
    form = WishForm(request.POST or None, member=member, day=day, guides=guides, wish=wish)
    if request.method == "POST" and is_open and form.is_valid():
        try:
            services.keep_wish(actor=member, staff=staff, year=year, **form.cleaned_data)
        except services.WishesAreClosed:
            is_open = False
        else:
            messages.success(
                request, tr("记下了。结对的时候看得到，别的同事看不到；定下来以前都可以改。")
            )
            return redirect("growth:mentoring_list")
    shown: dict[str, Any] = {"year": year, "teaches": True, "guides": guides, "wish": wish}
    shown |= {"is_open": is_open, "form": form}
    status = 422 if form.errors or (request.method == "POST" and not is_open) else 200
    return render(request, "growth/mentoring_wish.html", shown, status=status)


@require_http_methods(["GET", "POST"])
@office_required(*PAIRERS)
def mentoring_proposal(request: MemberRequest) -> HttpResponse:
    """First who takes part, then the pairs that the solver proposes."""
    years = years_ahead(school_of(request), request.member.today)
    year = _year_of(request.POST or request.GET, years)
    if year is None:
        return render(request, "growth/mentoring_proposal.html", {"year": None})
    ground = ground_of(request.member, year)
    if request.method == "GET":
        asked = Asked(tuple(ground.newcomers), tuple(ground.ready), {})
        return _who_page(request, ground, years, asked)
    asked = asked_for(request.POST, ground)
    if request.POST.get("go") != "solve" or not (asked.mentees and asked.mentors):
        return _who_page(request, ground, years, asked)
    proposal = proposal_for(ground, asked, starts_on=request.POST.get("starts_on", ""))
    return _pairs_page(request, ground, asked, proposal)


@require_POST
@office_required(*PAIRERS)
def mentoring_adopt(request: MemberRequest) -> HttpResponse:
    """One press: the pairs as they stand on the page, from the chosen day."""
    member = request.member
    year = _year_of(request.POST, years_ahead(school_of(request), member.today))
    if year is None:
        return redirect("growth:mentoring_proposal")
    ground = ground_of(member, year)
    asked = asked_for(request.POST, ground)
    form = decision(request.POST, ground, asked)
    if not form.is_valid():
        proposal = proposal_again(ground, asked, form)
        return _pairs_page(request, ground, asked, proposal, status=422)
    pairs: dict[int, int] = form.cleaned_data["pairs"]
    people = staff_visible_to(member).in_bulk({*pairs, *pairs.values()})
    adopted = services.adopt_pairs(
        actor=member,
        year=year,
        pairs=[(people[mentor], people[mentee]) for mentee, mentor in pairs.items()],
        starts_on=form.cleaned_data["starts_on"],
        second_mentor_for={int(key) for key in request.POST.getlist("second") if is_key(key)},
    )
    messages.success(request, _told(adopted))
    return redirect("growth:mentoring_list")


@require_GET
@member_required
def agreement(request: MemberRequest, pk: int) -> HttpResponse:
    """The agreement of two who are paired, as a Word file."""
    pairing = mentoring_seen_by(request.member, pk)
    return document_answer(
        request, AGREEMENT, of_a_row(request.member, pairing), back="growth:mentoring_list"
    )


def _who_page(
    request: MemberRequest, ground: Ground, years: list[YearSpan], asked: Asked
) -> HttpResponse:
    """Whom it concerns: who is ticked already, and everybody else."""
    everyone = ground.colleagues
    learning, guiding = set(asked.mentees), set(asked.mentors)
    needing = [*ground.newcomers, *(key for key in asked.mentees if key not in ground.newcomers)]
    others = [key for key in ground.mentees if key not in needing]
    context = {
        "year": ground.year,
        "years": years,
        "round": round_of(ground.year),
        "needing": [(everyone[key], key in learning) for key in needing],
        "others": [everyone[key] for key in others],
        "ready": [(everyone[key], ground.mentors[key], key in guiding) for key in ground.ready],
        "full": [(everyone[key], ground.mentors[key], key in guiding) for key in ground.full],
        "missing": request.method == "POST" and request.POST.get("go") == "solve",
        "asked": asked,
    }
    status = 422 if context["missing"] else 200
    return render(request, "growth/mentoring_proposal.html", context, status=status)


def _pairs_page(
    request: MemberRequest,
    ground: Ground,
    asked: Asked,
    proposal: Proposal,
    *,
    status: int = 200,
) -> HttpResponse:
    context = {"year": ground.year, "asked": asked, "proposal": proposal}
    return render(request, "growth/mentoring_pairs.html", context, status=status)


def _year_of(asked: QueryDict, years: list[YearSpan]) -> YearSpan | None:
    """The year that is asked for, else the one of today or the next to begin."""
    wanted = asked.get("year", "")
    return next((year for year in years if str(year.pk) == wanted), next(iter(years), None))


def _told(adopted: Adopted) -> str:
    if not adopted.made:
        return tr("这些都已经结好了，没有重复。")
    passed = (
        tr("另有 {passed} 位已经有了师傅，没有重复。").format(passed=adopted.passed)
        if adopted.passed
        else ""
    )
    return tr("结好了 {made} 对，协议可以在这里打印。{passed}").format(
        made=adopted.made, passed=passed
    )
