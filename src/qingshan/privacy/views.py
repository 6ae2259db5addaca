"""Pages: the table of what is kept, how long, the notice to families."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from qingshan.access.roles import Role
from qingshan.kit.words import tr
from qingshan.people.visibility import HELPERS_OF_ALL
from qingshan.privacy import services
from qingshan.privacy.forms import KeptDaysForm
from qingshan.privacy.queries import rehearsed
from qingshan.privacy.retention import LEFT, left_before
from qingshan.privacy.scrubbing import days_at
from qingshan.privacy.telling import asked_of_families, length_of, parts
from qingshan.school.doors import MemberRequest, office_required, public_school, school_of
from qingshan.voice.doors import nameless

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

KEEPERS = (Role.ADMINISTRATOR, Role.PRINCIPAL)


@require_GET
@office_required(*KEEPERS)
def home(request: MemberRequest) -> HttpResponse:
    """What is kept about people, why and how long; it prints."""
    return render(request, "privacy/home.html", {"parts": parts(school_of(request))})


@never_cache
@require_http_methods(["GET", "POST"])
@office_required(*KEEPERS)
def kept(request: MemberRequest) -> HttpResponse:
    """How long each kind stays, with what would leave now and within a month."""
    school = school_of(request)
    form = KeptDaysForm(request.POST or None, kept=rehearsed(school, request.member.today))
    if form.is_valid():
        number = services.set_kept_days(actor=request.member, school=school, days=form.cleaned_data)
        messages.success(
            request,
            tr("存好了，改了 {number} 类。").format(number=number) if number else tr("没有改动。"),
        )
        return redirect("privacy:kept")
    context = {"form": form, "now": sum(one.now for one in form.kept if not one.leaving.by_hand)}
    context["may_erase"] = request.member.holds(*HELPERS_OF_ALL)
    return render(request, "privacy/kept.html", context, status=422 if form.errors else 200)


@require_POST
@office_required(*KEEPERS)
def let_go(request: MemberRequest) -> HttpResponse:
    left = services.let_go(actor=request.member, school=school_of(request))
    told = tr("、").join(f"{one.title} {one.number}" for one in left)
    messages.success(
        request, tr("到期的已经离开：{told}。").format(told=told) if told else tr("没有到期的。")
    )
    return redirect("privacy:kept")


@require_GET
@office_required(*HELPERS_OF_ALL)
def left(request: MemberRequest) -> HttpResponse:
    """Children who left so long ago that two people may erase them, each with the page for it."""
    school = school_of(request)
    days = days_at(school)[LEFT]
    gone = left_before(school.pk, request.member.today - timedelta(days=days))
    context = {"children": gone.select_related("school_class"), "long": length_of(days)}
    return render(request, "privacy/left.html", context)


@nameless
@require_GET
def notice(request: HttpRequest, code: str) -> HttpResponse:
    """The notice to families, for anybody, in plain words."""
    school = public_school(code)
    children, families, _ = parts(school)
    lines = [*children.lines, *families.lines]
    context = {"school": school, "lines": lines, "asked": asked_of_families(lines)}
    return render(request, "privacy/notice.html", context)
