"""Figures of teaching: lessons observed, designs in five phases, findings mended, trips."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q

from qingshan.kit.dimensions import Dimension, of_words, whole_number
from qingshan.kit.figures import Figure, Page, Source, as_they_stand, on_or_before, until
from qingshan.kit.measures import HowMany, Money
from qingshan.kit.words import tr
from qingshan.people.dimensions import of_staff
from qingshan.records.figures import BY_CLASS, of_records
from qingshan.teaching.cycle.visibility import findings_visible_to
from qingshan.teaching.designs.visibility import designs_visible_to
from qingshan.teaching.models import Finding, LessonDesign, Trip, TripCost
from qingshan.teaching.trips.visibility import COUNTERS, trips_kept_by, trips_visible_to

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from qingshan.school.membership import Member

WAY = tr("党建与常规教学融合")
SUBJECT = of_words("subject", tr("学科"), "subject__name", nothing=tr("没有学科"))
GRADE = Dimension(
    key="grade",
    title=tr("年级"),
    column="grade_number",
    tell=lambda cells: tr("{value}年级").format(
        value="〇一二三四五六七八九"[cells["grade_number"] % 10]
    ),
    order=("grade_number",),
    accepts=whole_number,
)

DESIGNS = Source(
    title=tr("课时设计"),
    model=LessonDesign,
    owner="school",
    number="pk",
    date="changed_on",
    by=as_they_stand,
    reads=("title", "subject__name", "author__name"),
    search=("title", "author__search_key"),
    label=lambda cells: f"{cells['subject__name']} · {cells['title']} · {cells['author__name']}",
    visible=designs_visible_to,
    page=lambda cells: Page("teaching:design", cells["pk"]),
    dimensions=(SUBJECT, GRADE),
)

FINDINGS = Source(
    title=tr("查出来的问题"),
    model=Finding,
    owner="school",
    number="pk",
    date="record__date",
    by=on_or_before("record__date"),
    reads=("mender__name", "until"),
    search=("mender__search_key",),
    label=lambda cells: tr("{cells} · 改到 {cells2}").format(
        cells=cells["mender__name"], cells2=cells["until"]
    ),
    visible=findings_visible_to,
    page=lambda cells: Page("teaching:finding", cells["pk"]),
    dimensions=(of_words("group", tr("教研组"), "mender__group__name", nothing=tr("没有教研组")),),
)

TRIPS = Source(
    title=tr("外出学习"),
    model=Trip,
    owner="school",
    number="pk",
    date="starts_on",
    by=on_or_before("starts_on"),
    reads=("staff__name", "place", "topic"),
    search=("place", "topic", "staff__search_key"),
    label=lambda cells: f"{cells['staff__name']} · {cells['place']} · {cells['topic']}",
    visible=trips_visible_to,
    page=lambda cells: Page("teaching:trip", cells["pk"]),
    dimensions=of_staff("staff"),
)


def _costs_visible_to(member: Member) -> QuerySet[TripCost]:
    return TripCost.objects.filter(trip__in=trips_kept_by(member).values("pk"))


COSTS = Source(
    title=tr("外出学习的花费"),
    model=TripCost,
    owner="school",
    number="pk",
    date="trip__starts_on",
    by=on_or_before("trip__starts_on"),
    reads=("item", "trip", "trip__place", "trip__staff__name"),
    search=("item", "trip__place"),
    label=lambda cells: f"{cells['trip__staff__name']} · {cells['trip__place']} · {cells['item']}",
    visible=_costs_visible_to,
    page=lambda cells: Page("teaching:trip", cells["trip"]),
    dimensions=(of_words("item", tr("项目"), "item"),),
)


def _open_findings(as_of: date) -> Q:
    return until("record__date", "seen_on")(as_of) | Q(is_mended=False, record__date__lte=as_of)


def _figure(key: str, title: str, unit: str, definition: str, system: str, **more: Any) -> Figure:
    return Figure(
        key=f"teaching.{key}",
        title=title,
        unit=unit,
        definition=definition,
        chapter=WAY,
        system=system,
        **{"measure": HowMany(), **more},
    )


FIGURES = (
    of_records(
        "teaching.observations",
        tr("随机听课"),
        tr("节"),
        "lesson_observation",
        system="A1",
        chapter=WAY,
        dimensions=BY_CLASS,
    ),
    of_records(
        "teaching.open_lessons",
        tr("公开课"),
        tr("节"),
        "open_lesson",
        system="A1",
        chapter=WAY,
        dimensions=(*BY_CLASS, *of_staff("staff")),
    ),
    _figure(
        "designs",
        tr("五学模式的课时设计"),
        tr("份"),
        tr("放进全校的库里的课时设计，按现状计。"),
        "A2",
        source=DESIGNS,
        where=Q(is_shared=True),
        is_stock=True,
    ),
    of_records(
        "teaching.checks", tr("教学检查"), tr("次"), "teaching_check", system="A3", chapter=WAY
    ),
    _figure(
        "findings_open",
        tr("还没改好的问题"),
        tr("个"),
        tr("统计日当天查、评发现了，复查还没有认可的问题。"),
        "A3",
        source=FINDINGS,
        where=_open_findings,
        is_stock=True,
    ),
    _figure(
        "findings_mended",
        tr("改好了的问题"),
        tr("个"),
        tr("统计日前（含当日）复查认可改好了的问题。"),
        "A3",
        source=FINDINGS,
        where=lambda as_of: Q(is_mended=True, seen_on__lte=as_of),
        date="seen_on",
    ),
    _figure(
        "trips",
        tr("外出学习"),
        tr("人次"),
        tr("统计日前（含当日）开始的外出学习，一人一次计一次。"),
        "A4",
        source=TRIPS,
    ),
    _figure(
        "trip_cost_yuan",
        tr("外出学习的花费"),
        tr("元"),
        tr("统计日前（含当日）开始的外出学习的花费合计。"),
        "A4",
        source=COSTS,
        measure=Money("amount"),
        known_to=lambda member: member.holds(*COUNTERS),
    ),
    of_records(
        "teaching.trip_reports",
        tr("外出学习汇报"),
        tr("次"),
        "trip_report",
        system="A4",
        chapter=WAY,
    ),
)
