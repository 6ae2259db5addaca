"""Five minutes in the demonstration school: the door, the stations, and the end of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from qingshan.access.roles import Role
from qingshan.desk.tour.leading import end, lead_to
from qingshan.kit.words import tr
from qingshan.school.demonstration import (
    OFFICER,
    PASSWORD,
    USERNAMES,
    demonstration_stands,
    is_of_demonstration,
)
from qingshan.school.doors import sign_in_first

if TYPE_CHECKING:
    from django.http import HttpResponse

    from qingshan.school.doors import MemberRequest

SEES = {
    "principal": tr("全校的事、孩子和每个数的来历"),
    "secretary": tr("党员、承诺和学习"),
    "student_affairs": tr("点名、预警、个案、留守儿童"),
    "homeroom": tr("一个班的孩子：家访、点名、走访"),
    "group_head": tr("听课、二查三评、师徒"),
    "teacher": tr("刚来的年轻老师的一天"),
    "administrator": tr("表格、账号、个人信息、审计"),
}
"""Part → what its tour is of, in the order in which they are offered."""


@require_GET
def tour(request: MemberRequest) -> HttpResponse:
    """Who one wants to be. Signing in is the house's own, with what the terminal told as well."""
    if not demonstration_stands():
        raise Http404
    parts = [(USERNAMES[part][0], USERNAMES[part][2], words) for part, words in SEES.items()]
    parts.append((OFFICER, Role.COUNTY_OFFICER.label, tr("各校的数，看不到一个孩子")))
    return render(request, "desk/tour.html", {"parts": parts, "password": PASSWORD})


@require_GET
def tour_station(request: MemberRequest, at: int) -> HttpResponse:
    """To the page of that station, on which a strip then says why."""
    if not request.user.is_authenticated:
        return sign_in_first(request)
    station = lead_to(request, at) if is_of_demonstration(request.member) else None
    if station is None:
        raise Http404
    return redirect(station.href)


@require_POST
def tour_end(request: MemberRequest) -> HttpResponse:
    """Nothing more of it until somebody signs in anew."""
    if not request.user.is_authenticated:
        return sign_in_first(request)
    if not is_of_demonstration(request.member):
        raise Http404
    end(request)
    messages.info(request, tr("好，自己随便看看。想再走一遍，退出再进来就行。"))
    return redirect("desk:home")
