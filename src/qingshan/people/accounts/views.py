"""The accounts of a school: its administrator opens, resets and closes; its principal looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from qingshan.access.roles import Role
from qingshan.access.services import remove_second_step, reset_password, set_open
from qingshan.kit.tables import table_page
from qingshan.kit.words import tr
from qingshan.people.accounts import services
from qingshan.people.accounts.forms import GrantForm, first_sentence
from qingshan.people.accounts.queries import (
    is_of_this_school_only,
    may_close,
    staff_without_account,
)
from qingshan.people.accounts.slips import sheet_of_slips
from qingshan.people.accounts.tables import AccountTable
from qingshan.people.accounts.visibility import (
    MAY_LOOK,
    accounts_visible_to,
    appointments_visible_to,
)
from qingshan.school.doors import MemberRequest, office_required, school_of

if TYPE_CHECKING:
    from qingshan.access.models import Account

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LAST_ONE = tr("学校总要有一位管理员。请先让另一位老师当管理员，再来这里。")
SERVES_ELSEWHERE = tr("这个账号还在别处任职，密码和停用要请管服务器的人来办。")


@require_GET
@office_required(*MAY_LOOK)
def account_list(request: MemberRequest) -> HttpResponse:
    school = school_of(request)
    table = AccountTable(accounts_visible_to(request.member), request.GET, school)
    context = {"waiting": staff_without_account(school)}
    return table_page(request, "people/account_list.html", table, context)


@never_cache
@require_POST
@office_required(Role.ADMINISTRATOR)
def open_all(request: MemberRequest) -> HttpResponse:
    """Accounts for all staff without one. The passwords are in this answer and nowhere else."""
    school = school_of(request)
    slips = services.open_accounts(actor=request.member.account, school=school)
    if not slips:
        messages.success(request, tr("每位老师都已经有账号了。"))
        return redirect("people:account_list")
    if request.POST.get("as") == "xlsx":
        named = f"accounts-{school.code}-{request.member.today}.xlsx"
        header = {"Content-Disposition": f'attachment; filename="{named}"'}
        return HttpResponse(sheet_of_slips(slips), content_type=XLSX, headers=header)
    context = {"slips": slips, "address": request.build_absolute_uri("/")}
    return render(request, "people/account_slips.html", context)


@require_GET
@office_required(*MAY_LOOK)
def account(request: MemberRequest, pk: int) -> HttpResponse:
    return _account_page(request, _found(request, pk), GrantForm())


@require_POST
@office_required(Role.ADMINISTRATOR)
def grant(request: MemberRequest, pk: int) -> HttpResponse:
    found = _found(request, pk)
    form = GrantForm(request.POST)
    if not form.is_valid():
        messages.error(request, first_sentence(form))
        return _account_page(request, found, form, status=422)
    role = form.cleaned_data["role"]
    try:
        services.grant_office(
            actor=request.member.account,
            account=found,
            school=school_of(request),
            role=role,
            since=form.cleaned_data["since"],
        )
    except services.OfficeAlreadyHeld:
        messages.warning(
            request, tr("{found}已经是{role}了。").format(found=found.name, role=role.label)
        )
    else:
        messages.success(
            request, tr("记下了：{found}，{role}。").format(found=found.name, role=role.label)
        )
    return redirect("people:account", pk)


@require_POST
@office_required(Role.ADMINISTRATOR)
def end(request: MemberRequest, pk: int, office: int) -> HttpResponse:
    held = get_object_or_404(
        appointments_visible_to(request.member, _found(request, pk)), pk=office, until=None
    )
    try:
        services.end_office(actor=request.member.account, appointment=held, on=request.member.today)
    except services.LastAdministrator:
        messages.error(request, LAST_ONE)
    else:
        messages.success(request, tr("从今天起不再是{role}。").format(role=Role(held.role).label))
    return redirect("people:account", pk)


@never_cache
@require_POST
@office_required(Role.ADMINISTRATOR)
def reset(request: MemberRequest, pk: int) -> HttpResponse:
    """A new one-time password, shown in this answer only."""
    found = _found(request, pk)
    school = school_of(request)
    if not is_of_this_school_only(found, school):
        messages.error(request, SERVES_ELSEWHERE)
        return redirect("people:account", pk)
    password = reset_password(actor=request.member.account, account=found, school_id=school.pk)
    context = {"account": found, "password": password}
    return render(request, "people/account_password.html", context)


@require_POST
@office_required(Role.ADMINISTRATOR)
def drop_second_step(request: MemberRequest, pk: int) -> HttpResponse:
    found = _found(request, pk)
    school = school_of(request)
    if is_of_this_school_only(found, school):
        remove_second_step(actor=request.member.account, account=found, school_id=school.pk)
        messages.success(
            request,
            tr("{found}下次登录只要密码。请提醒换好手机后再开启。").format(found=found.name),
        )
    else:
        messages.error(request, SERVES_ELSEWHERE)
    return redirect("people:account", pk)


@require_POST
@office_required(Role.ADMINISTRATOR)
def change_state(request: MemberRequest, pk: int) -> HttpResponse:
    """Closes an open account, or opens a closed one."""
    found = _found(request, pk)
    school = school_of(request)
    opened = request.POST.get("open") == "yes"
    refusal = _refusal(found, request, opened=opened)
    if refusal:
        messages.error(request, refusal)
        return redirect("people:account", pk)
    set_open(actor=request.member.account, account=found, opened=opened, school_id=school.pk)
    done = tr("又能登录了。") if opened else tr("不能再登录，写过的记录都还在。")
    messages.success(request, f"{found.name}{done}")
    return redirect("people:account", pk)


def _refusal(found: Account, request: MemberRequest, *, opened: bool) -> str:
    """Why the account cannot be closed or opened here; "" where it can."""
    school = school_of(request)
    if not is_of_this_school_only(found, school):
        return SERVES_ELSEWHERE
    if not opened and not may_close(found, school):
        return LAST_ONE
    return ""


def _found(request: MemberRequest, pk: int) -> Account:
    found = accounts_visible_to(request.member).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _account_page(
    request: MemberRequest, found: Account, form: GrantForm, status: int = 200
) -> HttpResponse:
    appointments = appointments_visible_to(request.member, found).order_by("-since", "pk")
    context = {
        "account": found,
        "appointments": appointments,
        "second_step": is_mfa_enabled(found),
        "may_change": request.member.is_administrator,
        "own_school_only": is_of_this_school_only(found, school_of(request)),
        "form": form,
    }
    return render(request, "people/account.html", context, status=status)
