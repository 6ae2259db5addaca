"""The template behind a document: its words, download, putting in one's own, taking it back."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from qingshan.access.roles import SCHOOL_WIDE
from qingshan.documents.declaring import Asks, Number
from qingshan.documents.making import download_of
from qingshan.documents.store import drop_template, keep_template, own_template, template_of
from qingshan.kit.words import as_written, tr
from qingshan.reports.asking import asked_in, document_asked
from qingshan.reports.forms import TemplateForm
from qingshan.reports.views import EDITORS
from qingshan.school.doors import MemberRequest, office_required, school_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from qingshan.documents.declaring import Document


@require_GET
@office_required(*SCHOOL_WIDE)
def template(request: MemberRequest, key: str) -> HttpResponse:
    """The words a template may use, with what they would print now."""
    wanted = document_asked(request, key)
    return _template_page(request, wanted, TemplateForm(document=wanted))


@require_GET
@office_required(*SCHOOL_WIDE)
def template_download(request: MemberRequest, key: str) -> HttpResponse:
    wanted = document_asked(request, key)
    data = template_of(wanted, school_of(request))
    name = f"{as_written(wanted.title)}模板.{wanted.ending}"
    return download_of(data, name=name, media_type=wanted.media_type)


@require_POST
@office_required(*EDITORS)
def template_upload(request: MemberRequest, key: str) -> HttpResponse:
    wanted = document_asked(request, key)
    form = TemplateForm(request.POST, request.FILES, document=wanted)
    if not form.is_valid():
        return _template_page(request, wanted, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    actor, school = request.member.account, school_of(request)
    keep_template(document=wanted, school=school, data=form.data_bytes, actor=actor)
    messages.success(
        request, tr("新模板记下了，往后的{wanted}都照它来写。").format(wanted=wanted.title)
    )
    return redirect("reports:template", key)


@require_POST
@office_required(*EDITORS)
def template_revert(request: MemberRequest, key: str) -> HttpResponse:
    wanted = document_asked(request, key)
    drop_template(document=wanted, school=school_of(request), actor=request.member.account)
    messages.success(request, tr("换回了自带的模板。"))
    return redirect("reports:template", key)


def _template_page(
    request: MemberRequest, wanted: Document, form: TemplateForm, *, status: int = HTTPStatus.OK
) -> HttpResponse:
    context = {
        "document": wanted,
        "form": form,
        "has_own": own_template(wanted, school_of(request)) is not None,
        "may_edit": request.member.holds(*EDITORS),
        "plain": _words(request, wanted),
        "lists": _lists(wanted),
        "program": "Word" if wanted.ending == "docx" else "Excel",
    }
    return render(request, "reports/template.html", context, status=status)


def _words(request: MemberRequest, wanted: Document) -> list[tuple[str, str, str]]:
    """Each word, what it stands for, and what it would print now."""
    now: dict[str, Any] = {}
    if wanted.asks is not Asks.ROW:
        asked = asked_in(wanted, request, request.GET)
        now = dict(wanted.fill(asked)) if asked else {}
    return [
        (f"{{{{ {word} }}}}", meaning, _printed(now.get(word)))
        for word, meaning in wanted.words().plain.items()
    ]


def _lists(wanted: Document) -> list[tuple[str, list[tuple[str, str]]]]:
    return [
        (
            f"{{% for one in {name} %}}",
            [
                (f"{{{{ one.{column} }}}}" if column else "{{ one }}", meaning)
                for column, meaning in columns.items()
            ],
        )
        for name, columns in wanted.words().lists.items()
    ]


def _printed(thing: Any) -> str:
    if isinstance(thing, Number):
        return thing.text
    return str(thing) if isinstance(thing, str | int) else ""
