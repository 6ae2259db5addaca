"""The address of one's calendar: made, shown once, given up; and the calendar itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from qingshan.access.scope import narrow_to
from qingshan.kit.words import tr
from qingshan.reminders import feed_services
from qingshan.reminders.feed import feed_of
from qingshan.reminders.transport import public
from qingshan.school.doors import MemberRequest, member_required
from qingshan.school.walls import scope_of

if TYPE_CHECKING:
    from qingshan.kit.http import HttpRequest


@never_cache
@require_http_methods(["GET", "POST"])
@member_required
def calendar(request: MemberRequest) -> HttpResponse:
    """Everybody for themselves: the address is told once, where it is made."""
    address = ""
    if request.POST.get("do") == "drop":
        feed_services.drop_feed(actor=request.member)
        messages.success(request, tr("停用了，原来的地址再也读不到什么。"))
        return redirect("reminders:calendar")
    if request.method == "POST":
        token = feed_services.make_feed(actor=request.member)
        path = reverse("reminders:calendar_feed", args=[token])
        address = public(path) or request.build_absolute_uri(path)
    feed = feed_services.feed_held_by(request.member)
    return render(request, "reminders/calendar.html", {"feed": feed, "address": address})


@never_cache
@require_GET
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar, for whoever has its address; without one it does not exist."""
    member = feed_services.member_with(token)
    if member is None:
        raise Http404
    narrow_to(scope_of(member))
    answer = HttpResponse(
        feed_of(member, timezone.now()), content_type="text/calendar; charset=utf-8"
    )
    answer["Content-Disposition"] = 'inline; filename="qingshan.ics"'
    answer["X-Robots-Tag"] = "noindex"
    return answer
