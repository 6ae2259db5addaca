"""The page of the ledgers, and the workbook, which asks for a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from qingshan.access.audit import note
from qingshan.care.cases.ledger_book import LEDGER_BOOK
from qingshan.care.cases.ledgers import children_of_age, month_of, report_of
from qingshan.care.cases.tables import CaseTable
from qingshan.care.cases.visibility import SECOND_PERSONS
from qingshan.documents.declaring import Asked
from qingshan.documents.making import document_answer
from qingshan.kit.tables import table_page
from qingshan.kit.words import tr
from qingshan.school.doors import MemberRequest, office_required, school_of

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpResponse
    from django.http.response import HttpResponseBase

MONTHS_OFFERED = 24

WHY = tr("请写为什么导出，例如“报县教育局”。")


class ReasonForm(forms.Form):
    """Why the ledgers leave the house; it stands in the audit log."""

    reason = forms.CharField(
        label=tr("为什么导出"),
        min_length=2,
        max_length=200,
        help_text=tr("里面有孩子的名字。为什么导出会记进审计。"),
        error_messages=dict.fromkeys(("required", "min_length"), WHY)
        | {"max_length": tr("写得太长了，最多 200 个字。")},
    )


@never_cache
@require_http_methods(["GET", "POST"])
@office_required(*SECOND_PERSONS)
def ledger(request: MemberRequest) -> HttpResponseBase:
    school, member = school_of(request), request.member
    month = month_of(request.GET.get("month", ""), member.today)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        return _download(request, form.cleaned_data["reason"])
    lines = report_of(school, month, member.today)
    chosen = next((line for line in lines if line.key == request.GET.get("rows")), lines[0])
    ages = children_of_age(school, member.today)
    kept = {"month": month.key, "rows": chosen.key}
    table = CaseTable(chosen.cases, request.GET, today=member.today)
    table.kept = kept
    context = {
        "month": month,
        "months": _months(month_of("", member.today).first),
        "lines": lines,
        "chosen": chosen,
        "ages": ages,
        "of_age": sum(grade.all for grade in ages),
        "form": form,
    }
    answer = table_page(request, "care/ledger.html", table, context)
    if form.errors:
        answer.status_code = 422
    return answer


def _months(first: date) -> list[str]:
    """The latest first."""
    return [
        f"{first.year + (first.month - 1 - n) // 12}-{(first.month - 1 - n) % 12 + 1:02}"
        for n in range(MONTHS_OFFERED)
    ]


def _download(request: MemberRequest, reason: str) -> HttpResponse:
    school, member = school_of(request), request.member
    month = month_of(request.GET.get("month", ""), member.today)
    note(
        actor=member.account,
        deed="export_ledgers",
        subject=school,
        school_id=school.pk,
        month=month.key,
        reason=reason,
    )
    asked = Asked(
        school=school,
        first=month.first,
        last=month.last,
        as_of=member.today,
        words=month.words,
        member=member,
    )
    return document_answer(request, LEDGER_BOOK, asked, back="care:ledger")
