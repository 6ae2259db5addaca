"""A document made: the school's template, filled with what stands in its records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from qingshan.documents.checking import TemplateRefused
from qingshan.documents.declaring import Asked
from qingshan.documents.store import template_of
from qingshan.kit.words import in_source, makes_a_file, tr

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpRequest

    from qingshan.documents.declaring import Document, Fill
    from qingshan.school.membership import Member


@dataclass(frozen=True)
class Made:
    """A document as a file, and what it was filled with."""

    data: bytes
    fill: Fill
    template: bytes


@makes_a_file
def made(document: Document, asked: Asked, *, site: str = "") -> Made:
    """The document. Raises `TemplateRefused` where the school's own template cannot be used."""
    template = template_of(document, asked.school)
    fill = document.fill(asked)
    if document.ending == "xlsx":
        from qingshan.documents.workbook import filled_workbook

        data = filled_workbook(document, template, fill, site=site)
    else:
        from qingshan.documents.filling import filled_for_word

        data = filled_for_word(document, template, fill, site=site)
    return Made(data, fill, template)


def of_a_row(member: Member, row: Any, *, day: date | None = None) -> Asked:
    """What a document about one row is asked for."""
    on = day or member.today
    return Asked(
        school=member.school, first=on, last=on, as_of=on, words="", member=member, row=row
    )


def download_of(data: bytes, *, name: str, media_type: str) -> HttpResponse:
    answer = HttpResponse(data, content_type=media_type)
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    answer["Cache-Control"] = "private, no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def document_answer(
    request: HttpRequest, document: Document, asked: Asked, *, back: str
) -> HttpResponse:
    """The document to download, with links to this site.

    Where the school's own template has gone bad, back to the page `back` with a word about it.
    """
    site = request.build_absolute_uri("/").rstrip("/")
    try:
        data = made(document, asked, site=site).data
    except TemplateRefused as refused:
        messages.error(request, tr("学校自己的模板用不了：{refused}").format(refused=refused))
        return redirect(back)
    with in_source():
        name = f"{document.file_name(asked)}.{document.ending}"
    return download_of(data, name=name, media_type=document.media_type)
