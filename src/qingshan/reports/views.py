"""Pages of reports: the case document to read and to download, and the template behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from qingshan.access.roles import SCHOOL_WIDE, Role
from qingshan.indicators.asking import as_of_asked
from qingshan.indicators.queries import answers_for
from qingshan.reports.case import case_document
from qingshan.reports.forms import TemplateForm
from qingshan.reports.pages import case_blocks
from qingshan.reports.template import (
    TemplateRefused,
    drop_template,
    keep_template,
    own_template,
    template_of,
)
from qingshan.reports.vocabulary import MORE, figure_words
from qingshan.school.doors import MemberRequest, office_required, school_of

if TYPE_CHECKING:
    from datetime import date

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EDITORS = (Role.ADMINISTRATOR, Role.PRINCIPAL, Role.SECRETARY)
"""Who may change the school's template."""


@require_GET
@office_required(*SCHOOL_WIDE)
def report_list(request: MemberRequest) -> HttpResponse:
    return _reports(request, TemplateForm())


@require_GET
@office_required(*SCHOOL_WIDE)
def case(request: MemberRequest) -> HttpResponse:
    """The whole document as a page, each figure a link to its rows."""
    as_of = as_of_asked(request.GET, request.member)
    try:
        blocks = case_blocks(school_of(request), as_of=as_of)
    except TemplateRefused as refused:
        return _sent_back(request, refused)
    return render(request, "reports/case.html", {"as_of": as_of, "blocks": blocks})


@require_GET
@office_required(*SCHOOL_WIDE)
def case_download(request: MemberRequest) -> HttpResponse:
    school = school_of(request)
    as_of = as_of_asked(request.GET, request.member)
    try:
        site = request.build_absolute_uri("/").rstrip("/")
        document = case_document(school, as_of=as_of, site=site)
    except TemplateRefused as refused:
        return _sent_back(request, refused)
    return _word_file(document, f"{school.name}党建工作创新案例-{as_of.isoformat()}.docx")


@require_GET
@office_required(*SCHOOL_WIDE)
def template_download(request: MemberRequest) -> HttpResponse:
    return _word_file(template_of(school_of(request)), "案例报告模板.docx")


@require_POST
@office_required(*EDITORS)
def template_upload(request: MemberRequest) -> HttpResponse:
    form = TemplateForm(request.POST, request.FILES)
    if not form.is_valid():
        return _reports(request, form, status=422)
    actor = request.member.account
    keep_template(school=school_of(request), data=form.data_bytes, actor=actor)
    messages.success(request, "新模板记下了，往后的案例报告都照它来写。")
    return redirect("reports:report_list")


@require_POST
@office_required(*EDITORS)
def template_revert(request: MemberRequest) -> HttpResponse:
    drop_template(school=school_of(request), actor=request.member.account)
    messages.success(request, "换回了自带的模板。")
    return redirect("reports:report_list")


def _reports(request: MemberRequest, form: TemplateForm, *, status: int = 200) -> HttpResponse:
    school = school_of(request)
    as_of = as_of_asked(request.GET, request.member)
    context = {
        "as_of": as_of,
        "form": form,
        "has_own": own_template(school) is not None,
        "may_edit": request.member.holds(*EDITORS),
        "placeholders": _placeholders(request, as_of),
    }
    return render(request, "reports/report_list.html", context, status=status)


def _placeholders(request: MemberRequest, as_of: date) -> list[tuple[str, str, str]]:
    """Each placeholder, what it stands for, and what it would print today."""
    answers = answers_for(school_of(request), as_of=as_of)
    figures = [
        (f"{{{{ {key} }}}}", title, answers[key].text if key in answers else "")
        for key, title in figure_words()
    ]
    return figures + [(f"{{{{ {chain} }}}}", meaning, "") for chain, meaning in MORE.items()]


def _word_file(document: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(document, content_type=DOCX)
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    answer["Cache-Control"] = "private, no-store"
    return answer


def _sent_back(request: MemberRequest, refused: TemplateRefused) -> HttpResponse:
    """A template that was sound once and is not now: the words of the software have moved on."""
    messages.error(request, f"学校自己的模板用不了：{refused}")
    query = urlencode({"as_of": request.GET.get("as_of", "")})
    return redirect(f"{reverse('reports:report_list')}?{query}")
