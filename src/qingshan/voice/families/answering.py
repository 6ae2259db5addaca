"""Answering a survey: a slip, a question a screen, one tap each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from qingshan.access.limits import within
from qingshan.access.scope import narrow_to_school
from qingshan.kit.cells import tidy
from qingshan.voice.doors import nameless
from qingshan.voice.models import SurveyQuestion
from qingshan.voice.surveys.queries import slip_of_code
from qingshan.voice.surveys.services import SlipUsed, answer_survey
from qingshan.voice.surveys.words import STEPS

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, QueryDict

LONGEST = 2000
MARKS = {str(mark): mark for mark, _ in STEPS}


@nameless
@require_http_methods(["GET", "POST"])
def answer_by_code(request: HttpRequest) -> HttpResponse:
    """For who cannot scan: the code of the slip, typed."""
    asked = request.POST.get("code", "")
    slip = slip_of_code(asked) if asked and within(request, "follow") else None
    if slip is None:
        context = {"asked": asked, "wrong": bool(asked)}
        status = 422 if asked else 200
        return render(request, "voice/answer_code.html", context, status=status)
    code = "".join(sign for sign in asked if sign.isdigit() and sign.isascii())
    return redirect("voice:answer", code)


@nameless
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, slip: str) -> HttpResponse:
    """The next question that has no answer yet; after the last, a word more if one likes."""
    if request.method == "POST" and not within(request, "answer"):
        return render(request, "voice/too_much.html", status=429)
    held = slip_of_code(slip)
    if held is None:
        return render(request, "voice/answer_over.html", {"why": "unknown"})
    narrow_to_school(held.school_id)
    survey = held.survey
    context: dict[str, Any] = {"school": held.school, "survey": survey}
    today = timezone.localdate()
    if held.is_used or today > survey.closes_on or today < survey.opens_on:
        why = "used" if held.is_used else "early" if today < survey.opens_on else "over"
        return render(request, "voice/answer_over.html", context | {"why": why})
    questions = list(SurveyQuestion.objects.filter(survey=survey).order_by("place"))
    marks = _marks(request.POST, questions)
    context |= {"marks": marks.items(), "all": len(questions), "steps": STEPS}
    for n, question in enumerate(questions, start=1):
        if f"q{question.place}" not in marks:
            asked = {"question": question, "number": n}
            return render(request, "voice/answer.html", context | asked)
    if request.POST.get("done") != "yes":
        return render(request, "voice/answer_words.html", context)
    words = tidy(request.POST.get("words", "")[:LONGEST])
    try:
        answer_survey(slip=held, marks=marks, words=words)
    except SlipUsed:
        return render(request, "voice/answer_over.html", context | {"why": "used"})
    return render(request, "voice/answered.html", context)


def _marks(said: QueryDict, questions: list[SurveyQuestion]) -> dict[str, int]:
    """What was answered so far, as far as it is an answer."""
    names = [f"q{question.place}" for question in questions]
    given = {name: MARKS.get(str(said.get(name, ""))) for name in names}
    return {name: mark for name, mark in given.items() if mark is not None}
