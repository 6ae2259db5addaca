"""The fund: what lies in it, its books, an entry and its paper, what is given or taken back."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from qingshan.care.filling_in import once, posted, sheet
from qingshan.care.fund import services
from qingshan.care.fund.books import trial_balance
from qingshan.care.fund.forms import GiveForm, ReverseForm
from qingshan.care.fund.papers import RECEIPT, lines_of, signers_of, title_of
from qingshan.care.fund.queries import entry_seen_by, own_requests, waiting_for
from qingshan.care.fund.tables import EntryTable, yuan
from qingshan.care.fund.visibility import BOOKKEEPERS, PAYERS, children_to_ask_for, may_reverse
from qingshan.care.models import Account
from qingshan.care.visibility import fund_entries_visible_to
from qingshan.documents.making import document_answer, of_a_row
from qingshan.kit.tables import table_page
from qingshan.kit.words import tr
from qingshan.people.visibility import staff_of
from qingshan.school.doors import MemberRequest, member_required, office_required, school_of

SHOWN = 6
FUND = (reverse_lazy("care:fund"), tr("帮扶资金"))
NOT_ON_THE_STAFF = tr("你的账号还没有对上教职工，先请管理员在“账号”里对上。")


@never_cache
@require_GET
@member_required
def fund(request: MemberRequest) -> HttpResponse:
    """What waits for this person first; then what lies in the fund and where it came from."""
    member, school = request.member, school_of(request)
    entries = fund_entries_visible_to(member).select_related("student")
    cash, donations, support = trial_balance(school.pk, member.today)
    context = {
        "cash": cash,
        "donations": donations,
        "support": support,
        "waiting": waiting_for(member).select_related("student", "asked_by")[:SHOWN],
        "mine": own_requests(member).select_related("student")[:SHOWN],
        "latest": entries.order_by("-date", "-pk")[:SHOWN],
        "may_ask": children_to_ask_for(member).exists(),
        "may_give": member.holds(*BOOKKEEPERS) and staff_of(member) is not None,
        "may_publish": member.holds(*PAYERS),
        "sees_books": member.sees_whole_school,
    }
    return render(request, "care/fund.html", context)


@never_cache
@require_GET
@member_required
def fund_entry_list(request: MemberRequest) -> HttpResponse:
    """The journal, as far as the person may see it, above it the three accounts."""
    member = request.member
    table = EntryTable(fund_entries_visible_to(member), request.GET)
    context = {"sides": trial_balance(school_of(request).pk, member.today)}
    return table_page(request, "care/fund_entry_list.html", table, context)


@never_cache
@require_GET
@member_required
def fund_entry(request: MemberRequest, pk: int) -> HttpResponse:
    entry = entry_seen_by(request.member, pk)
    context = {
        "entry": entry,
        "title": title_of(entry),
        "lines": lines_of(entry),
        "signers": signers_of(entry),
        "debit": Account(entry.debit).label,
        "credit": Account(entry.credit).label,
        "reversal": getattr(entry, "reversal", None),
        "payment": getattr(entry, "payment", None),
        "may_reverse": may_reverse(request.member, entry),
        "sees_request": request.member.holds(*PAYERS),
    }
    return render(request, "care/fund_entry.html", context)


@never_cache
@require_GET
@member_required
def fund_entry_paper(request: MemberRequest, pk: int) -> HttpResponse:
    """The receipt or the slip as a Word file."""
    entry = entry_seen_by(request.member, pk)
    return document_answer(request, RECEIPT, of_a_row(request.member, entry), back="care:fund")


@never_cache
@require_http_methods(["GET", "POST"])
@office_required(*BOOKKEEPERS)
def fund_give(request: MemberRequest) -> HttpResponse:
    form = GiveForm(posted(request), today=request.member.today)
    if form.is_valid():
        try:
            entry = services.give(actor=request.member, once=once(request), **form.cleaned_data)
        except services.NotTheirs:
            messages.info(request, NOT_ON_THE_STAFF)
            return redirect("care:fund")
        except services.DoneBefore as before:
            messages.success(request, tr("这笔已经记过了，没有再记一次。"))
            return redirect("care:fund_entry", before.row.pk)
        messages.success(
            request, tr("记下了 {yuan} 元，收据可以打印了。").format(yuan=yuan(entry.amount))
        )
        return redirect("care:fund_entry", entry.pk)
    return sheet(request, form, title=tr("记一笔捐赠"), words=tr("记下"), back=FUND)


@never_cache
@require_http_methods(["GET", "POST"])
@office_required(*PAYERS)
def fund_reverse(request: MemberRequest, pk: int) -> HttpResponse:
    """Takes an entry back by one the other way round."""
    entry = entry_seen_by(request.member, pk)
    if not may_reverse(request.member, entry):
        raise Http404
    form = ReverseForm(posted(request))
    if form.is_valid():
        try:
            made = services.reverse(actor=request.member, entry=entry, **form.cleaned_data)
        except services.NotWaiting:
            messages.info(request, tr("这一笔刚刚有人冲正过了。"))
            return redirect("care:fund_entry", pk)
        except services.NotEnough as short:
            form.add_error(
                "words",
                tr("账上只有 {yuan} 元，这笔捐赠已经用掉一部分了。").format(yuan=yuan(short.left)),
            )
        else:
            messages.success(request, tr("冲正了，原来那一笔还在账上。"))
            return redirect("care:fund_entry", made.pk)
    back = (reverse("care:fund_entry", args=[pk]), tr("这一笔"))
    return sheet(
        request,
        form,
        title=tr("冲正：{title_of}").format(title_of=title_of(entry)),
        words=tr("冲正"),
        back=back,
    )
