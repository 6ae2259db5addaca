"""Figures of what came of it: honours, inspections, the upper-secondary examination."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q

from qingshan.kit.figures import Family, Figure, until
from qingshan.kit.measures import Distinct, FullRun, HowMany, PeakAt, Ratio, Total
from qingshan.kit.words import tr
from qingshan.outcomes.models import (
    DISTRICT_OR_HIGHER,
    Honour,
    Inspection,
)
from qingshan.outcomes.sources import EXAMINATIONS, FINDINGS, HONOURS, INSPECTIONS
from qingshan.people.dimensions import of_child, of_staff
from qingshan.people.figures import STAFF
from qingshan.records.figures import of_records

if TYPE_CHECKING:
    from qingshan.kit.measures import Measure

SPIRIT = tr("干事氛围日益浓厚")
CHILDREN = tr("学生素质全面提高")
TEACHING = tr("教学质量不断攀升")
RESULT = Inspection.Result


def _of_honours(key: str, title: str, unit: str, definition: str, **more: Any) -> Figure:
    return Figure(
        key=key,
        title=title,
        unit=unit,
        definition=tr("统计日前（含当日）{definition}").format(definition=definition),
        source=HONOURS,
        agreed=True,
        **{"measure": HowMany(), "chapter": SPIRIT, "system": "R2", **more},
    )


def _of_inspections(key: str, title: str, definition: str, where: Q) -> Figure:
    return Figure(
        key=f"inspections.{key}",
        title=title,
        unit=tr("次"),
        definition=tr("统计日前（含当日）{definition}").format(definition=definition),
        chapter=SPIRIT,
        source=INSPECTIONS,
        measure=HowMany(),
        where=where,
        system="R1",
        agreed=True,
    )


def _of_findings(key: str, title: str, definition: str, **more: Any) -> Figure:
    return Figure(
        key=f"findings.{key}",
        title=title,
        unit=tr("个"),
        definition=definition,
        chapter=SPIRIT,
        source=FINDINGS,
        measure=HowMany(),
        system="R1",
        **more,
    )


def _of_examinations(
    key: str, title: str, unit: str, definition: str, measure: Measure, *, agreed: bool = True
) -> Figure:
    return Figure(
        key=f"exam.{key}",
        title=title,
        unit=unit,
        definition=definition,
        chapter=TEACHING,
        source=EXAMINATIONS,
        measure=measure,
        system="R5",
        agreed=agreed,
    )


def _by_year(
    key: str, title: str, unit: str, definition: str, measure: Measure, *, agreed: bool = True
) -> Family:
    figure = _of_examinations(key, title, unit, definition, measure, agreed=agreed)
    return Family(figure=figure, column="year", accepts=_year_from)


def _year_from(text: str) -> int | None:
    return int(text) if len(text) == 4 and text.isdecimal() and text.isascii() else None


FIGURES: tuple[Figure | Family, ...] = (
    _of_honours(
        "staff.commended_district_plus",
        tr("获区级以上表彰的教师"),
        tr("人"),
        tr("获得区级或更高级别荣誉的教职工，一人计一次。"),
        measure=Distinct("staff"),
        people=STAFF,
        dimensions=of_staff("staff"),
        where=Q(recipient=Honour.Recipient.STAFF, level__in=DISTRICT_OR_HIGHER),
    ),
    _of_honours(
        "school.honours",
        tr("学校荣誉"),
        tr("项"),
        tr("对象类型为学校的荣誉。"),
        where=Q(recipient=Honour.Recipient.SCHOOL),
    ),
    _of_inspections("total", tr("上级检查"), tr("的检查。"), Q()),
    _of_inspections(
        "good",
        tr("获好评的检查"),
        tr("结果为优秀或良好的检查。"),
        Q(result__in=(RESULT.EXCELLENT, RESULT.GOOD)),
    ),
    _of_honours(
        "students.awards",
        tr("学生获奖"),
        tr("项"),
        tr("对象类型为学生的荣誉，一项计一次。"),
        chapter=CHILDREN,
        where=Q(recipient=Honour.Recipient.STUDENT),
        system="R4",
        dimensions=(*HONOURS.dimensions, *of_child()),
    ),
    _by_year(
        "promotion_rate",
        tr("{at}年升学率"),
        "",
        tr("{at}年中考升入高中阶段人数除以当年毕业人数。"),
        Ratio("entered", "graduates"),
    ),
    *(
        _by_year(
            key,
            tr("{{at}}年{title}").format(title=title),
            tr("人"),
            tr("{{at}}年中考{words}。").format(words=words),
            Total(key),
            agreed=agreed,
        )
        for key, title, words, agreed in (
            ("entered", tr("升入高中阶段人数"), tr("升入高中阶段的毕业生人数"), True),
            ("full_marks", tr("学科满分人数"), tr("取得学科满分的人数"), True),
            ("graduates", tr("毕业人数"), tr("那年九年级毕业的人数"), False),
        )
    ),
    _of_examinations(
        "record_entered_year",
        tr("升入高中人数最多的一年"),
        tr("年"),
        tr("历年中考里升入高中阶段人数最多的年度，并列时取较近的一年。"),
        PeakAt("entered", at="year"),
    ),
    _of_examinations(
        "record_full_marks_year",
        tr("学科满分人数最多的一年"),
        tr("年"),
        tr("历年中考里学科满分人数最多的年度，并列时取较近的一年。"),
        PeakAt("full_marks", at="year"),
    ),
    _of_examinations(
        "full_rate_years",
        tr("升学率连续保持100%的年数"),
        tr("年"),
        tr("从最近一次中考往回数，毕业生全部升入高中阶段的连续年数。"),
        FullRun(part="entered", whole="graduates", along="year"),
    ),
    of_records(
        "safety.rounds", tr("安全巡查"), tr("次"), "safety_round", system="R1", chapter=SPIRIT
    ),
    of_records(
        "safety.epidemic_rounds",
        tr("疫情防控检查"),
        tr("次"),
        "epidemic_round",
        system="R1",
        chapter=SPIRIT,
    ),
    _of_findings(
        "open",
        tr("还没整改好的问题"),
        tr("统计日当天发现了、还没有复查过的问题。"),
        where=until("found_on", "settled_on"),
        is_stock=True,
    ),
    _of_findings(
        "settled",
        tr("整改好的问题"),
        tr("统计日前（含当日）复查过了的问题。"),
        where=lambda as_of: Q(settled_on__lte=as_of),
        date="settled_on",
    ),
)
