"""Tasks at home: a class's, its slips, the family's page without an account, the honour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from qingshan.access.limits import within
from qingshan.access.scope import narrow_to_school
from qingshan.care.beauties import queries, services
from qingshan.care.beauties.links import given_name, signed_for, whose
from qingshan.care.beauties.visibility import children_with_tasks, classes_with_tasks
from qingshan.kit.cells import tidy
from qingshan.kit.qr_codes import code_to_scan
from qingshan.kit.words import tr
from qingshan.outcomes.honours.services import AlreadyHonoured
from qingshan.people.models import Student
from qingshan.records.kinds import all_kinds
from qingshan.school.doors import MemberRequest, member_required, school_of
from qingshan.school.queries import current_term
from qingshan.voice.doors import nameless

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpRequest

LONGEST = 200  # characters of what a family adds


@require_GET
@member_required
def beauty_list(request: MemberRequest) -> HttpResponse:
    """The classes one sees, and when each was last set a task."""
    classes = queries.with_tasks(classes_with_tasks(request.member), _since(request))
    return render(request, "care/beauty_list.html", {"classes": classes})


@never_cache
@require_GET
@member_required
def beauty_class(request: MemberRequest, pk: int) -> HttpResponse:
    """The term's tasks with how many families confirmed each, and every child."""
    found = get_object_or_404(classes_with_tasks(request.member), pk=pk)
    since = _since(request)
    context = {
        "school_class": found,
        "tasks": queries.tasks_of(found, since),
        "lines": queries.lines_of(found, since),
        "kind": queries.KIND if queries.KIND in all_kinds() else "",
    }
    return render(request, "care/beauty_class.html", context)


@never_cache
@require_GET
@member_required
def beauty_slips(request: MemberRequest, pk: int) -> HttpResponse:
    """A slip for each child, once a term: to print, cut and take home."""
    found = get_object_or_404(classes_with_tasks(request.member), pk=pk)
    slips = []
    for child in Student.objects.filter(school_class=found).order_by("number"):
        where = reverse("care:beauty_home", args=[signed_for(child)])
        address = request.build_absolute_uri(where)
        slips.append((child, address, code_to_scan(address)))
    return render(request, "care/beauty_slips.html", {"school_class": found, "slips": slips})


@require_POST
@member_required
def beauty_honour(request: MemberRequest, pk: int) -> HttpResponse:
    child = get_object_or_404(children_with_tasks(request.member), pk=pk)
    try:
        services.honour_child(actor=request.member, child=child)
    except AlreadyHonoured:
        messages.warning(request, tr("{child}今天已经评过了。").format(child=child.name))
    else:
        messages.success(
            request,
            tr("{child}是{title}了，荣誉和成长页上都有。").format(
                child=child.name, title=queries.TITLE
            ),
        )
    return redirect("care:beauty_class", child.school_class_id)


@nameless
@require_http_methods(["GET", "POST"])
def beauty_home(request: HttpRequest, signed: str) -> HttpResponse:
    """For a family with a slip: the child's given name, the tasks, a button for each."""
    child = whose(signed)
    if not within(request, "answer"):
        return render(request, "voice/too_much.html", status=429)
    if child is None:
        raise Http404
    narrow_to_school(child.school_id)
    today = timezone.localdate()
    if request.method == "POST":
        words = tidy(request.POST.get("words", ""))[:LONGEST]
        try:
            task = int(request.POST.get("task", ""))
            services.confirm_task(child=child, task=task, words=words, today=today)
        except (ValueError, services.NoSuchTask):
            return _home(request, child, today, over=True)
        return redirect("care:beauty_home", signed)
    return _home(request, child, today)


def _home(request: HttpRequest, child: Student, today: date, *, over: bool = False) -> HttpResponse:
    context = {
        "school": child.school,
        "name": given_name(child.name),
        "tasks": queries.open_tasks(child, today),
        "over": over,
    }
    return render(request, "care/beauty_home.html", context, status=409 if over else 200)


def _since(request: MemberRequest) -> date:
    """The first day of the term; between terms, a month ago."""
    term = current_term(school_of(request), request.member.today)
    return term.starts_on if term else request.member.today - queries.OPEN
