"""Elections as they are run: opened, moved on, counted, objections answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from qingshan.growth.elections import services
from qingshan.growth.elections.forms import AnswerForm, OpenForm
from qingshan.growth.elections.queries import objections_of
from qingshan.growth.elections.urn import UrnWasOpened
from qingshan.growth.elections.views import NOT_NOW, back_to, election_of
from qingshan.growth.elections.visibility import ORGANISERS, may_run
from qingshan.growth.form_pages import form_page, posted
from qingshan.growth.models import Election, ElectionState
from qingshan.kit.words import dated, tr
from qingshan.school.doors import MemberRequest, office_required

if TYPE_CHECKING:
    from django.http import HttpResponse

MORE_DAYS = 3


@never_cache
@require_http_methods(["GET", "POST"])
@office_required(*ORGANISERS)
def election_new(request: MemberRequest) -> HttpResponse:
    form = OpenForm(posted(request), today=request.member.today)
    if form.is_valid():
        opened = services.open_election(actor=request.member, **form.cleaned_data)
        messages.success(
            request,
            tr("开始了，推荐到 {until}。").format(until=dated(opened.nominate_until, "n月j日")),
        )
        return redirect("growth:election", opened.pk)
    back = (reverse("growth:election_list"), tr("评选"))
    return form_page(request, form, title=tr("办一次评选"), words=tr("开始"), back=back)


@require_POST
@office_required(*ORGANISERS)
def election_go_on(request: MemberRequest, pk: int) -> HttpResponse:
    """The next step: begin rating, count and make public, finish; or a few days more to rate."""
    found = election_of(request, pk)
    if not may_run(request.member, found):
        raise Http404
    try:
        said = _next_step(request, found)
    except services.NotNow:
        messages.info(request, NOT_NOW)
    except services.TooFew as few:
        messages.error(request, _told_of(few))
    except services.ObjectionIsOpen:
        messages.error(request, tr("还有异议没有答复，先答复再定。"))
    except UrnWasOpened:
        messages.error(request, tr("封存的评议表被动过，不能往下办，请先查清楚。"))
    else:
        messages.success(request, said)
    return redirect("growth:election", pk)


def _next_step(request: MemberRequest, found: Election) -> str:
    member, step = request.member, request.POST.get("step", "")
    if step == "rate":
        services.begin_rating(actor=member, election=found)
        return tr("推荐结束，开始评议。")
    if step == "more":
        longer = services.extend_rating(actor=member, election=found, days=MORE_DAYS)
        return tr("评议延到 {until}。").format(until=dated(longer.rate_until, "n月j日"))
    if step == "publish":
        held = services.publish(actor=member, election=found)
        return tr("数好了，公示到 {until}。").format(until=dated(held.notice_until, "n月j日"))
    if step == "finish":
        services.finish(actor=member, election=found)
        return tr("评定了，荣誉已经记到各人名下。")
    raise Http404


def _told_of(few: services.TooFew) -> str:
    if not few.names:
        return tr("还没有人愿意参评，请再等等，或者去问一问。")
    names = tr("、").join(few.names)
    return tr(
        "{names}：能评的或者评了的不到 {fewest_ballots} 位，数出来就知道是谁评的。请再等几位。"
    ).format(names=names, fewest_ballots=services.FEWEST_BALLOTS)


@never_cache
@require_http_methods(["GET", "POST"])
@office_required(*ORGANISERS)
def objection_answer(request: MemberRequest, pk: int, objection: int) -> HttpResponse:
    found = election_of(request, pk)
    if not may_run(request.member, found) or found.state != ElectionState.NOTICE:
        raise Http404
    held = get_object_or_404(objections_of(request.member, found), pk=objection)
    form = AnswerForm(posted(request))
    if form.is_valid():
        try:
            services.answer_objection(actor=request.member, objection=held, **form.cleaned_data)
        except services.NotNow:
            messages.info(request, NOT_NOW)
        except services.NotYours:
            messages.error(request, tr("自己提的异议，请另一位来答复。"))
        else:
            messages.success(request, tr("答复好了，提异议的人看得到。"))
        return redirect("growth:election", pk)
    about = held.candidate.staff.name if held.candidate else tr("整个评选")
    lead = tr("关于{about}：{held}").format(about=about, held=held.words)
    return form_page(
        request, form, title=tr("答复异议"), words=tr("答复"), back=back_to(found), lead=lead
    )
