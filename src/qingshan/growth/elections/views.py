"""Elections as everybody takes part in them: looking, naming, standing, rating, objecting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from qingshan.growth.elections import services
from qingshan.growth.elections.forms import BallotForm, NominateForm, ObjectionForm
from qingshan.growth.elections.queries import (
    objections_of,
    standings,
    turn_of,
    turnout,
)
from qingshan.growth.elections.recounting import recount
from qingshan.growth.elections.rubrics import rubric_of
from qingshan.growth.elections.tables import ElectionTable
from qingshan.growth.elections.urn import UrnWasOpened
from qingshan.growth.elections.visibility import (
    ORGANISERS,
    candidates_visible_to,
    elections_visible_to,
    may_run,
)
from qingshan.growth.form_pages import form_page, posted
from qingshan.growth.models import Election, ElectionState
from qingshan.kit.tables import table_page
from qingshan.kit.words import tr
from qingshan.people.visibility import staff_of
from qingshan.school.doors import MemberRequest, member_required, school_of

if TYPE_CHECKING:
    from django.http import HttpResponse

NOT_NOW = tr("这次评选刚刚有了变化，请看看现在的情况。")
OPENED = tr("封存的评议表被动过，先请校长、书记查清楚，现在不能交。")


@require_GET
@member_required
def election_list(request: MemberRequest) -> HttpResponse:
    table = ElectionTable(elections_visible_to(request.member), request.GET)
    context = {"may_open": request.member.holds(*ORGANISERS)}
    return table_page(request, "growth/election_list.html", table, context)


@never_cache
@require_GET
@member_required
def election(request: MemberRequest, pk: int) -> HttpResponse:
    member, found = request.member, election_of(request, pk)
    state, today = found.state, member.today
    nominating, rating = state == ElectionState.NOMINATING, state == ElectionState.RATING
    there = standings(member, found)
    context: dict[str, Any] = {
        "election": found,
        "rubric": rubric_of(found),
        "standings": there,
        "elected": [one for one in there if one.candidate.elected],
        "asked": next((one for one in there if one.mine and one.waits and nominating), None),
        "runs": may_run(member, found),
        "may_nominate": nominating and today <= found.nominate_until and staff_of(member),
        "may_go_on": _may_go_on(found, today),
        "may_object": state == ElectionState.NOTICE and today <= (found.notice_until or today),
        "counted": state in {ElectionState.NOTICE, ElectionState.DONE},
    }
    if not nominating:
        context |= {"recount": recount(found), "turnout": turnout(found)}
        context["objections"] = list(objections_of(member, found))
    if rating:
        context["turn"] = turn_of(member, found) if today <= found.rate_until else None
        context["over"] = today > found.rate_until
    return render(request, "growth/election.html", context)


def _may_go_on(found: Election, today: Any) -> bool:
    """Whether the day has come for the next step of the one who runs it."""
    if found.state == ElectionState.NOMINATING:
        return bool(today >= found.nominate_until)
    if found.state == ElectionState.RATING:
        return bool(today >= found.rate_until)
    return bool(found.state == ElectionState.NOTICE and today > found.notice_until)


@never_cache
@require_http_methods(["GET", "POST"])
@member_required
def election_nominate(request: MemberRequest, pk: int) -> HttpResponse:
    found, own = election_of(request, pk), staff_of(request.member)
    if own is None:
        raise Http404
    start = own.pk if request.GET.get("who") == "me" else None
    form = NominateForm(posted(request), school=school_of(request), start=start)
    if form.is_valid():
        try:
            made = services.nominate(actor=request.member, election=found, **form.cleaned_data)
        except services.NotNow:
            messages.info(request, NOT_NOW)
            return redirect("growth:election", pk)
        except services.AlreadyNominated:
            form.add_error("staff", tr("这位老师已经有人推荐了。"))
        else:
            said = (
                tr("记下了，你参评。")
                if made.accepted
                else tr("记下了，等{staff}自己同意。").format(staff=made.staff.name)
            )
            messages.success(request, said)
            return redirect("growth:election", pk)
    return form_page(request, form, title=tr("推荐"), words=tr("推荐"), back=back_to(found))


@require_POST
@member_required
def nomination_answer(request: MemberRequest, pk: int, candidate: int) -> HttpResponse:
    found = election_of(request, pk)
    seen = candidates_visible_to(request.member, found).select_related("election", "staff")
    held = get_object_or_404(seen, pk=candidate)
    said = request.POST.get("answer")
    if said not in {"yes", "no"}:
        raise Http404
    accepts = said == "yes"
    try:
        services.answer_nomination(actor=request.member, candidate=held, accepts=accepts)
    except services.NotYours:
        raise Http404 from None
    except services.NotNow:
        messages.info(request, NOT_NOW)
    else:
        messages.success(request, tr("好，你参评。") if accepts else tr("好，这次不参评。"))
    return redirect("growth:election", pk)


@never_cache
@require_http_methods(["GET", "POST"])
@member_required
def election_rate(request: MemberRequest, pk: int) -> HttpResponse:
    """Everybody one may rate on one page, handed in at once; nothing is kept of it until then."""
    found = election_of(request, pk)
    turn = turn_of(request.member, found)
    if turn is None or not turn.may or found.state != ElectionState.RATING:
        raise Http404
    if turn.done:
        messages.info(request, tr("你已经交过了。交了的评议表混在一起封存，谁也找不出是哪一张。"))
        return redirect("growth:election", pk)
    form = BallotForm(posted(request), rubric=rubric_of(found), candidates=list(turn.may))
    if form.is_valid():
        try:
            services.hand_in(actor=request.member, election=found, marks=form.marks)
        except UrnWasOpened:
            messages.error(request, OPENED)
        except (services.NotNow, services.AlreadyHandedIn, services.NotYours):
            messages.info(request, NOT_NOW)
        else:
            messages.success(request, tr("交好了，已经和别人的混在一起封存，谁评的谁，查不出来。"))
        return redirect("growth:election", pk)
    context = {"election": found, "form": form, "turn": turn, "rubric": rubric_of(found)}
    status = 422 if form.errors else 200
    return render(request, "growth/election_rate.html", context, status=status)


@never_cache
@require_http_methods(["GET", "POST"])
@member_required
def objection_new(request: MemberRequest, pk: int) -> HttpResponse:
    found = election_of(request, pk)
    if found.state != ElectionState.NOTICE:
        raise Http404
    elected = [one.candidate for one in standings(request.member, found) if one.candidate.elected]
    form = ObjectionForm(posted(request), candidates=elected)
    if form.is_valid():
        try:
            services.make_objection(actor=request.member, election=found, **form.cleaned_data)
        except services.NotNow:
            messages.info(request, tr("公示期过了。有话可以当面和校长、书记说。"))
        else:
            messages.success(request, tr("异议收到了，答复会写在这里。"))
        return redirect("growth:election", pk)
    return form_page(request, form, title=tr("提异议"), words=tr("提交"), back=back_to(found))


def election_of(request: MemberRequest, pk: int) -> Election:
    return get_object_or_404(elections_visible_to(request.member), pk=pk)


def back_to(found: Election) -> tuple[str, str]:
    return reverse("growth:election", args=[found.pk]), found.title
