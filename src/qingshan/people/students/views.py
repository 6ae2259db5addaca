"""The children of a school: the list, one child, and keeping the roster."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from qingshan.kit.tables import table_page
from qingshan.kit.words import tr
from qingshan.people import sealed
from qingshan.people.derived import kept
from qingshan.people.panels import on_the_page_of_a_student
from qingshan.people.students import services
from qingshan.people.students.forms import GUARDIANS, ContactsForm, StudentForm
from qingshan.people.students.queries import (
    guardian_seen_by,
    guardians_of,
    homeroom_of,
    student_seen_by,
    supporters_of,
)
from qingshan.people.students.tables import LeftTable, StudentTable
from qingshan.people.students.words import age_on, circumstances, unregistered
from qingshan.people.visibility import (
    KEEPERS,
    PAIRERS,
    REGISTRARS,
    can_change_contacts,
    students_visible_to,
)
from qingshan.school.doors import MemberRequest, member_required, office_required, school_of

if TYPE_CHECKING:
    from qingshan.people.models import Student

NUMBER_TAKEN = {"number": "number", "taken": tr("这个学籍号刚刚被登记过了，请核对。")}


@require_GET
@member_required
def student_list(request: MemberRequest) -> HttpResponse:
    member = request.member
    shown = LeftTable if request.GET.get("state") == "left" else StudentTable
    table = shown(students_visible_to(member), request.GET, member)
    context = {"may_keep": member.holds(*KEEPERS)}
    return table_page(request, "people/student_list.html", table, context)


@never_cache
@require_GET
@member_required
def student(request: MemberRequest, pk: int) -> HttpResponse:
    return _student_page(request, student_seen_by(request.member, pk))


@never_cache
@require_POST
@member_required
def student_reveal(request: MemberRequest, pk: int, field: str) -> HttpResponse:
    """One masked field in the clear, in this answer only."""
    found = student_seen_by(request.member, pk)
    if field not in sealed.STUDENT_FIELDS:
        raise Http404
    shown = sealed.unsealed(actor=request.member, subject=found, field=field)
    if request.htmx:
        line = sealed.of_student(found, field, shown)
        return render(request, "people/_sealed.html", {"line": line})
    return _student_page(request, found, {f"student-{field}": shown})


@never_cache
@require_POST
@member_required
def guardian_reveal(request: MemberRequest, pk: int) -> HttpResponse:
    guardian = guardian_seen_by(request.member, pk)
    shown = sealed.unsealed(actor=request.member, subject=guardian, field="phone")
    line = sealed.of_guardian(guardian, shown)
    if request.htmx:
        return render(request, "people/_sealed.html", {"line": line})
    found = student_seen_by(request.member, guardian.student_id)
    return _student_page(request, found, {line.id: shown})


@require_http_methods(["GET", "POST"])
@office_required(*KEEPERS)
def student_new(request: MemberRequest) -> HttpResponse:
    school = school_of(request)
    form = StudentForm(request.POST or None, school=school)
    made = kept(
        form,
        lambda: services.add_student(actor=request.member, school=school, **form.cleaned_data),
        **NUMBER_TAKEN,
    )
    if made is not None:
        messages.success(
            request, tr("{made}登记好了。再把家里的联系方式补上。").format(made=made.name)
        )
        return redirect("people:student_contacts", made.pk)
    return _form_page(request, form, tr("添一个孩子"))


@require_http_methods(["GET", "POST"])
@office_required(*KEEPERS)
def student_edit(request: MemberRequest, pk: int) -> HttpResponse:
    found = student_seen_by(request.member, pk)
    form = StudentForm(request.POST or None, school=school_of(request), student=found)
    held = kept(
        form,
        lambda: services.change_student(actor=request.member, student=found, **form.cleaned_data),
        **NUMBER_TAKEN,
    )
    if held is not None:
        messages.success(request, tr("{held}的资料改好了。").format(held=held.name))
        return redirect("people:student", pk)
    return _form_page(request, form, tr("改{found}的资料").format(found=found.name), found)


@require_http_methods(["GET", "POST"])
@member_required
def student_contacts(request: MemberRequest, pk: int) -> HttpResponse:
    """Where the family lives and how it is reached; the homeroom teacher keeps it too."""
    found = student_seen_by(request.member, pk)
    if not can_change_contacts(request.member, found):
        raise Http404
    form = ContactsForm(request.POST or None, student=found, guardians=guardians_of(found))
    if request.method == "POST" and form.is_valid():
        services.change_contacts(
            actor=request.member,
            student=found,
            address=form.cleaned_data["address"],
            phone=form.cleaned_data["phone"],
            guardians={order: form.guardian(order) for order in GUARDIANS},
        )
        messages.success(request, tr("{found}家里的联系方式记下了。").format(found=found.name))
        return redirect("people:student", pk)
    return _form_page(request, form, tr("{found}家里的联系方式").format(found=found.name), found)


def _form_page(
    request: MemberRequest,
    form: StudentForm | ContactsForm,
    title: str,
    found: Student | None = None,
) -> HttpResponse:
    context = {"form": form, "title": title, "student": found}
    status = 422 if form.errors else 200
    return render(request, "people/student_form.html", context, status=status)


def _student_page(
    request: MemberRequest, found: Student, shown: dict[str, str] | None = None
) -> HttpResponse:
    member, shown = request.member, shown or {}
    homeroom = homeroom_of(found)
    guardians = guardians_of(found)
    supporters = supporters_of(found, member.today)
    fields = {
        name: sealed.of_student(found, name, shown.get(f"student-{name}", ""))
        for name in sealed.STUDENT_FIELDS
    }
    leads = homeroom is not None and homeroom.account == member.account.pk
    context = {
        "student": found,
        "homeroom": homeroom,
        "age": age_on(member.today, found.birth_date),
        "circumstances": circumstances(found),
        "unregistered": unregistered(found),
        "fields": fields,
        "guardians": [
            (guardian, sealed.of_guardian(guardian, shown.get(f"guardian-{guardian.pk}", "")))
            for guardian in guardians
        ],
        "supporters": [one for one in supporters if one.open],
        "once": [one for one in supporters if not one.open],
        "may_keep": member.holds(*KEEPERS),
        "may_pair": member.holds(*PAIRERS),
        "may_change_contacts": leads or member.holds(*KEEPERS),
        "may_leave": member.holds(*REGISTRARS),
        "left_today": found.left_noted_on == member.today,
        "panels": on_the_page_of_a_student.panels(member, found),
    }
    return render(request, "people/student.html", context)
