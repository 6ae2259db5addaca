"""Pages of documents: all of them, one to read, to download, and what stands behind a number."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from qingshan.access.audit import note
from qingshan.access.roles import SCHOOL_WIDE, Role
from qingshan.documents.checking import TemplateRefused
from qingshan.documents.declaring import Asks, Number, documents
from qingshan.documents.making import document_answer
from qingshan.documents.pages import blocks_of
from qingshan.documents.store import own_template
from qingshan.indicators.models import PublishedDocument
from qingshan.indicators.queries import answers_of_each
from qingshan.indicators.tables import evidence_table, rows_out_of_sight
from qingshan.kit.charts import Chart, svg
from qingshan.kit.tables import table_page
from qingshan.kit.words import tr
from qingshan.reports.asking import asked_in, choices_of, document_asked
from qingshan.reports.forms import PublishForm, WhyForm
from qingshan.school.doors import MemberRequest, office_required, school_of

if TYPE_CHECKING:
    from qingshan.documents.declaring import Asked, Document

EDITORS = frozenset({Role.ADMINISTRATOR, Role.PRINCIPAL, Role.SECRETARY})
"""Who may change the school's templates, and publish."""
GROUPS = (tr("报告"), tr("台账"), tr("证书"), tr("协议和单据"))


@require_GET
@office_required(*SCHOOL_WIDE)
def report_list(request: MemberRequest) -> HttpResponse:
    """Every document the person may make, by what it is."""
    school = school_of(request)
    mine = [one for one in documents().values() if one.is_for(request.member)]
    groups = [
        (
            title,
            [(one, own_template(one, school) is not None) for one in mine if one.group == title],
        )
        for title in GROUPS
    ]
    issued = PublishedDocument.objects.filter(school=school, key__in=[one.key for one in mine])
    context = {
        "groups": [group for group in groups if group[1]],
        "issued": issued[:5],
        "may_edit": request.member.holds(*EDITORS),
    }
    return render(request, "reports/report_list.html", context)


@never_cache
@require_GET
@office_required(*SCHOOL_WIDE)
def document(request: MemberRequest, key: str) -> HttpResponse:
    """The whole document as a page, each number a link to its rows."""
    asked_for = document_asked(request, key)
    if asked_for.asks is Asks.ROW:
        return redirect(asked_for.page)
    return document_page(request, asked_for)


@never_cache
@require_GET
@office_required(*SCHOOL_WIDE)
def document_file(request: MemberRequest, key: str) -> HttpResponse:
    wanted, asked = _wanted(request, key)
    if wanted.asks_why:
        raise Http404
    return document_answer(request, wanted, asked, back="reports:report_list")


@never_cache
@require_POST
@office_required(*SCHOOL_WIDE)
def document_file_why(request: MemberRequest, key: str) -> HttpResponse:
    """A document with children's names: its reason stands in the audit log."""
    wanted, asked = _wanted(request, key)
    form = WhyForm(request.POST)
    if not form.is_valid():
        return document_page(request, wanted, why=form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    school = school_of(request)
    note(
        actor=request.member.account,
        deed="export_document",
        subject=school,
        school_id=school.pk,
        document=wanted.key,
        asked=asked.query,
        reason=form.cleaned_data["reason"],
    )
    return document_answer(request, wanted, asked, back="reports:report_list")


@require_GET
@office_required(*SCHOOL_WIDE)
def document_chart(request: MemberRequest, key: str, word: str) -> HttpResponse:
    wanted, asked = _wanted(request, key)
    drawn = wanted.fill(asked).get(word)
    if not isinstance(drawn, Chart):
        raise Http404
    return HttpResponse(svg(drawn), content_type="image/svg+xml")


@require_GET
@office_required(*SCHOOL_WIDE)
def number(request: MemberRequest, key: str, word: str) -> HttpResponse:
    """The rows behind a number of a document's own time."""
    wanted, asked = _wanted(request, key)
    found = wanted.fill(asked).get(word)
    if not isinstance(found, Number) or found.figure is None:
        raise Http404
    figure, school, as_of = found.figure, school_of(request), found.as_of or asked.as_of
    rows = answers_of_each([school], figure, as_of=as_of)[school.pk].rows
    table = evidence_table(figure, request.member, as_of, request.GET)
    table.kept = dict([part.split("=") for part in asked.query.split("&")])
    context = {
        "document": wanted,
        "asked": asked,
        "number": found,
        "out_of_sight": rows_out_of_sight(figure, request.member, as_of, rows),
    }
    return table_page(request, "reports/number.html", table, context)


def document_page(
    request: MemberRequest,
    wanted: Document,
    *,
    why: WhyForm | None = None,
    publish: PublishForm | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    asked = asked_in(wanted, request, request.GET)
    context: dict[str, Any] = {
        "document": wanted,
        "asked": asked,
        "choices": choices_of(wanted, request, asked),
        "may_edit": request.member.holds(*EDITORS),
        "why": why or WhyForm(),
        "publish": publish or PublishForm(),
    }
    if asked is not None and wanted.ending == "docx":
        try:
            context["blocks"] = blocks_of(
                wanted, asked, chart_at=lambda word: chart_address(wanted, asked, word)
            )
        except TemplateRefused as refused:
            return sent_back(request, wanted, refused)
    return render(request, "reports/document.html", context, status=status)


def chart_address(wanted: Document, asked: Asked, word: str) -> str:
    return f"{reverse('reports:document_chart', args=[wanted.key, word])}?{asked.query}"


def sent_back(request: MemberRequest, wanted: Document, refused: TemplateRefused) -> HttpResponse:
    """A template that was sound once and is not now: the words of the software have moved on."""
    messages.error(request, tr("学校自己的模板用不了：{refused}").format(refused=refused))
    return redirect("reports:template", wanted.key)


def _wanted(request: MemberRequest, key: str) -> tuple[Document, Asked]:
    wanted = document_asked(request, key)
    asked = asked_in(wanted, request, request.GET)
    if asked is None:
        raise Http404
    return wanted, asked
