from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q

from qingshan.kit.tables import Column, Filter, Table
from qingshan.kit.words import tr
from qingshan.voice.models import Survey, SurveyAnswer
from qingshan.voice.surveys.words import STEPS, step_word

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import QueryDict


class SurveyTable(Table):
    name = "surveys"
    caption = tr("家长调查")
    unit = tr("次")
    columns = (
        Column("title", tr("调查"), link="voice:survey"),
        Column("opens_on", tr("从"), phone="label"),
        Column("closes_on", tr("到"), phone="label"),
        Column(
            "slips_",
            tr("回答"),
            sort=False,
            needs=("slips_", "used_"),
            show=lambda row: tr("{row} 户里 {row2} 户").format(
                row=row["slips_"], row2=row["used_"]
            ),
        ),
    )
    default_sort = ("-opens_on", "-pk")
    empty_title = tr("还没有调查")

    def __init__(self, surveys: QuerySet[Survey], asked: QueryDict) -> None:
        counted = surveys.annotate(
            slips_=Count("slips"), used_=Count("slips", filter=Q(slips__is_used=True))
        )
        super().__init__(counted, asked)


class AnswerTable(Table):
    """One row a household; nothing tells which."""

    name = "answers"
    caption = tr("回答")
    unit = tr("份")
    default_sort = ("pk",)

    def __init__(self, answers: QuerySet[SurveyAnswer], asked: QueryDict, *, place: int) -> None:
        def given(marks: dict[str, int]) -> str:
            return step_word(marks.get(f"q{place}", 0))

        def of_mark(rows: QuerySet[Any], mark: str) -> QuerySet[Any]:
            return rows.filter(**{f"marks__q{place}": int(mark)})

        self.columns = (  # type: ignore[misc]
            Column("marks", tr("这一户的回答"), sort=False, show=given),
        )
        filters = (Filter("mark", tr("回答"), choices=STEPS, apply=of_mark),)
        super().__init__(answers, asked, filters=filters)
