"""What a survey came to: sums and shares, never a household."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q

from qingshan.access.scope import whole_house
from qingshan.school.models import SchoolClass
from qingshan.voice.models import Survey, SurveyAnswer, SurveyQuestion, SurveySlip
from qingshan.voice.surveys.margins import FEWEST, Share, too_small
from qingshan.voice.surveys.services import hash_of_slip
from qingshan.voice.surveys.words import GOOD, MEANS, STEPS

if TYPE_CHECKING:
    from django.db.models import QuerySet

Index = SurveyQuestion.Index


@dataclass(frozen=True, slots=True)
class Line:
    """One question: how many gave each step, and the share of good ones."""

    question: SurveyQuestion
    share: Share | None
    steps: list[tuple[int, str, int]]  # mark, word, answers
    means: str


@dataclass(frozen=True, slots=True)
class ClassLine:
    """One class; `shares` by index, empty where the group is too small to show."""

    name: str
    households: int
    answered: int
    is_hidden: bool
    shares: dict[str, Share] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Results:
    households: int
    answered: int
    lines: list[Line]
    classes: list[ClassLine]

    @property
    def is_enough(self) -> bool:
        return self.answered >= FEWEST


def how_many(survey: Survey) -> tuple[int, int]:
    """Households with a slip, and those that answered."""
    slips = SurveySlip.objects.filter(survey=survey)
    sums = slips.aggregate(all=Count("pk"), used=Count("pk", filter=Q(is_used=True)))
    return sums["all"], sums["used"]


def results_of(survey: Survey) -> Results:
    """Four queries, however many answered."""
    questions = list(SurveyQuestion.objects.filter(survey=survey).order_by("place"))
    answers = list(SurveyAnswer.objects.filter(survey=survey).values_list("school_class", "marks"))
    slips = dict(
        SurveySlip.objects.filter(survey=survey)
        .order_by()
        .values_list("school_class")
        .annotate(number=Count("pk"))
    )
    households = max(sum(slips.values()), len(answers))
    marks = [given for _, given in answers]
    lines = [_line(question, marks, households) for question in questions]
    return Results(households, len(answers), lines, _classes(questions, answers, slips))


def answers_to(survey: Survey, place: int, mark: int | None) -> QuerySet[SurveyAnswer]:
    """The rows behind a figure: drawn keys give them an order that tells nothing."""
    found = SurveyAnswer.objects.filter(survey=survey)
    return found if mark is None else found.filter(**{f"marks__q{place}": mark})


def words_of(survey: Survey) -> list[str]:
    """What families wrote beside their answers, in an order that tells nothing."""
    answers = SurveyAnswer.objects.filter(survey=survey).order_by("id")
    return [words for words in answers.values_list("words", flat=True) if words]


def slip_of_code(code: str) -> SurveySlip | None:
    found = SurveySlip.objects.filter(code_hash=hash_of_slip(code))
    with whole_house():
        return found.select_related("survey", "school").first()


def _line(question: SurveyQuestion, marks: list[dict[str, int]], households: int) -> Line:
    counted = Counter(given.get(f"q{question.place}") for given in marks)
    share = None
    if len(marks) >= FEWEST:
        good = sum(number for mark, number in counted.items() if (mark or 0) >= GOOD)
        share = Share(good, len(marks), households)
    steps = [(mark, word, counted[mark]) for mark, word in STEPS]
    return Line(question, share, steps, MEANS.get(question.index or "", ""))  # type: ignore[call-overload]


def _classes(
    questions: list[SurveyQuestion], answers: list[Any], slips: dict[int, int]
) -> list[ClassLine]:
    given: dict[int, list[dict[str, int]]] = {key: [] for key in slips}
    for school_class, marks in answers:
        given.setdefault(school_class, []).append(marks)
    hidden = too_small({key: len(marks) for key, marks in given.items()})
    indices = {q.index: f"q{q.place}" for q in questions if q.index}
    names = SchoolClass.objects.filter(pk__in=given).order_by("grade_number", "code")
    lines = []
    for key, name in names.values_list("pk", "name"):
        marks = given[key]
        asked = max(slips.get(key, 0), len(marks))
        shares = {}
        if marks and key not in hidden:
            shares = {
                index: Share(sum(one.get(q, 0) >= GOOD for one in marks), len(marks), asked)
                for index, q in indices.items()
            }
        lines.append(ClassLine(name, asked, len(marks), key in hidden, shares))
    return lines
