"""Reviews at the gates: the list, one review, and each deed on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from qingshan.growth.form_pages import form_page, posted
from qingshan.growth.models import ReviewState
from qingshan.growth.reviews import services
from qingshan.growth.reviews.forms import (
    AnswerForm,
    AppealForm,
    DecisionForm,
    OpenForm,
    OpinionForm,
)
from qingshan.growth.reviews.gates import looked_at
from qingshan.growth.reviews.queries import (
    evidence_offered,
    may_open,
    opinions_for,
    own_opinion,
    readings_of,
    reviews_listed_for,
)
from qingshan.growth.reviews.tables import ReviewTable
from qingshan.growth.reviews.visibility import OPENERS, may_read_words, review_seen_by
from qingshan.kit.tables import table_page
from qingshan.kit.words import tr
from qingshan.school.doors import MemberRequest, member_required, office_required, school_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django import forms
    from django.http import HttpResponse

    from qingshan.growth.models import Review
    from qingshan.growth.reviews.visibility import Part

READINGS_SHOWN = 20
NOT_NOW = tr("这份评议刚刚有了变化，请看看现在的情况。")
TOO_LATE = tr("申诉的期限过了。有话可以当面和校长、书记说。")


@never_cache
@require_GET
@member_required
def review_list(request: MemberRequest) -> HttpResponse:
    member = request.member
    table = ReviewTable(reviews_listed_for(member), request.GET, today=member.today)
    return table_page(request, "growth/review_list.html", table, {"may_open": may_open(member)})


@never_cache
@require_http_methods(["GET", "POST"])
@office_required(*OPENERS)
def review_new(request: MemberRequest) -> HttpResponse:
    form = OpenForm(posted(request), school=school_of(request), today=request.member.today)
    if form.is_valid():
        try:
            opened = services.open_review(actor=request.member, **form.cleaned_data)
        except services.AlreadyUnderReview:
            form.add_error("staff", tr("这位老师的这一关还有一份没定的评议，先看那一份。"))
        else:
            messages.success(request, tr("开始了。两位评议人各自写意见，互相先看不到。"))
            return redirect("growth:review", opened.pk)
    back = (reverse("growth:review_list"), tr("三个关口"))
    return form_page(request, form, title=tr("开始一份评议"), words=tr("开始"), back=back)


@never_cache
@require_GET
@member_required
def review(request: MemberRequest, pk: int) -> HttpResponse:
    member = request.member
    found, part = review_seen_by(member, pk)
    whole = may_read_words(part, found)
    if whole:
        services.note_reading(actor=member, review=found)
    said = opinions_for(member, found, part)
    in_time = found.appeal_by is not None and member.today <= found.appeal_by
    told = found.state == ReviewState.TOLD
    context: dict[str, Any] = {
        "review": found,
        "part": part,
        "whole": whole,
        "said": said,
        "questions": looked_at().get(found.gate, ()),
        "differ": part.reviewer and _differ(found, said),
        "may_write": part.reviewer and found.state == ReviewState.WRITING,
        "may_answer": part.teacher and told and found.answered_on is None,
        "may_appeal": part.teacher and told and in_time,
        "may_decide": part.judge and found.state == ReviewState.APPEALED,
        "may_settle": told and not in_time and may_open(member) and not part.teacher,
        "in_time": in_time,
    }
    if part.teacher:
        context["readings"] = readings_of(found)[:READINGS_SHOWN]
    return render(request, "growth/review.html", context)


def _differ(review: Review, said: list[Any]) -> bool:
    verdicts = [one.opinion.verdict for one in said if one.opinion]
    return review.state == ReviewState.WRITING and len(verdicts) == len(set(verdicts)) > 1


@never_cache
@require_http_methods(["GET", "POST"])
@member_required
def review_opinion(request: MemberRequest, pk: int) -> HttpResponse:
    found = _as(request, pk, lambda part: part.reviewer)
    held = own_opinion(request.member, found)
    hint = tr("；").join(looked_at().get(found.gate, ()))
    form = OpinionForm(
        posted(request),
        records=evidence_offered(found, held),
        held=held,
        hint=tr("看这几样：{hint}。").format(hint=hint) if hint else "",
    )
    return _deed(
        request,
        found,
        form,
        lambda told: services.write_opinion(actor=request.member, review=found, **told),
        title=tr("写意见"),
        words=tr("存下"),
        said=tr("存下了。两位都写了、结论一样，就告诉本人。"),
    )


@never_cache
@require_http_methods(["GET", "POST"])
@member_required
def review_answer(request: MemberRequest, pk: int) -> HttpResponse:
    found = _as(request, pk, lambda part: part.teacher)
    form = AnswerForm(posted(request))
    return _deed(
        request,
        found,
        form,
        lambda told: services.answer(actor=request.member, review=found, **told),
        title=tr("答复"),
        words=tr("就这样答复"),
        said=tr("答复记下了。"),
    )


@never_cache
@require_http_methods(["GET", "POST"])
@member_required
def review_appeal(request: MemberRequest, pk: int) -> HttpResponse:
    found = _as(request, pk, lambda part: part.teacher)
    form = AppealForm(posted(request))
    return _deed(
        request,
        found,
        form,
        lambda told: services.appeal(actor=request.member, review=found, **told),
        title=tr("向{judge}申诉").format(judge=found.judge.name),
        words=tr("申诉"),
        said=tr("申诉交给{judge}了。").format(judge=found.judge.name),
    )


@never_cache
@require_http_methods(["GET", "POST"])
@member_required
def review_decide(request: MemberRequest, pk: int) -> HttpResponse:
    found = _as(request, pk, lambda part: part.judge)
    form = DecisionForm(posted(request), verdict=found.verdict)
    return _deed(
        request,
        found,
        form,
        lambda told: services.decide(actor=request.member, review=found, **told),
        title=tr("答复申诉"),
        words=tr("就这样定"),
        said=tr("定了，本人看得到您的理由。"),
    )


@require_POST
@office_required(*OPENERS)
def review_settle(request: MemberRequest, pk: int) -> HttpResponse:
    found = _as(request, pk, lambda part: not part.teacher)
    try:
        services.settle(actor=request.member, review=found)
    except services.NotNow:
        messages.info(request, NOT_NOW)
    else:
        messages.success(request, tr("期限过了，没有申诉，就这样定了。"))
    return redirect("growth:review", pk)


def _as(request: MemberRequest, pk: int, may: Callable[[Part], bool]) -> Review:
    """The review, for whom this deed is; to everybody else the page does not exist."""
    found, part = review_seen_by(request.member, pk)
    if not may(part):
        raise Http404
    return found


def _deed(
    request: MemberRequest,
    found: Review,
    form: forms.Form,
    deed: Callable[[dict[str, Any]], object],
    **page: str,
) -> HttpResponse:
    said = page.pop("said")
    here = reverse("growth:review", args=[found.pk])
    if form.is_valid():
        try:
            deed(form.cleaned_data)
        except (services.NotNow, services.NotYours):
            messages.info(request, NOT_NOW)
        except services.TooLate:
            messages.info(request, TOO_LATE)
        else:
            messages.success(request, said)
        return redirect(here)
    return form_page(
        request, form, back=(here, tr("{staff}的评议").format(staff=found.staff.name)), **page
    )
