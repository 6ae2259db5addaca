from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.utils.html import format_html

from qingshan.kit.tables import Column, Filter, Table
from qingshan.kit.words import tr
from qingshan.outcomes.inspections.queries import most_urgent_first, with_findings
from qingshan.outcomes.inspections.visibility import ROUNDS
from qingshan.outcomes.models import Finding, Inspection

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet
    from django.http import QueryDict

    from qingshan.records.models import Record

State = Finding.State
SOURCES = (("visit", tr("上级检查")), *ROUNDS.items())
STATES = (("unsettled", tr("没有销的")), ("overdue", tr("过期的")), *State.choices)


def _of_source(rows: QuerySet[Any], source: str) -> QuerySet[Any]:
    if source == "visit":
        return rows.filter(inspection__isnull=False)
    return rows.filter(record__kind=source)


def _found(row: dict[str, Any]) -> object:
    if not row["found"]:
        return ""
    if row["unsettled"]:
        return format_html(
            str(tr('{} 处，<span class="tag due">{} 处没有销</span>')),
            row["found"],
            row["unsettled"],
        )
    return tr("{row} 处，都销了").format(row=row["found"])


class FindingTable(Table):
    """Findings and hazards, the overdue first."""

    name = "findings"
    caption = tr("问题和隐患")
    unit = tr("处")
    search = ("words", "place", "responsible__search_key")
    search_hint = tr("问题、地点，或整改人的姓名")
    default_sort = ("rank", "due_on")
    empty_title = tr("没有要整改的")

    def __init__(self, findings: QuerySet[Finding], asked: QueryDict, *, today: date) -> None:
        def when(row: dict[str, Any]) -> object:
            if row["state"] == State.OPEN and row["due_on"] < today:
                return format_html(str(tr('{} <span class="tag due">过期了</span>')), row["due_on"])
            return row["due_on"]

        def in_state(rows: QuerySet[Any], state: str) -> QuerySet[Any]:
            if state == "unsettled":
                return rows.exclude(state=State.SETTLED)
            if state == "overdue":
                return rows.filter(state=State.OPEN, due_on__lt=today)
            return rows.filter(state=state)

        self.columns = (  # type: ignore[misc]
            Column("words", tr("问题"), sort=False, link="outcomes:finding", show=_short),
            Column("place", tr("地点"), phone="hide"),
            Column(
                "responsible__name", tr("谁整改"), sort="responsible__search_key", phone="label"
            ),
            Column("due_on", tr("期限"), needs=("due_on", "state"), show=when, phone="label"),
            Column("state", tr("状态"), choices=State, sort=("rank", "due_on")),
        )
        filters = (
            Filter("state", tr("状态"), choices=STATES, apply=in_state),
            Filter("source", tr("哪里发现的"), choices=SOURCES, apply=_of_source),
        )
        super().__init__(most_urgent_first(findings, today), asked, filters=filters)


def _short(words: str) -> str:
    return words if len(words) <= SHORT else f"{words[:SHORT]}…"


SHORT = 40


class InspectionTable(Table):
    name = "inspections"
    caption = tr("上级检查")
    unit = tr("次")
    columns = (
        Column("content", tr("来看什么"), link="outcomes:inspection"),
        Column("level", tr("级别")),
        Column("date", tr("日期")),
        Column("result", tr("结果"), sort=False, choices=Inspection.Result),
        Column("found", tr("问题"), sort=False, needs=("found", "unsettled"), show=_found),
    )
    search = ("content",)
    search_hint = tr("检查的内容")
    filters: ClassVar[tuple[Filter, ...]] = (
        Filter("result", tr("结果"), choices=Inspection.Result.choices),
    )
    default_sort = ("-date", "-pk")
    empty_title = tr("还没有上级检查")

    def __init__(self, inspections: QuerySet[Inspection], asked: QueryDict) -> None:
        super().__init__(with_findings(inspections), asked)


class RoundTable(Table):
    """The school's own rounds: records of two kinds."""

    name = "rounds"
    caption = tr("巡查")
    unit = tr("次")
    columns = (
        Column(
            "kind",
            tr("巡查"),
            sort=False,
            link="outcomes:round",
            show=lambda kind: ROUNDS.get(kind, kind),
        ),
        Column("date", tr("日期")),
        Column("staff__name", tr("谁"), sort=False),
        Column("content", tr("看到的"), sort=False, show=_short),
    )
    search = ("content", "staff__search_key")
    search_hint = tr("看到的，或谁去的")
    filters: ClassVar[tuple[Filter, ...]] = (Filter("kind", tr("哪一种"), choices=ROUNDS.items()),)
    default_sort = ("-date", "-pk")
    empty_title = tr("还没有巡查")

    def __init__(self, rounds: QuerySet[Record], asked: QueryDict) -> None:
        super().__init__(rounds, asked)
