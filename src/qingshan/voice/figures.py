"""Figures of voices: whatever went wrong, suggestions to their end, families' answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q

from qingshan.kit.dimensions import of_choices, of_words
from qingshan.kit.figures import Figure, Page, Source, on_or_before
from qingshan.kit.measures import Cells, HowMany
from qingshan.kit.words import tr
from qingshan.records.figures import of_records
from qingshan.voice.models import Incident, Suggestion, SurveyAnswer
from qingshan.voice.suggestions.visibility import suggestions_visible_to
from qingshan.voice.visibility import incidents_visible_to

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from qingshan.school.membership import Member

KIND = Incident.Kind
State = Suggestion.State
STANDING = tr("学校声誉明显提升")


def _suggestions_visible_to(member: Member) -> QuerySet[Suggestion]:
    return Suggestion.objects.filter(record__in=suggestions_visible_to(member).values("pk"))


def _no_answers(member: Member) -> QuerySet[SurveyAnswer]:
    return SurveyAnswer.objects.none()


def _label(cells: Cells) -> str:
    settled = tr("已办结") if cells["settled_on"] else tr("还没有办结")
    return f"{KIND(cells['kind']).label} · {cells['description']} · {settled}"


INCIDENTS = Source(
    title=tr("事件"),
    model=Incident,
    owner="school",
    number="pk",
    date="date",
    by=on_or_before(),
    reads=("kind", "description", "settled_on"),
    search=("description",),
    label=_label,
    visible=incidents_visible_to,
    page=lambda cells: Page("voice:incident", cells["pk"]),
)

SUGGESTIONS = Source(
    title=tr("建议的办理"),
    model=Suggestion,
    owner="school",
    number="pk",
    date="settled_on",
    by=on_or_before("settled_on"),
    reads=("record", "record__title", "state"),
    search=("record__title",),
    label=lambda cells: f"{cells['record__title']} · {State(cells['state']).label}",
    visible=_suggestions_visible_to,
    page=lambda cells: Page("voice:suggestion", cells["record"]),
    dimensions=(of_choices("state", tr("结果"), "state", State),),
    same_as="record",
)

ANSWERS = Source(
    title=tr("家长问卷"),
    model=SurveyAnswer,
    owner="school",
    number="survey__title",
    date="survey__opens_on",
    by=on_or_before("survey__opens_on"),
    reads=("survey__title",),
    label=lambda cells: str(cells["survey__title"]),
    visible=_no_answers,
    dimensions=(of_words("survey", tr("哪一次问卷"), "survey__title"),),
)
"""An answer has no name and is nobody's to open: of answers there is only how many."""


def _incidents(key: str, kind: Incident.Kind) -> Figure:
    return Figure(
        key=f"incidents.{key}",
        title=kind.label,
        unit=tr("起"),
        definition=tr("统计日前（含当日）登记的{kind}。").format(kind=kind.label),
        chapter=tr("四无"),
        source=INCIDENTS,
        measure=HowMany(),
        where=Q(kind=kind),
        system="R7",
        agreed=True,
    )


def _suggestions(key: str, title: str, words: str, which: dict[str, Any]) -> Figure:
    return Figure(
        key=f"suggestions.{key}",
        title=title,
        unit=tr("条"),
        definition=tr("统计日前（含当日）{words}。").format(words=words),
        chapter=tr("干事氛围日益浓厚"),
        source=SUGGESTIONS,
        measure=HowMany(),
        where=Q(**which),
        system="R8",
    )


FIGURES = (
    _incidents("accidents", KIND.ACCIDENT),
    _incidents("complaints", KIND.COMPLAINT),
    _incidents("opinion", KIND.OPINION),
    _incidents("violations", KIND.VIOLATION),
    Figure(
        key="voice.survey_answers",
        title=tr("家长问卷的回答"),
        unit=tr("份"),
        definition=tr("统计日前（含当日）开始的家长问卷收到的回答，不记名，没有谁能打开单独一份。"),
        chapter=STANDING,
        source=ANSWERS,
        measure=HowMany(),
        system="R7",
    ),
    of_records(
        "suggestions.made",
        tr("合理建议"),
        tr("条"),
        "suggestion",
        system="R8",
        chapter=tr("干事氛围日益浓厚"),
    ),
    _suggestions("settled", tr("办完的建议"), tr("做成了或者说明了原因没有采纳的合理建议"), {}),
    _suggestions("done", tr("做成了的建议"), tr("做成了的合理建议"), {"state": State.DONE}),
)
