"""The library of drops: reading it, writing for it, reviewing what was written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from qingshan.character.drops import services
from qingshan.character.drops.forms import DropForm, ReviewForm, ToldForm
from qingshan.character.drops.library import not_taken_in
from qingshan.character.drops.queries import drop_seen_by, not_met_by, not_met_by_grade
from qingshan.character.drops.tables import DropTable, grades_words
from qingshan.character.drops.visibility import (
    REVIEWERS,
    can_change_drop,
    drop_lessons_visible_to,
    drops_visible_to,
)
from qingshan.character.models import Drop
from qingshan.kit.tables import table_page
from qingshan.kit.words import tr
from qingshan.people.choices import is_key
from qingshan.records.services import NotOnTheStaff
from qingshan.school.doors import MemberRequest, member_required, office_required, school_of
from qingshan.school.models import SchoolClass
from qingshan.school.queries import current_term

if TYPE_CHECKING:
    from django.db.models import QuerySet

TOLD_SHOWN = 12
NOT_STAFF = tr("这个账号不在教职工里，记不了。请管理员把账号连到您的名字。")


@require_GET
@member_required
def drop_list(request: MemberRequest) -> HttpResponse:
    """The library, or of it what a class or a grade has not been told this term."""
    drops, kept, words = _asked(request)
    table = DropTable(drops, request.GET, kept=kept)
    reviews = request.member.holds(*REVIEWERS)
    context = {
        "reviews": reviews,
        "missing": len(not_taken_in(school_of(request))) if reviews else 0,
        "waiting": drops_visible_to(request.member).filter(state=Drop.State.PROPOSED).count(),
        "words": words,
    }
    return table_page(request, "character/drops/list.html", table, context)


def _asked(request: MemberRequest) -> tuple[QuerySet[Drop], dict[str, str], str]:
    school, drops = school_of(request), drops_visible_to(request.member)
    term = current_term(school, request.member.today)
    unmet, grade = request.GET.get("unmet", ""), request.GET.get("unmet_grade", "")
    if term and is_key(unmet):
        school_class = SchoolClass.objects.filter(school=school, pk=int(unmet)).first()
        if school_class:
            kept = {"unmet": unmet}
            return (
                not_met_by(drops, school_class, term),
                kept,
                tr("{school_class}这学期还没听过的").format(school_class=school_class.name),
            )
    if term and is_key(grade):
        first = SchoolClass.objects.filter(school=school, grade_number=int(grade)).first()
        if first:
            found = not_met_by_grade(drops, school, int(grade), term)
            return (
                found,
                {"unmet_grade": grade},
                tr("{grade}这学期哪个班都没听过的").format(grade=first.grade),
            )
    return drops, {}, ""


@require_POST
@office_required(*REVIEWERS)
def take_in(request: MemberRequest) -> HttpResponse:
    number = services.take_in_library(actor=request.member, school=school_of(request))
    messages.success(
        request, tr("收进了 {number} 个小水滴。可以去排这学期的了。").format(number=number)
    )
    return redirect("character:drop_list")


@require_http_methods(["GET", "POST"])
@member_required
def drop_new(request: MemberRequest) -> HttpResponse:
    form = DropForm(request.POST or None, school=school_of(request))
    if form.is_valid():
        made = services.write_drop(
            actor=request.member, school=school_of(request), **form.cleaned_data
        )
        waits = made.state == Drop.State.PROPOSED
        messages.success(
            request, tr("写好了，等负责德育的老师审。") if waits else tr("写好了，已经在库里。")
        )
        return redirect("character:drop", made.pk)
    return _form_page(request, form, None)


@require_http_methods(["GET", "POST"])
@member_required
def drop_edit(request: MemberRequest, pk: int) -> HttpResponse:
    found = drop_seen_by(request.member, pk)
    if not can_change_drop(request.member, found):
        raise Http404
    form = DropForm(request.POST or None, school=school_of(request), drop=found)
    if form.is_valid():
        changed = services.change_drop(actor=request.member, drop=found, **form.cleaned_data)
        waits = changed.state == Drop.State.PROPOSED
        messages.success(request, tr("改好了，等负责德育的老师审。") if waits else tr("改好了。"))
        return redirect("character:drop", found.pk)
    return _form_page(request, form, found)


@require_GET
@member_required
def drop(request: MemberRequest, pk: int) -> HttpResponse:
    return _page(request, drop_seen_by(request.member, pk))


@require_POST
@office_required(*REVIEWERS)
def review(request: MemberRequest, pk: int) -> HttpResponse:
    found = drop_seen_by(request.member, pk)
    form = ReviewForm(request.POST)
    if not form.is_valid():
        return _page(request, found, review=form)
    accepted = form.cleaned_data["accepted"] == "yes"
    try:
        services.review_drop(
            actor=request.member,
            drop=found,
            accepted=accepted,
            reason=form.cleaned_data["reason"],
        )
    except services.NotWaiting:
        messages.info(request, tr("这一个已经有人审过了。"))
    else:
        messages.success(
            request, tr("收进库里了。") if accepted else tr("退回了，写的老师看得到原因。")
        )
    return redirect("character:drop", found.pk)


@require_POST
@office_required(*REVIEWERS)
def rest(request: MemberRequest, pk: int) -> HttpResponse:
    found = drop_seen_by(request.member, pk)
    try:
        services.rest_drop(
            actor=request.member, drop=found, resting=found.state == Drop.State.ACCEPTED
        )
    except services.NotWaiting:
        messages.info(request, tr("这一个还没有收进库里。"))
    else:
        messages.success(request, tr("改好了。"))
    return redirect("character:drop", found.pk)


@require_POST
@member_required
def told(request: MemberRequest, pk: int) -> HttpResponse:
    """A drop from the library, told today in a class that one names."""
    found = get_object_or_404(drops_visible_to(request.member), pk=pk, state=Drop.State.ACCEPTED)
    form = ToldForm(request.POST, school=school_of(request))
    if form.is_valid():
        school_class = form.cleaned_data["school_class"]
        try:
            services.tell_at_will(actor=request.member, drop=found, school_class=school_class)
        except services.ToldBefore as before:
            day = before.lesson.date
            form.add_error(
                "school_class",
                tr("{school_class}{month}月{day}日已经听过这一个了。").format(
                    school_class=school_class.name, month=day.month, day=day.day
                ),
            )
        except services.NoTerm:
            form.add_error("school_class", tr("现在不在学期里，不用记。"))
        except NotOnTheStaff:
            form.add_error("school_class", NOT_STAFF)
        else:
            messages.success(
                request,
                tr("记下了，{school_class}听过《{found}》了。").format(
                    school_class=school_class.name, found=found.title
                ),
            )
            return redirect("character:drop", found.pk)
    return _page(request, found, telling=form)


def _page(
    request: MemberRequest,
    found: Drop,
    *,
    review: ReviewForm | None = None,
    telling: ToldForm | None = None,
) -> HttpResponse:
    reviews = request.member.holds(*REVIEWERS)
    lessons = drop_lessons_visible_to(request.member).filter(drop=found, record__isnull=False)
    waits = found.state == Drop.State.PROPOSED and reviews
    usable = found.state == Drop.State.ACCEPTED
    context = {
        "drop": found,
        "grades": grades_words(vars(found)),
        "reviews": reviews,
        "may_change": can_change_drop(request.member, found),
        "review": (review or ReviewForm()) if waits else None,
        "telling": (telling or ToldForm(school=school_of(request))) if usable else None,
        "told": lessons.select_related("school_class").order_by("-date")[:TOLD_SHOWN],
        "is_resting": found.state == Drop.State.RESTING,
        "is_usable": usable,
        "is_returned": found.state == Drop.State.RETURNED,
    }
    wrong = (review and review.errors) or (telling and telling.errors)
    return render(request, "character/drops/drop.html", context, status=422 if wrong else 200)


def _form_page(request: MemberRequest, form: DropForm, found: Drop | None) -> HttpResponse:
    context = {"form": form, "drop": found, "reviews": request.member.holds(*REVIEWERS)}
    status = 422 if form.errors else 200
    return render(request, "character/drops/form.html", context, status=status)
