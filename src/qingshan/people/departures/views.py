"""A child leaves the roster, alone or with its class; taking it back; coming back to school."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from qingshan.kit.words import tr
from qingshan.people.classes.queries import class_seen_by
from qingshan.people.departures import services
from qingshan.people.departures.forms import ClassDepartureForm, DepartureForm, ReturnForm
from qingshan.people.departures.queries import noted_today, still_in
from qingshan.people.departures.unlisted import unlisted_in
from qingshan.people.students.queries import student_seen_by
from qingshan.people.unfinished import unfinished_of
from qingshan.people.visibility import REGISTRARS
from qingshan.school.doors import MemberRequest, office_required, school_of

if TYPE_CHECKING:
    from qingshan.people.models import Student
    from qingshan.school.models import SchoolClass

LEFT_BEFORE = tr("刚刚有人办过离校了，请看看现在的情况。")
BACK_BEFORE = tr("刚刚有人收回过了，孩子在名单里。")
TOO_LATE = tr("只有当天办的离校能收回。孩子回来了，请办返校。")


@never_cache
@require_http_methods(["GET", "POST"])
@office_required(*REGISTRARS)
def student_leave(request: MemberRequest, pk: int) -> HttpResponse:
    """What is still open for the child stands above the form."""
    found = student_seen_by(request.member, pk)
    if found.left_on is not None:
        return redirect("people:student", pk)
    form = DepartureForm(request.POST or None, today=request.member.today)
    if request.method == "POST" and form.is_valid():
        try:
            services.leave_school(actor=request.member, student=found, **form.cleaned_data)
        except services.LeftAlready:
            messages.info(request, LEFT_BEFORE)
        else:
            messages.success(
                request, tr("{name}的离校办好了。办错了，今天还能收回。").format(name=found.name)
            )
        return redirect("people:student", pk)
    context = {
        "form": form,
        "student": found,
        "matters": unfinished_of(request.member, [pk]).get(pk, []),
    }
    status = 422 if form.errors else 200
    return render(request, "people/student_leave.html", context, status=status)


@require_POST
@office_required(*REGISTRARS)
def student_leave_back(request: MemberRequest, pk: int) -> HttpResponse:
    found = student_seen_by(request.member, pk)
    _take_back(request, [found])
    return redirect("people:student", pk)


@require_http_methods(["GET", "POST"])
@office_required(*REGISTRARS)
def student_return(request: MemberRequest, pk: int) -> HttpResponse:
    """A child who left comes back: after an illness, or from another school."""
    found = student_seen_by(request.member, pk)
    if found.left_on is None:
        return redirect("people:student", pk)
    form = ReturnForm(request.POST or None, school=school_of(request), student=found)
    if request.method == "POST" and form.is_valid():
        try:
            services.return_to_school(actor=request.member, student=found, **form.cleaned_data)
        except services.AlreadyBack:
            messages.info(request, tr("{name}已经在名单里了。").format(name=found.name))
        else:
            messages.success(
                request, tr("{name}回来了，从今天起在名单里。").format(name=found.name)
            )
        return redirect("people:student", pk)
    context = {"form": form, "student": found}
    status = 422 if form.errors else 200
    return render(request, "people/student_return.html", context, status=status)


@never_cache
@require_http_methods(["GET", "POST"])
@office_required(*REGISTRARS)
def class_leave(request: MemberRequest, pk: int) -> HttpResponse:
    """A class graduates: its list, ticked, with what is still open for each."""
    found = class_seen_by(request.member, pk)
    return _together(request, list(still_in(found)), found)


@never_cache
@require_http_methods(["GET", "POST"])
@office_required(*REGISTRARS)
def unlisted_leave(request: MemberRequest) -> HttpResponse:
    """Children who are not in the last workbook: those who graduated are ticked and leave."""
    children = unlisted_in(school_of(request).pk).select_related("school_class")
    return _together(request, list(children), None)


def _together(
    request: MemberRequest, children: list[Student], school_class: SchoolClass | None
) -> HttpResponse:
    """Of a class, or else of all who are missing in a workbook, where nobody is ticked yet."""
    form = ClassDepartureForm(
        request.POST or None,
        today=request.member.today,
        children=children,
        all_ticked=school_class is not None,
    )
    if request.method == "POST" and form.is_valid():
        ticked = set(form.cleaned_data.pop("children"))
        leaving = [one for one in children if str(one.pk) in ticked]
        try:
            services.leave_together(actor=request.member, students=leaving, **form.cleaned_data)
        except services.LeftAlready:
            messages.info(request, LEFT_BEFORE)
            return redirect(request.path)
        messages.success(
            request, tr("{n} 个孩子的离校办好了。办错了，今天还能收回。").format(n=len(leaving))
        )
        if school_class is None:
            return redirect("people:student_unlisted")
        return redirect("people:class", school_class.pk)
    context = {
        "form": form,
        "school_class": school_class,
        "lines": _lines(request, children, form),
    }
    status = 422 if form.errors else 200
    return render(request, "people/class_leave.html", context, status=status)


@require_POST
@office_required(*REGISTRARS)
def class_leave_back(request: MemberRequest, pk: int) -> HttpResponse:
    found = class_seen_by(request.member, pk)
    _take_back(request, list(noted_today(found, request.member.today)))
    return redirect("people:class", pk)


def _lines(
    request: MemberRequest, children: list[Student], form: ClassDepartureForm
) -> list[tuple[Student, bool, list[str]]]:
    """Each child, whether it is ticked, and what is still open for it."""
    open_ = unfinished_of(request.member, [one.pk for one in children])
    ticked = form.ticked
    return [
        (one, str(one.pk) in ticked, [matter.words for matter in open_.get(one.pk, [])])
        for one in children
    ]


def _take_back(request: MemberRequest, students: list[Student]) -> None:
    if not students:
        raise Http404
    try:
        back = services.take_back_leaving(actor=request.member, students=students)
    except services.NotToday:
        messages.error(request, TOO_LATE)
        return
    except services.AlreadyBack:
        messages.info(request, BACK_BEFORE)
        return
    told = back[0].name if len(back) == 1 else tr("{n} 个孩子").format(n=len(back))
    messages.success(request, tr("收回了，{whom}又在名单里。").format(whom=told))
