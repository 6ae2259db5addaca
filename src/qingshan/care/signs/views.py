"""Signs: the children to look at, one child's reasons with their rows, and the rules."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from qingshan.care.cases.queries import case_of
from qingshan.care.signs import services
from qingshan.care.signs.forms import LookForm, RulesForm
from qingshan.care.signs.queries import (
    DONE,
    looks_at,
    rule_words,
    settings_of,
    signs_of,
    watch_of,
    with_what_was_done,
)
from qingshan.care.signs.tables import SignTable
from qingshan.care.signs.visibility import SETTERS, children_with_signs_visible_to
from qingshan.kit.tables import table_page
from qingshan.kit.words import tr
from qingshan.records.models import Record
from qingshan.school.doors import MemberRequest, member_required, office_required, school_of

DONE_SHOWN = 5


@never_cache
@require_GET
@member_required
def sign_list(request: MemberRequest) -> HttpResponse:
    watch = watch_of(school_of(request), request.member.today)
    children = children_with_signs_visible_to(request.member).filter(pk__in=watch.found)
    table = SignTable(with_what_was_done(children), request.GET, watch)
    context = {"watch": watch, "may_set": request.member.holds(*SETTERS)}
    return table_page(request, "care/sign_list.html", table, context)


@never_cache
@require_http_methods(["GET", "POST"])
@member_required
def sign(request: MemberRequest, pk: int) -> HttpResponse:
    """Why a child should be looked at, on which rows that rests, and what was done already."""
    visible = children_with_signs_visible_to(request.member).select_related("school_class")
    child = get_object_or_404(visible, pk=pk)
    watch = watch_of(school_of(request), request.member.today, child.pk)
    signs = signs_of(child, watch)
    form = LookForm(request.POST or None, signs=signs)
    if form.is_valid():
        services.look_into(
            actor=request.member,
            student=child,
            rules=form.cleaned_data["seen"],
            outcome=form.cleaned_data["outcome"],
            words=form.cleaned_data["words"],
        )
        messages.success(request, tr("记下了：看过{child}的情况。").format(child=child.name))
        return redirect("care:sign", child.pk)
    looks = [(look, rule_words(look.rules)) for look in looks_at(child)[:DONE_SHOWN]]
    done = Record.objects.filter(student=child, kind__in=DONE).select_related("staff")
    context = {
        "child": child,
        "signs": signs,
        "form": form,
        "case": case_of(request.member, child),
        "looks": looks,
        "done": list(done.order_by("-date", "-pk")[:DONE_SHOWN]),
    }
    return render(request, "care/sign.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@office_required(*SETTERS)
def sign_rules(request: MemberRequest) -> HttpResponse:
    school = school_of(request)
    form = RulesForm(request.POST or None, settings=settings_of(school))
    if form.is_valid():
        services.set_rules(actor=request.member, school=school, chosen=form.chosen)
        messages.success(request, tr("规则存好了，从现在起照它提醒。"))
        return redirect("care:sign_list")
    status = 422 if form.errors else 200
    return render(request, "care/sign_rules.html", {"form": form}, status=status)
