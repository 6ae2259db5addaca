"""四无: everybody at the school sees the counts and whether the record is whole."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urljoin

from django.conf import settings
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from qingshan.access.roles import SCHOOL_WIDE
from qingshan.kit.qr_codes import code_to_scan
from qingshan.school.doors import MemberRequest, member_required, office_required, school_of
from qingshan.voice.models import Complaint
from qingshan.voice.quiet.queries import four_of
from qingshan.voice.quiet.wholeness import what_does_not_fit

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@never_cache
@require_GET
@member_required
def quiet(request: MemberRequest) -> HttpResponse:
    school = school_of(request)
    context = {
        "four": four_of(school, request.member.today),
        "wrong": what_does_not_fit(school),
        "complaints": Complaint.objects.filter(school=school).count(),
        "opens_rows": request.member.sees_whole_school,
        "school": school,
    }
    return render(request, "voice/quiet.html", context)


@never_cache
@require_GET
@office_required(*SCHOOL_WIDE)
def poster(request: MemberRequest) -> HttpResponse:
    """A sheet to print and hang up at the gate."""
    school = school_of(request)
    address = outside(request, reverse("voice:say", args=[school.code]))
    context = {"school": school, "address": address, "picture": code_to_scan(address)}
    return render(request, "voice/poster.html", context)


def outside(request: HttpRequest, path: str) -> str:
    """An address as one reaches it from outside."""
    if settings.PUBLIC_ADDRESS:
        return urljoin(str(settings.PUBLIC_ADDRESS), path)
    return str(request.build_absolute_uri(path))
