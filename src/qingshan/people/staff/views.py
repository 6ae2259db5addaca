"""The staff of a school: the directory, one colleague, and keeping the roster."""

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
from qingshan.people.panels import on_the_page_of_a_colleague
from qingshan.people.staff import services
from qingshan.people.staff.forms import StaffForm
from qingshan.people.staff.queries import bonds_of, classes_led_by, heads_group, staff_seen_by
from qingshan.people.staff.tables import StaffTable
from qingshan.people.visibility import (
    KEEPERS,
    can_reveal_staff,
    can_see_service,
    staff_visible_to,
)
from qingshan.school.doors import MemberRequest, member_required, office_required, school_of

if TYPE_CHECKING:
    from qingshan.people.models import Staff

NUMBER_TAKEN = {"number": "number", "taken": tr("这个工号刚刚被登记过了，请核对。")}


@require_GET
@member_required
def staff_list(request: MemberRequest) -> HttpResponse:
    table = StaffTable(staff_visible_to(request.member), request.GET, request.member)
    context = {"may_keep": request.member.holds(*KEEPERS)}
    return table_page(request, "people/staff_list.html", table, context)


@never_cache
@require_GET
@member_required
def staff_member(request: MemberRequest, pk: int) -> HttpResponse:
    return _staff_page(request, staff_seen_by(request.member, pk))


@never_cache
@require_POST
@member_required
def staff_reveal(request: MemberRequest, pk: int, field: str) -> HttpResponse:
    """One masked field in the clear, in this answer only."""
    found = staff_seen_by(request.member, pk)
    if field not in sealed.STAFF_FIELDS or not can_reveal_staff(request.member, found):
        raise Http404
    shown = sealed.unsealed(actor=request.member, subject=found, field=field)
    if request.htmx:
        line = sealed.of_staff(found, field, may_reveal=True, shown=shown)
        return render(request, "people/_sealed.html", {"line": line})
    return _staff_page(request, found, {field: shown})


@require_http_methods(["GET", "POST"])
@office_required(*KEEPERS)
def staff_new(request: MemberRequest) -> HttpResponse:
    school = school_of(request)
    form = StaffForm(request.POST or None, school=school)
    made = kept(
        form,
        lambda: services.add_staff(actor=request.member, school=school, **form.cleaned_data),
        **NUMBER_TAKEN,
    )
    if made is not None:
        messages.success(
            request, tr("{made}登记好了。账号由管理员在“账号”里开。").format(made=made.name)
        )
        return redirect("people:staff_member", made.pk)
    return _form_page(request, form, tr("添一位教职工"))


@require_http_methods(["GET", "POST"])
@office_required(*KEEPERS)
def staff_edit(request: MemberRequest, pk: int) -> HttpResponse:
    found = staff_seen_by(request.member, pk)
    form = StaffForm(request.POST or None, school=school_of(request), staff=found)
    held = kept(
        form,
        lambda: services.change_staff(actor=request.member, staff=found, **form.cleaned_data),
        **NUMBER_TAKEN,
    )
    if held is not None:
        messages.success(request, tr("{held}的资料改好了。").format(held=held.name))
        return redirect("people:staff_member", pk)
    return _form_page(request, form, tr("改{found}的资料").format(found=found.name), found)


def _form_page(
    request: MemberRequest, form: StaffForm, title: str, found: Staff | None = None
) -> HttpResponse:
    context = {"form": form, "title": title, "staff": found}
    status = 422 if form.errors else 200
    return render(request, "people/staff_form.html", context, status=status)


def _staff_page(
    request: MemberRequest, found: Staff, shown: dict[str, str] | None = None
) -> HttpResponse:
    member, shown = request.member, shown or {}
    sees_service = can_see_service(member, found)
    may_reveal = can_reveal_staff(member, found)
    lines = [
        sealed.of_staff(found, field, may_reveal=may_reveal, shown=shown.get(field, ""))
        for field in (sealed.STAFF_FIELDS if sees_service else ())
    ]
    context = {
        "staff": found,
        "classes": classes_led_by(found),
        "heads_group": heads_group(found),
        "bonds": bonds_of(found, member),
        "sees_service": sees_service,
        "lines": lines,
        "may_keep": member.holds(*KEEPERS),
        "is_me": found.account_id == member.account.pk,
        "panels": on_the_page_of_a_colleague.panels(member, found),
    }
    return render(request, "people/staff_member.html", context)
