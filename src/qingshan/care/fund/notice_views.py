"""Public lists: made public for some days, readable by their address without signing in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from qingshan.access.scope import narrow_to_school
from qingshan.care.filling_in import posted
from qingshan.care.fund import services
from qingshan.care.fund.forms import DaysForm, NoticeForm
from qingshan.care.fund.queries import notice_by, notices_of, public_lines
from qingshan.care.fund.visibility import PAYERS
from qingshan.care.models import Fund, FundNotice
from qingshan.kit.words import dated, tr
from qingshan.school.doors import MemberRequest, office_required, school_of

if TYPE_CHECKING:
    from qingshan.kit.http import HttpRequest

SHOWN = 50


@never_cache
@require_http_methods(["GET", "POST"])
@office_required(*PAYERS)
def fund_notice_list(request: MemberRequest) -> HttpResponse:
    """What is up now and what was, and a new one."""
    member = request.member
    first = member.today.replace(day=1)
    form = NoticeForm(posted(request), first=first, today=member.today)
    if form.is_valid():
        notice = services.post_notice(actor=member, **form.cleaned_data)
        until = dated(notice.until, "n月j日")
        messages.success(
            request, tr("公示了，到{until}自己撤下。把下面的地址发出去就能看。").format(until=until)
        )
        return redirect("care:fund_notice", notice.pk)
    fund = Fund.objects.filter(school=school_of(request)).first() or Fund()
    context = {
        "form": form,
        "days": DaysForm(initial={"days": fund.notice_days}),
        "fund": fund,
        "notices": [(one, is_up(one)) for one in notices_of(member)[:SHOWN]],
    }
    status = 422 if form.errors else 200
    return render(request, "care/fund_notice_list.html", context, status=status)


@never_cache
@require_GET
@office_required(*PAYERS)
def fund_notice(request: MemberRequest, pk: int) -> HttpResponse:
    """The list as the public sees it, and its address."""
    notice = get_object_or_404(notices_of(request.member).select_related("school"), pk=pk)
    address = reverse("care:fund_public", args=[notice.token])
    context = {
        "notice": notice,
        "lines": public_lines(notice),
        "is_up": is_up(notice),
        "address": request.build_absolute_uri(address),
    }
    return render(request, "care/fund_notice.html", context)


@require_POST
@office_required(*PAYERS)
def fund_notice_down(request: MemberRequest, pk: int) -> HttpResponse:
    notice = get_object_or_404(notices_of(request.member), pk=pk)
    services.take_down(actor=request.member, notice=notice)
    messages.success(request, tr("撤下了，原来的地址打不开了。"))
    return redirect("care:fund_notice", pk)


@require_POST
@office_required(*PAYERS)
def fund_notice_days(request: MemberRequest) -> HttpResponse:
    form = DaysForm(request.POST)
    if form.is_valid():
        services.set_notice_days(actor=request.member, **form.cleaned_data)
        messages.success(request, tr("存下了，从下一次公示起。"))
    else:
        messages.error(request, str(form.errors["days"][0]))
    return redirect("care:fund_notice_list")


@never_cache
@require_GET
def fund_public(request: HttpRequest, token: str) -> HttpResponse:
    """For anybody with the address, while the list is up. No search engine keeps it."""
    notice = notice_by(token, timezone.localdate())
    narrow_to_school(notice.school_id)
    context = {"notice": notice, "lines": public_lines(notice)}
    answer = render(request, "care/fund_public.html", context)
    answer["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    answer["Referrer-Policy"] = "no-referrer"
    return answer


def is_up(notice: FundNotice) -> bool:
    return notice.taken_down_on is None and notice.until >= timezone.localdate()
