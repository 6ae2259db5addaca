"""An honour's certificate to print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.views.decorators.http import require_GET

from qingshan.documents.making import document_answer, of_a_row
from qingshan.outcomes.honours.papers import CERTIFICATES
from qingshan.outcomes.honours.queries import honour_seen_by
from qingshan.outcomes.honours.visibility import may_keep
from qingshan.school.doors import MemberRequest, member_required

if TYPE_CHECKING:
    from django.http import HttpResponse


@require_GET
@member_required
def honour_paper(request: MemberRequest, pk: int) -> HttpResponse:
    """In Word, for whoever keeps the honour."""
    held = honour_seen_by(request.member, pk)
    if not may_keep(request.member, held):
        raise Http404
    asked = of_a_row(request.member, held)
    return document_answer(request, CERTIFICATES, asked, back="outcomes:honour_list")
