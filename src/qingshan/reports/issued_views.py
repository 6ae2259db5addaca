"""Documents that went out: publishing one, the list of them, one with its frozen figures."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from qingshan.access.roles import SCHOOL_WIDE
from qingshan.documents.checking import TemplateRefused, check_template
from qingshan.documents.declaring import MEDIA, documents
from qingshan.documents.making import made
from qingshan.indicators.models import PublishedDocument, PublishedFigure
from qingshan.indicators.publishing import publish
from qingshan.kit.tables import table_page
from qingshan.kit.words import tr
from qingshan.reports.asking import asked_in, document_asked
from qingshan.reports.forms import PublishForm
from qingshan.reports.tables import FrozenTable, IssuedTable
from qingshan.reports.views import EDITORS, document_page, sent_back
from qingshan.school.doors import MemberRequest, office_required, school_of

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpResponse
    from django.http.response import HttpResponseBase


@require_POST
@office_required(*EDITORS)
def document_publish(request: MemberRequest, key: str) -> HttpResponse:
    """Makes the document final: kept as it is now, its figures with what their rows are now."""
    wanted = document_asked(request, key)
    asked = asked_in(wanted, request, request.GET)
    if asked is None:
        raise Http404
    form = PublishForm(request.POST)
    if not form.is_valid():
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        return document_page(request, wanted, publish=form, status=status)
    try:
        done = made(wanted, asked, site=request.build_absolute_uri("/").rstrip("/"))
        named = check_template(wanted, done.template)
    except TemplateRefused as refused:
        return sent_back(request, wanted, refused)
    held = publish(
        document=wanted,
        asked=asked,
        made=done,
        named=named,
        actor=request.member.account,
        remark=form.cleaned_data["remark"],
    )
    messages.success(request, tr("定稿发布了。文件和里面的每个数字都照现在的样子存好了。"))
    return redirect("reports:issued", held.pk)


@require_GET
@office_required(*SCHOOL_WIDE)
def issued_list(request: MemberRequest) -> HttpResponse:
    table = IssuedTable(_issued_to(request), request.GET)
    return table_page(request, "reports/issued_list.html", table, {})


@never_cache
@require_GET
@office_required(*SCHOOL_WIDE)
def issued(request: MemberRequest, pk: int) -> HttpResponse:
    """One as it went out, with its frozen figures."""
    held = get_object_or_404(_issued_to(request).select_related("by"), pk=pk)
    table = FrozenTable(PublishedFigure.objects.filter(document=held), request.GET)
    return table_page(request, "reports/issued.html", table, {"issued": held})


@never_cache
@require_GET
@office_required(*SCHOOL_WIDE)
def issued_file(request: MemberRequest, pk: int) -> HttpResponseBase:
    held = get_object_or_404(_issued_to(request).exclude(file=""), pk=pk)
    try:
        opened = held.file.open("rb")
    except FileNotFoundError as gone:
        raise Http404 from gone
    answer = FileResponse(
        opened,
        as_attachment=True,
        filename=f"{held.title}.{held.ending}",
        content_type=MEDIA[held.ending],
    )
    answer["Cache-Control"] = "private, no-store"
    return answer


def _issued_to(request: MemberRequest) -> QuerySet[PublishedDocument]:
    """Published documents of the school that the person could make themselves."""
    mine = [key for key, one in documents().items() if one.is_for(request.member)]
    return PublishedDocument.objects.filter(school=school_of(request), key__in=mine)
