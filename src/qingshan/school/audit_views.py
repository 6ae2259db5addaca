from __future__ import annotations

from typing import TYPE_CHECKING

from django.views.decorators.http import require_GET

from qingshan.kit.tables import table_page
from qingshan.school.audit import MAY_READ, AuditTable
from qingshan.school.doors import MemberRequest, office_required

if TYPE_CHECKING:
    from django.http import HttpResponse


@require_GET
@office_required(*MAY_READ)
def audit_list(request: MemberRequest) -> HttpResponse:
    """Who did what and when at this school."""
    table = AuditTable(request.member, request.GET)
    return table_page(request, "school/audit_list.html", table)
