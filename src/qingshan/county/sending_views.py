"""The school's pages: what leaves for the county, in words and a table, before it does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from qingshan.county.asked import asked_among
from qingshan.county.closing import schools_living_here
from qingshan.county.forms import DestinationForm
from qingshan.county.kinds import kind_words
from qingshan.county.models import Destination
from qingshan.county.package import making
from qingshan.county.package.encoding import SUFFIX
from qingshan.county.tables import PackageTable
from qingshan.county.visibility import SENDERS, packages_sent_by
from qingshan.kit.qr_codes import code_to_scan
from qingshan.kit.tables import table_page
from qingshan.kit.words import tr
from qingshan.school.doors import MemberRequest, office_required, school_of

if TYPE_CHECKING:
    from qingshan.county.asked import Asked
    from qingshan.county.models import Return
    from qingshan.county.suppression import Cell


@require_http_methods(["GET", "POST"])
@office_required(*SENDERS)
def package(request: MemberRequest) -> HttpResponse:
    """What the county gets to see of this school, and how it goes there."""
    school = school_of(request)
    posted = request.method == "POST"
    where = Destination.objects.filter(school=school).first()
    began = {"name": where.county_name, "code": where.county_code} if where else None
    form = DestinationForm(request.POST if posted else None, initial=began)
    if posted and form.is_valid():
        told = form.cleaned_data
        making.choose_county(
            school=school, code=told["code"], name=told["name"], actor=request.member.account
        )
        messages.success(request, tr("记下了。把下面的公钥交给县里，一次就够。"))
        return redirect("county:package")
    context = _context(request, where) | {"form": form}
    table = PackageTable(packages_sent_by(request.member), request.GET)
    answer = table_page(request, "county/package.html", table, context)
    if posted:
        answer.status_code = 422
    return answer


@require_POST
@office_required(*SENDERS)
def package_make(request: MemberRequest) -> HttpResponse:
    school = school_of(request)
    try:
        made = making.make_package(school=school, actor=request.member.account)
    except making.NothingToSend as nothing:
        messages.error(request, str(nothing))
        return redirect("county:package")
    return _as_file(bytes(made.content), school.code, made.of)


@require_GET
@office_required(*SENDERS)
def package_file(request: MemberRequest, pk: int) -> HttpResponse:
    """A package that was made before, to its last byte."""
    made = get_object_or_404(packages_sent_by(request.member).select_related("of"), pk=pk)
    return _as_file(bytes(made.content), school_of(request).code, made.of)


@require_POST
@office_required(*SENDERS)
def package_key_renew(request: MemberRequest) -> HttpResponse:
    school = school_of(request)
    if not Destination.objects.filter(school=school).exists():
        raise Http404
    making.renew_key(school=school, actor=request.member.account)
    messages.success(request, tr("换了一把新的钥匙。请把新的公钥交给县里，再做一份数据包。"))
    return redirect("county:package")


def _context(request: MemberRequest, where: Destination | None) -> dict[str, Any]:
    school = school_of(request)
    told = None
    if schools_living_here().filter(pk=school.pk).exists():
        told = making.month_to_send(school, request.member.today)
    text = making.public_text(school, where.county_code) if where else None
    return {
        "school": school,
        "county": school.county,
        "where": where,
        "told": told,
        "kind": kind_words(told.first_grade, told.last_grade) if told else "",
        "leaving": _leaving(told) if told else [],
        "public": text,
        "picture": code_to_scan(str(text)) if text else "",
        "is_made": bool(told and told.packages.exists()),
    }


def _leaving(told: Return) -> list[tuple[Asked, Cell]]:
    cells = {row.key: row.cell for row in told.figures.all()}
    return [(asked, cells[asked.key]) for asked in asked_among(cells)]


def _as_file(raw: bytes, code: str, told: Return) -> HttpResponse:
    answer = HttpResponse(raw, content_type="application/octet-stream")
    name = f"qingshan-{code}-{told.as_of:%Y-%m}{SUFFIX}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
