"""The classes of a school: the list, one class, and keeping them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from qingshan.kit.tables import table_page
from qingshan.kit.words import tr
from qingshan.people.classes import services
from qingshan.people.classes.forms import ClassForm
from qingshan.people.classes.queries import class_seen_by, contacts_of, grades_of, parts_of
from qingshan.people.departures.queries import noted_today
from qingshan.people.derived import kept
from qingshan.people.panels import on_the_page_of_a_class
from qingshan.people.roster import off_roster, on_roster
from qingshan.people.students.tables import ClassmatesTable
from qingshan.people.visibility import (
    KEEPERS,
    REGISTRARS,
    classes_bound_to,
    students_visible_to,
)
from qingshan.school.doors import MemberRequest, member_required, office_required, school_of
from qingshan.school.models import SchoolClass

CODE_TAKEN = {"number": "code", "taken": tr("这个编号刚刚被登记过了，请换一个。")}


@require_GET
@member_required
def class_list(request: MemberRequest) -> HttpResponse:
    context = {
        "grades": grades_of(request.member),
        "may_keep": request.member.holds(*KEEPERS),
        "may_load": request.member.holds(*KEEPERS),
    }
    return render(request, "people/class_list.html", context)


@require_GET
@member_required
def school_class(request: MemberRequest, pk: int) -> HttpResponse:
    """Who leads it and how many children; the children for those who may see them."""
    member = request.member
    found = class_seen_by(member, pk)
    is_bound = member.sees_whole_school or classes_bound_to(member).filter(pk=pk).exists()
    number, parts = parts_of(found, member.today, all_of_them=is_bound)
    seen = students_visible_to(member).filter(school_class=found)
    table = ClassmatesTable(seen.filter(on_roster(member.today)), request.GET)
    may_leave = member.holds(*REGISTRARS)
    context = {
        "school_class": found,
        "homeroom": getattr(found, "homeroom", None),
        "contacts": contacts_of(found, member.today),
        "number": number,
        "parts": parts,
        "is_bound": is_bound,
        "may_leave": may_leave,
        "left": seen.filter(off_roster()).count() if is_bound else 0,
        "left_today": noted_today(found, member.today).count() if may_leave else 0,
        "may_keep": member.holds(*KEEPERS),
        "panels": on_the_page_of_a_class.panels(member, found) if is_bound else [],
    }
    return table_page(request, "people/class.html", table, context)


@require_http_methods(["GET", "POST"])
@office_required(*KEEPERS)
def class_new(request: MemberRequest) -> HttpResponse:
    school = school_of(request)
    form = ClassForm(request.POST or None, school=school)
    made = kept(
        form,
        lambda: services.add_class(actor=request.member, school=school, **form.cleaned_data),
        **CODE_TAKEN,
    )
    if made is not None:
        messages.success(request, tr("{made}登记好了。").format(made=made.name))
        return redirect("people:class", made.pk)
    return _form_page(request, form, tr("添一个班"))


@require_http_methods(["GET", "POST"])
@office_required(*KEEPERS)
def class_edit(request: MemberRequest, pk: int) -> HttpResponse:
    found = class_seen_by(request.member, pk)
    form = ClassForm(request.POST or None, school=school_of(request), school_class=found)
    held = kept(
        form,
        lambda: services.change_class(
            actor=request.member, school_class=found, **form.cleaned_data
        ),
        **CODE_TAKEN,
    )
    if held is not None:
        messages.success(request, tr("{held}改好了。").format(held=held.name))
        return redirect("people:class", pk)
    return _form_page(request, form, tr("改{found}").format(found=found.name), found)


def _form_page(
    request: MemberRequest, form: ClassForm, title: str, found: SchoolClass | None = None
) -> HttpResponse:
    context = {"form": form, "title": title, "school_class": found}
    status = 422 if form.errors else 200
    return render(request, "people/class_form.html", context, status=status)
