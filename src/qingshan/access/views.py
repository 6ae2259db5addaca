"""A person's own account."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, cast

from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from qingshan.access.devices import devices_of, sign_out_elsewhere
from qingshan.access.forms import OwnPasswordForm
from qingshan.access.roles import Role
from qingshan.access.services import set_own_password
from qingshan.kit.words import tr

if TYPE_CHECKING:
    from django.http import HttpResponse

    from qingshan.access.models import Account
    from qingshan.kit.http import HttpRequest

LOOKS = {"": tr("跟着手机或电脑"), "light": tr("浅色"), "dark": tr("深色")}
YEAR = 365 * 24 * 3600


@require_GET
def ask_the_administrator(request: HttpRequest) -> HttpResponse:
    """Where "no account" and "forgot the password" lead: to a person, not to a mail."""
    return render(request, "access/ask_the_administrator.html")


@require_GET
@login_required
def my_account(request: HttpRequest) -> HttpResponse:
    """Name and offices, password, second step, look, and the way out."""
    context = {
        "offices": [office.label for office in Role if office in request.member.offices],
        "second_step": is_mfa_enabled(request.user),
        "devices": devices_of(cast("Account", request.user), request.session.session_key or ""),
        "looks": LOOKS.items(),
        "look": request.COOKIES.get("theme", ""),
    }
    return render(request, "access/my_account.html", context)


@sensitive_post_parameters("password", "again")
@never_cache
@require_http_methods(["GET", "POST"])
@login_required
def own_password(request: HttpRequest) -> HttpResponse:
    """The first page after a sign-in with a password made by somebody else."""
    account = cast("Account", request.user)
    if not account.must_change_password:
        return redirect("account_change_password")
    form = OwnPasswordForm(account, request.POST or None)
    if not form.is_valid():
        status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
        return render(request, "access/own_password.html", {"form": form}, status=status)
    set_own_password(actor=account, password=form.cleaned_data["password"])
    update_session_auth_hash(request, account)
    messages.success(request, tr("密码记下了。以后就用它登录。"))
    return redirect("desk:home")


@require_POST
@login_required
def sign_out_devices(request: HttpRequest) -> HttpResponse:
    """Ends one's sessions elsewhere: that of one device, or all."""
    here = request.session.session_key or ""
    which = request.POST.get("device", "")
    number = sign_out_elsewhere(actor=cast("Account", request.user), here=here, which=which)
    if number:
        messages.success(request, tr("{n} 台设备退出了，要用得重新登录。").format(n=number))
    else:
        messages.info(request, tr("那台设备已经不在登录着了。"))
    return redirect("access:my_account")


@require_POST
@login_required
def choose_look(request: HttpRequest) -> HttpResponse:
    """Light, dark, or as the device says; kept on this device."""
    chosen = request.POST.get("look", "")
    answer = redirect("access:my_account")
    if chosen and chosen in LOOKS:
        secure = request.is_secure()
        answer.set_cookie("theme", chosen, YEAR, samesite="Lax", secure=secure, httponly=True)
    else:
        answer.delete_cookie("theme")
    return answer


@require_POST
@login_required
def choose_school(request: HttpRequest) -> HttpResponse:
    """For someone who serves several schools: which one the pages are about."""
    served = {str(school.pk): school for school in request.member.schools}
    school = served.get(request.POST.get("school", ""))
    if school is None:
        raise Http404
    request.session["school"] = school.pk
    messages.success(request, tr("现在看的是{school}。").format(school=school.name))
    return redirect(reverse("desk:home"))
