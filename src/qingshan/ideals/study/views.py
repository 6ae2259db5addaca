"""Study: the plan, campaigns, role models, and one's own takeaways."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from qingshan.gatherings.visibility import may_call
from qingshan.ideals.models import Takeaway
from qingshan.ideals.study import services
from qingshan.ideals.study.forms import CampaignForm, TakeawayForm
from qingshan.ideals.study.queries import (
    campaigns_with_counts,
    next_for,
    plan_of,
    sessions_on,
    studied,
)
from qingshan.ideals.study.role_models import all_role_models
from qingshan.ideals.visibility import KEEPERS, campaigns_visible_to, sessions_visible_to
from qingshan.kit.words import tr
from qingshan.people.visibility import staff_of
from qingshan.school.doors import MemberRequest, member_required, office_required

if TYPE_CHECKING:
    from qingshan.ideals.models import Campaign

SESSIONS_SHOWN = 50
TAKEAWAYS_SHOWN = 100


@never_cache
@require_GET
@member_required
def study(request: MemberRequest) -> HttpResponse:
    """What is next, the campaigns, and one's own takeaways of late."""
    member = request.member
    own = Takeaway.objects.filter(staff=staff_of(member)).select_related("session__gathering")
    context = {
        "coming": next_for(member),
        "campaigns": campaigns_with_counts(member),
        "takeaways": own[:3],
        "may_plan": member.holds(*KEEPERS),
        "may_call": may_call(member),
        "here": request.get_full_path(),
        "today": member.today,
    }
    return render(request, "ideals/study.html", context)


@never_cache
@require_GET
@member_required
def campaign(request: MemberRequest, pk: int) -> HttpResponse:
    member = request.member
    held = get_object_or_404(campaigns_visible_to(member), pk=pk)
    context = {
        "campaign": held,
        "plan": plan_of(member, held),
        "may_plan": member.holds(*KEEPERS),
        "may_call": may_call(member),
    }
    return render(request, "ideals/campaign.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
@office_required(*KEEPERS)
def campaign_new(request: MemberRequest) -> HttpResponse:
    return _campaign_form(request, None)


@never_cache
@require_http_methods(["GET", "POST"])
@office_required(*KEEPERS)
def campaign_edit(request: MemberRequest, pk: int) -> HttpResponse:
    held = get_object_or_404(campaigns_visible_to(request.member), pk=pk)
    return _campaign_form(request, held)


@never_cache
@require_GET
@member_required
def takeaway_list(request: MemberRequest) -> HttpResponse:
    """One's own, shared or not."""
    own = Takeaway.objects.filter(staff=staff_of(request.member))
    rows = own.select_related("session__gathering")[:TAKEAWAYS_SHOWN]
    return render(request, "ideals/takeaway_list.html", {"takeaways": rows})


@never_cache
@require_http_methods(["GET", "POST"])
@member_required
def takeaway(request: MemberRequest, session: int) -> HttpResponse:
    """What one takes from a session; private until one ticks the box."""
    member = request.member
    seen = sessions_visible_to(member).select_related("gathering")
    held = get_object_or_404(seen, pk=session)
    staff = staff_of(member)
    if staff is None or held.gathering.date > member.today:
        raise Http404
    own = Takeaway.objects.filter(session=held, staff=staff).first()
    start = {"words": own.words, "shared": own.shared_on is not None} if own else None
    form = TakeawayForm(request.POST if request.method == "POST" else None, initial=start)
    if form.is_valid():
        kept = services.keep_takeaway(actor=member, session=held, staff=staff, **form.cleaned_data)
        whose = tr("大家看得到了") if kept.shared_on else tr("只有你自己看得到")
        messages.success(request, tr("存下了，{whose}。").format(whose=whose))
        return redirect("gatherings:gathering", held.gathering_id)
    context = {"form": form, "session": held}
    status = 422 if form.errors else 200
    return render(request, "ideals/takeaway.html", context, status=status)


@never_cache
@require_GET
@member_required
def role_model_list(request: MemberRequest) -> HttpResponse:
    counted = studied(request.member)
    people = [(one, counted.get(one.key, 0)) for one in all_role_models().values()]
    return render(request, "ideals/role_model_list.html", {"people": people})


@never_cache
@require_GET
@member_required
def role_model(request: MemberRequest, key: str) -> HttpResponse:
    found = all_role_models().get(key)
    if found is None:
        raise Http404
    member = request.member
    context = {
        "one": found,
        "sessions": sessions_on(member, key)[:SESSIONS_SHOWN],
        "may_call": may_call(member),
    }
    return render(request, "ideals/role_model.html", context)


def _campaign_form(request: MemberRequest, held: Campaign | None) -> HttpResponse:
    form = CampaignForm(request.POST if request.method == "POST" else None, campaign=held)
    if form.is_valid():
        kept = services.keep_campaign(actor=request.member, campaign=held, **form.cleaned_data)
        messages.success(request, tr("存下了。接着安排每一次学习。"))
        return redirect("ideals:campaign", kept.pk)
    status = 422 if form.errors else 200
    context = {"form": form, "campaign": held}
    return render(request, "ideals/campaign_form.html", context, status=status)
