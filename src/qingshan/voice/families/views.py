"""Pages for families: no account, no cookie, one question a screen, each button large.

What was said so far goes along in the form itself; the server keeps nothing until it is sent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from qingshan.access.limits import within
from qingshan.school.doors import public_school
from qingshan.voice.complaints import services
from qingshan.voice.complaints.queries import complaint_of_code, steps_for_the_family
from qingshan.voice.complaints.sealing import shown_code
from qingshan.voice.complaints.visibility import SETTLED_WITHIN, TAKEN_WITHIN
from qingshan.voice.doors import nameless
from qingshan.voice.families.forms import ABOUTS, NameForm, SayForm
from qingshan.voice.models import Complaint, ComplaintStep

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from qingshan.school.models import School

About = Complaint.About


@nameless
@require_GET
def say(request: HttpRequest, code: str) -> HttpResponse:
    """Where a poster leads: tell something, or see what became of it."""
    return render(request, "voice/say.html", {"school": public_school(code)})


@nameless
@require_http_methods(["GET", "POST"])
def complain(request: HttpRequest, code: str) -> HttpResponse:
    """About what, whom, and what happened; each on a screen of its own."""
    school = public_school(code)
    said = request.POST
    about = said.get("about", "")
    context: dict[str, Any] = {"school": school, "about": about, "once": _once(request)}
    if about not in About.values:
        return render(request, "voice/say_about.html", context | {"abouts": ABOUTS})
    if about == About.TEACHER:
        name = NameForm(said if "name" in said else None)
        if not name.is_valid():
            return render(request, "voice/say_name.html", context | {"form": name})
        context["name"] = name.cleaned_data["name"]
    form = SayForm(said if "words" in said else None, request.FILES or None)
    if not form.is_valid():
        status = 422 if form.errors else 200
        return render(request, "voice/say_words.html", context | {"form": form}, status=status)
    return _receive(request, school, form, context)


@nameless
@require_http_methods(["GET", "POST"])
def follow(request: HttpRequest, code: str) -> HttpResponse:
    """What became of it, for who has the code; and a word more to it."""
    school = public_school(code)
    asked = request.POST.get("code", "")
    if request.method == "GET" or not asked:
        return render(request, "voice/follow.html", {"school": school})
    if not within(request, "follow"):
        return _too_much(request)
    held = complaint_of_code(school, asked)
    if held is None:
        told = {"school": school, "asked": asked, "wrong": True}
        return render(request, "voice/follow.html", told, status=422)
    form = SayForm(
        request.POST if "words" in request.POST else None,
        request.FILES or None,
        needed=request.POST.get("unsolved") != "yes",
    )
    heard = False
    if form.is_valid():
        unsolved = request.POST.get("unsolved") == "yes"
        heard = bool(services.hear_again(complaint=held, unsolved=unsolved, **form.cleaned_data))
        form = SayForm()
        held.incident.refresh_from_db()
    context = {
        "school": school,
        "complaint": held,
        "code": asked,
        "steps": steps_for_the_family(held),
        "form": form,
        "heard": heard,
        "settled": held.incident.settled_on,
        "families": ComplaintStep.Side.FAMILY,
    }
    status = 422 if form.errors else 200
    return render(request, "voice/followed.html", context, status=status)


def _receive(
    request: HttpRequest, school: School, form: SayForm, context: dict[str, Any]
) -> HttpResponse:
    if not within(request, "complain"):
        return _too_much(request)
    try:
        held, code = services.receive_complaint(
            school=school,
            about=context["about"],
            name=context.get("name", ""),
            once=context["once"],
            **form.cleaned_data,
        )
    except services.TooManyToday:
        return _too_much(request)
    told = {
        "school": school,
        "complaint": held,
        "code": shown_code(code),
        "taken_within": TAKEN_WITHIN.days,
        "settled_within": SETTLED_WITHIN.days,
    }
    return render(request, "voice/said.html", told)


def _too_much(request: HttpRequest) -> HttpResponse:
    return render(request, "voice/too_much.html", status=429)


def _once(request: HttpRequest) -> UUID:
    """Names this sending; the first screen makes it, the others carry it along."""
    try:
        return UUID(request.POST.get("once", ""))
    except ValueError:
        return uuid4()
