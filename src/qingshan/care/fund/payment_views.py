"""Payments: one person asks, a second pays out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from qingshan.care.cases.forms import WordsForm
from qingshan.care.filling_in import once, posted, sheet
from qingshan.care.fund import services
from qingshan.care.fund.books import spendable
from qingshan.care.fund.forms import AskForm
from qingshan.care.fund.queries import payment_seen_by
from qingshan.care.fund.tables import PaymentTable, yuan
from qingshan.care.fund.views import FUND
from qingshan.care.fund.visibility import (
    children_to_ask_for,
    may_pay,
    may_take_back,
    payments_known_to,
)
from qingshan.care.models import FundPayment
from qingshan.kit.tables import table_page
from qingshan.kit.words import tr
from qingshan.people.choices import is_key
from qingshan.school.doors import MemberRequest, member_required, school_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django import forms

NOT_NOW = tr("这份申请刚刚有人办过，请看看现在的情况。")


@never_cache
@require_GET
@member_required
def fund_payment_list(request: MemberRequest) -> HttpResponse:
    table = PaymentTable(payments_known_to(request.member), request.GET)
    may_ask = children_to_ask_for(request.member).exists()
    return table_page(request, "care/fund_payment_list.html", table, {"may_ask": may_ask})


@never_cache
@require_http_methods(["GET", "POST"])
@member_required
def fund_ask(request: MemberRequest) -> HttpResponse:
    """The first of the two: whoever helps the child."""
    member = request.member
    if not children_to_ask_for(member).exists():
        raise Http404
    named = request.GET.get("student", "")
    form = AskForm(posted(request), member=member, student=int(named) if is_key(named) else None)
    if form.is_valid():
        try:
            payment = services.ask_for_payment(
                actor=member, once=once(request), **form.cleaned_data
            )
        except services.DoneBefore as before:
            messages.success(request, tr("这份申请已经交过了，没有再交一次。"))
            return redirect("care:fund_payment", before.row.pk)
        messages.success(request, tr("申请交上去了，要另一位负责人核实发放。"))
        return redirect("care:fund_payment", payment.pk)
    left = spendable(school_of(request).pk, member.today)
    sub = tr("账上现有 {yuan} 元。").format(yuan=yuan(left))
    return sheet(
        request, form, title=tr("申请帮扶金"), words=tr("请第二个人办"), sub=sub, back=FUND
    )


@never_cache
@require_GET
@member_required
def fund_payment(request: MemberRequest, pk: int) -> HttpResponse:
    found, member = payment_seen_by(request.member, pk), request.member
    context = {
        "payment": found,
        "is_asked": found.state == FundPayment.State.ASKED,
        "may_pay": may_pay(member, found),
        "may_take_back": may_take_back(member, found),
        "left": spendable(school_of(request).pk, member.today),
    }
    return render(request, "care/fund_payment.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
@member_required
def fund_pay(request: MemberRequest, pk: int) -> HttpResponse:
    """The second person hands it over."""
    found = _second_persons(request, pk)
    form = WordsForm(posted(request), label=tr("怎么发的"))
    return _deed(
        request,
        found,
        form,
        lambda told: services.pay(actor=request.member, payment=found, **told),
        title=tr("发给{student} {yuan} 元").format(
            student=found.student.name, yuan=yuan(found.amount)
        ),
        words=tr("核实了，发放"),
        said=tr("发放了，领取单可以打印了。"),
    )


@never_cache
@require_http_methods(["GET", "POST"])
@member_required
def fund_refuse(request: MemberRequest, pk: int) -> HttpResponse:
    found = _second_persons(request, pk)
    form = WordsForm(posted(request), label=tr("为什么不发"), missing=tr("请写为什么不发。"))
    return _deed(
        request,
        found,
        form,
        lambda told: services.refuse(actor=request.member, payment=found, **told),
        title=tr("{student}的申请先不发").format(student=found.student.name),
        words=tr("先不发"),
        said=tr("退回去了，申请的人看得到原因。"),
    )


@require_POST
@member_required
def fund_take_back(request: MemberRequest, pk: int) -> HttpResponse:
    found = payment_seen_by(request.member, pk)
    if found.asked_by != request.member.account:
        raise Http404
    try:
        services.take_back(actor=request.member, payment=found)
    except services.NotWaiting:
        messages.info(request, NOT_NOW)
    else:
        messages.success(request, tr("申请撤回了。"))
    return redirect("care:fund_payment", pk)


def _second_persons(request: MemberRequest, pk: int) -> FundPayment:
    """A request that this person may decide, or that was decided a moment ago."""
    found = payment_seen_by(request.member, pk)
    if found.state == FundPayment.State.ASKED and not may_pay(request.member, found):
        raise Http404
    return found


def _deed(
    request: MemberRequest,
    found: FundPayment,
    form: forms.Form,
    deed: Callable[[dict[str, str]], object],
    *,
    title: str,
    words: str,
    said: str,
) -> HttpResponse:
    if found.state != FundPayment.State.ASKED:
        messages.info(request, NOT_NOW)
        return redirect("care:fund_payment", found.pk)
    if form.is_valid():
        try:
            deed(form.cleaned_data)
        except (services.NotWaiting, services.NotTheirs):
            messages.info(request, NOT_NOW)
            return redirect("care:fund_payment", found.pk)
        except services.NotEnough as short:
            form.add_error(
                None,
                tr("账上只有 {yuan} 元，不够发这一笔。先记下新的捐赠再来。").format(
                    yuan=yuan(short.left)
                ),
            )
        else:
            messages.success(request, said)
            return redirect("care:fund_payment", found.pk)
    back = (reverse("care:fund_payment", args=[found.pk]), tr("申请"))
    return sheet(request, form, title=title, words=words, back=back)
