"""Signing in: by a tap, by the code on the screen, by the list of the one who leads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from qingshan.gatherings import codes, services
from qingshan.gatherings.forms import ListForm
from qingshan.gatherings.models import Attendance, Gathering
from qingshan.gatherings.queries import gathering_led_by, gathering_seen_by, list_of
from qingshan.gatherings.visibility import gatherings_visible_to
from qingshan.kit.qr_codes import code_to_scan
from qingshan.kit.words import tr
from qingshan.people.visibility import staff_of
from qingshan.records.counted import counted_for
from qingshan.records.services import NotOnTheStaff
from qingshan.school.doors import MemberRequest, member_required

if TYPE_CHECKING:
    from qingshan.records.models import Record

NOT_OPEN = tr("还不能签到：开始前半小时到结束后一小时之内才行。")
CODE_OVER = tr("这个码过时了（每分钟换一次，多留 30 秒）。请再扫一次屏幕上的码。")
NOT_CALLED = tr("这次活动由主持人点名，或者没有请你；到了就请主持人记一下。")


@require_POST
@member_required
def here(request: MemberRequest, pk: int) -> HttpResponse:
    """One tap: I am here."""
    held = gathering_seen_by(request.member, pk)
    _attend(request, held)
    return redirect(_way_back(request, held))


@never_cache
@require_http_methods(["GET", "POST"])
@member_required
def scan(request: MemberRequest, pk: int, code: str = "") -> HttpResponse:
    """Where the picture on the screen leads; without one the code is typed.

    Whoever stands before the screen may sign in, be they called or not; to others who are not
    called the page does not exist.
    """
    member = request.member
    held = get_object_or_404(Gathering, pk=pk, school=member.school)
    before_it = codes.is_good(held, code, codes.now())
    seen = before_it or gatherings_visible_to(member).filter(pk=pk).exists()
    if staff_of(member) is None or not seen:
        raise Http404
    typed = request.POST.get("code", "").strip() or code
    if request.method == "POST" and typed and _attend(request, held, typed):
        return redirect("gatherings:scan", pk)
    came = Attendance.objects.filter(gathering=held, staff=staff_of(member)).first()
    context = {"gathering": held, "code": code, "came": came, "grace": codes.GRACE}
    return render(request, "gatherings/scan.html", context)


@never_cache
@require_GET
@member_required
def screen(request: MemberRequest, pk: int) -> HttpResponse:
    """The code, as large as the screen; only the code where only that is asked for anew."""
    held = gathering_led_by(request.member, pk)
    moment = codes.now()
    code = codes.code_at(held, moment)
    address = request.build_absolute_uri(reverse("gatherings:scanned", args=[pk, code]))
    context = {
        "gathering": held,
        "code": f"{code[:4]} {code[4:]}",
        "picture": code_to_scan(address),
        "left": codes.seconds_left(moment),
        "is_open": held.is_open(moment),
        "came": Attendance.objects.filter(gathering=held).count(),
    }
    part = request.htmx.target == "shown-code"
    return render(request, "gatherings/_code.html" if part else "gatherings/screen.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
@member_required
def list_page(request: MemberRequest, pk: int) -> HttpResponse:
    """Everybody called, to be ticked; who signed in themselves is ticked already."""
    held = gathering_led_by(request.member, pk)
    sitting = list_of(held)
    if request.method == "POST":
        form = ListForm(request.POST, sitting=sitting)
        try:
            came, left = services.take_list(
                actor=request.member, gathering=held, came=form.came, left=form.left
            )
        except services.NotOpen:
            messages.info(request, tr("这次活动还没有到日子，或者取消了，先不用点名。"))
        else:
            messages.success(request, _listed(held, came, left))
        return redirect("gatherings:gathering", pk)
    came_already = sum(bool(one.way) for one in sitting)
    context = {"gathering": held, "sitting": sitting, "came": came_already}
    return render(request, "gatherings/list.html", context)


def _attend(request: MemberRequest, held: Gathering, code: str = "") -> bool:
    """Signs the person in and says so, or why not; whether they are in."""
    try:
        made, new = services.attend(actor=request.member, gathering=held, code=code)
    except services.NotOpen:
        messages.info(request, NOT_OPEN)
    except services.CodeIsOver:
        messages.info(request, CODE_OVER)
    except (services.NotCalled, NotOnTheStaff):
        messages.info(request, NOT_CALLED)
    else:
        said = tr("记下了：你到了。") if new else tr("已经签过到了，没有再记一次。")
        messages.success(request, said + _counted(request, made.record))
        return True
    return False


def _counted(request: MemberRequest, record: Record | None) -> str:
    """What coming counts for, by name: nothing more need be filled in."""
    if record is None:
        return ""
    told = [
        tr("{kind_label} {minutes} 分钟").format(
            kind_label=record.kind_label, minutes=record.minutes
        )
    ]
    told += [one.title for one in counted_for(request.member, record)]
    return tr("记为：{told}。").format(told=tr("、").join(told))


def _listed(held: Gathering, came: int, left: int) -> str:
    said = [tr("记下了 {came} 位").format(came=came)] if came or not left else []
    said += [tr("去掉了 {left} 位").format(left=left)] if left else []
    told = tr("，").join(said) + tr("。")
    return tr("{told}每人的记录一起记好了，不用他们再填。").format(told=told) if came else told


def _way_back(request: MemberRequest, held: Gathering) -> str:
    back = request.POST.get("next", "")
    if back and url_has_allowed_host_and_scheme(back, {request.get_host()}):
        return back
    return reverse("gatherings:gathering", args=[held.pk])
