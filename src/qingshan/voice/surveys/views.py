"""Surveys, for the school: making one, printing slips, and what it came to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from qingshan.kit.qr_codes import code_to_scan
from qingshan.kit.tables import table_page
from qingshan.kit.words import tr
from qingshan.people.choices import is_key
from qingshan.school.doors import MemberRequest, member_required, office_required, school_of
from qingshan.voice.complaints.sealing import shown_code
from qingshan.voice.complaints.visibility import HANDLERS
from qingshan.voice.quiet.views import outside
from qingshan.voice.surveys import services
from qingshan.voice.surveys.forms import SlipsForm, SurveyForm
from qingshan.voice.surveys.margins import FEWEST
from qingshan.voice.surveys.queries import answers_to, how_many, results_of, words_of
from qingshan.voice.surveys.tables import AnswerTable, SurveyTable
from qingshan.voice.surveys.visibility import may_run, surveys_visible_to

if TYPE_CHECKING:
    from qingshan.voice.models import Survey


@never_cache
@require_GET
@member_required
def survey_list(request: MemberRequest) -> HttpResponse:
    table = SurveyTable(surveys_visible_to(request.member), request.GET)
    context = {"may_run": may_run(request.member)}
    return table_page(request, "voice/survey_list.html", table, context)


@never_cache
@require_http_methods(["GET", "POST"])
@office_required(*HANDLERS)
def survey_new(request: MemberRequest) -> HttpResponse:
    form = SurveyForm(_posted(request), today=request.member.today)
    if form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("title", "opens_on", "closes_on")}
        made = services.make_survey(
            actor=request.member, school=school_of(request), questions=form.questions, **told
        )
        messages.success(request, tr("做好了。现在一个班一个班地印条子，一户一张。"))
        return redirect("voice:survey", made.pk)
    status = 422 if form.errors else 200
    return render(request, "voice/survey_new.html", {"form": form}, status=status)


@never_cache
@require_GET
@member_required
def survey(request: MemberRequest, pk: int) -> HttpResponse:
    held = _seen(request, pk)
    runs = may_run(request.member)
    over = request.member.today > held.closes_on
    households, answered = how_many(held)
    context: dict[str, Any] = {
        "survey": held,
        "may_run": runs,
        "is_over": over,
        "households": households,
        "answered": answered,
        "fewest": FEWEST,
    }
    if over:
        context["results"] = results_of(held)
        context["words"] = words_of(held) if runs and answered >= FEWEST else []
    return render(request, "voice/survey.html", context)


@never_cache
@require_GET
@member_required
def survey_answers(request: MemberRequest, pk: int, place: int) -> HttpResponse:
    """The rows behind a figure: one a household, without its class and in no order of time."""
    held = _seen(request, pk)
    question = get_object_or_404(held.questions, place=place)
    if request.member.today <= held.closes_on or how_many(held)[1] < FEWEST:
        raise Http404
    mark = request.GET.get("mark", "")
    rows = answers_to(held, place, int(mark) if is_key(mark) else None)
    table = AnswerTable(rows, request.GET, place=place)
    return table_page(
        request, "voice/survey_answers.html", table, {"survey": held, "question": question}
    )


@never_cache
@require_http_methods(["GET", "POST"])
@office_required(*HANDLERS)
def survey_slips(request: MemberRequest, pk: int) -> HttpResponse:
    """Slips of a class, to print and cut: shown once, kept nowhere."""
    held = _seen(request, pk)
    if request.member.today > held.closes_on:
        raise Http404
    form = SlipsForm(_posted(request), school=school_of(request))
    context: dict[str, Any] = {"survey": held, "form": form}
    if form.is_valid():
        codes = services.print_slips(actor=request.member, survey=held, **form.cleaned_data)
        where = reverse("voice:answer", args=["0"]).removesuffix("0/")
        context["class_name"] = form.cleaned_data["school_class"].name
        context["slips"] = [
            (shown_code(code), code_to_scan(outside(request, f"{where}{code}/"))) for code in codes
        ]
    status = 422 if form.errors else 200
    return render(request, "voice/survey_slips.html", context, status=status)


def _posted(request: MemberRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _seen(request: MemberRequest, pk: int) -> Survey:
    return get_object_or_404(surveys_visible_to(request.member), pk=pk)
