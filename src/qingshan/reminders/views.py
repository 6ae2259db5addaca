"""Letters, how one wants them, and the link that stops them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from qingshan.kit.tables import table_page
from qingshan.kit.words import tr
from qingshan.programmes.packs import all_packs
from qingshan.programmes.standing import coverage_in, standing_of_school
from qingshan.programmes.visibility import sees_programme_of_others
from qingshan.reminders import services
from qingshan.reminders.forms import PreferenceForm
from qingshan.reminders.leading import looked_at_on, weakest, when
from qingshan.reminders.models import Letter
from qingshan.reminders.queries import (
    letter_seen_by,
    lines_today,
    preference_of,
    preference_signed,
)
from qingshan.reminders.tables import LetterTable
from qingshan.reminders.transport import mail_is_set_up
from qingshan.reminders.visibility import (
    KEEP_ROBOTS,
    led_by,
    letters_visible_to,
    staff_led_by,
)
from qingshan.school.calendar import monday_of
from qingshan.school.doors import MemberRequest, member_required, school_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from qingshan.kit.http import HttpRequest

SAID = {
    ("in_app", False): tr("关掉了，首页不再提醒。想收的时候，在这里打开。"),
    ("in_app", True): tr("打开了，下一封信会在首页提醒你。"),
    ("by_email", False): tr("关掉了，不再发邮件。想收的时候，在这里打开。"),
    ("by_email", True): tr("打开了，下一封信会寄到你的邮箱。"),
}


@require_GET
@member_required
def letter_list(request: MemberRequest) -> HttpResponse:
    table = LetterTable(letters_visible_to(request.member), request.GET)
    return table_page(request, "reminders/letter_list.html", table)


@require_GET
@member_required
def letter(request: MemberRequest, pk: int) -> HttpResponse:
    """One letter. Opened, it is read."""
    found = letter_seen_by(request.member, pk)
    services.mark_read(actor=request.member, letter=found)
    context = {
        "letter": found,
        "lines": lines_today(request.member, found),
        "sums_up": looked_at_on(found.week) if found.audience == Letter.Audience.LEADER else None,
        "preference": preference_of(request.member.account),
    }
    return render(request, "reminders/letter.html", context)


@require_GET
@member_required
def coverage(request: MemberRequest, monday: str, key: str) -> HttpResponse:
    """Who is behind the counts of a leader's letter: by staff number, as the letter counted."""
    member = request.member
    week, led, pack = _monday(monday), led_by(member), all_packs().get(key)
    if led is None or pack is None or week > monday_of(member.today):
        raise Http404
    if not led.whole and not sees_programme_of_others(member, pack):
        raise Http404
    on = looked_at_on(week)
    theirs = set(staff_led_by(member).order_by().values_list("pk", flat=True))
    lines = standing_of_school(school_of(request), on, programme=key)
    held = coverage_in(line for line in lines if line.person.pk in theirs)
    weak = weakest(held, on)
    context = {
        "pack": pack,
        "on": on,
        "led": led,
        "coverage": [(one, when(one.round), one is weak) for one in held],
    }
    return render(request, "reminders/coverage.html", context)


@require_http_methods(["GET", "POST"])
@member_required
def preferences(request: MemberRequest) -> HttpResponse:
    """How one wants to be reminded; everybody for themselves."""
    member = request.member
    by_mail = mail_is_set_up()
    preference = preference_of(member.account)
    form = PreferenceForm(request.POST or None, preference=preference, by_mail=by_mail)
    if form.is_valid():
        services.change_preference(actor=member, **form.cleaned_data)
        messages.success(request, tr("记下了，下一封信就照这样。"))
        return redirect("reminders:preferences")
    context = {
        "form": form,
        "by_mail": by_mail,
        "keeps_robots": member.holds(*KEEP_ROBOTS),
        "weekly": [form[name] for name in ("weekday", "hour")],
        "quiet": [form[name] for name in ("quiet_from", "quiet_until")],
        "channels": [
            form[name] for name in ("in_app", "by_email", "address") if name in form.fields
        ],
    }
    status = 422 if form.errors else 200
    return render(request, "reminders/preferences.html", context, status=status)


@require_POST
@member_required
def turn(request: MemberRequest) -> HttpResponse:
    """One channel off by one tap, or on again."""
    channel: services.Channel = (
        "by_email" if request.POST.get("channel") == "by_email" else "in_app"
    )
    on = request.POST.get("on") == "yes"
    services.turn(actor=request.member.account, channel=channel, on=on)
    messages.success(request, SAID[channel, on])
    return redirect("reminders:preferences")


@never_cache
@csrf_exempt  # mail programs post here for their reader (RFC 8058); the signature is the key
@require_http_methods(["GET", "POST"])
def unsubscribe(request: HttpRequest, signed: str) -> HttpResponse:
    """The link in a mail. Looking does nothing: some programs open every link by themselves."""
    preference = preference_signed(signed)
    if preference is None:
        raise Http404
    if request.method == "POST":
        on = request.POST.get("on") == "yes"
        preference = services.turn(actor=preference.account, channel="by_email", on=on)
    context = {"on": preference.by_email, "done": request.method == "POST"}
    return render(request, "reminders/unsubscribe.html", context)


def _monday(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise Http404 from None
    if day != monday_of(day):
        raise Http404
    return day
