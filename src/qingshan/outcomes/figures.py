"""Figures of what came of it: honours, inspections, the upper-secondary examination."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q

from qingshan.kit.dimensions import of_choices, of_words
from qingshan.kit.figures import Family, Figure, Page, Source, on_or_before, until
from qingshan.kit.measures import Cells, Distinct, FullRun, HowMany, PeakAt, Ratio, Total
from qingshan.outcomes.inspections.visibility import findings_visible_to
from qingshan.outcomes.models import (
    DISTRICT_OR_HIGHER,
    Examination,
    Finding,
    Honour,
    Inspection,
    Level,
)
from qingshan.outcomes.visibility import (
    examinations_visible_to,
    honours_visible_to,
    inspections_visible_to,
)
from qingshan.people.dimensions import of_child, of_staff
from qingshan.people.figures import STAFF
from qingshan.records.figures import of_records

if TYPE_CHECKING:
    from datetime import date

    from qingshan.kit.measures import Measure

SPIRIT = "干事氛围日益浓厚"
CHILDREN = "学生素质全面提高"
TEACHING = "教学质量不断攀升"
RESULT = Inspection.Result


def _honour_label(cells: Cells) -> str:
    words = (
        cells["staff__name"] or cells["student__name"],
        cells["name"],
        Level(cells["level"]).label,
    )
    return " · ".join(word for word in words if word)


def _honour_page(cells: Cells) -> Page | None:
    if cells["staff"]:
        return Page("people:staff_member", cells["staff"])
    return Page("people:student", cells["student"]) if cells["student"] else None


def _inspection_label(cells: Cells) -> str:
    return f"{cells['level']} · {cells['content']} · {RESULT(cells['result']).label}"


def _examination_label(cells: Cells) -> str:
    return (
        f"{cells['year']}年中考：毕业{cells['graduates']}人，升入高中阶段{cells['entered']}人，"
        f"学科满分{cells['full_marks']}人"
    )


def _year_reached(as_of: date) -> Q:
    return Q(year__lte=as_of.year)


HONOURS = Source(
    title="荣誉",
    model=Honour,
    owner="school",
    number="pk",
    date="date",
    by=on_or_before(),
    reads=("name", "level", "staff", "staff__name", "student", "student__name"),
    search=("name", "staff__search_key", "student__search_key"),
    label=_honour_label,
    visible=honours_visible_to,
    page=_honour_page,
    dimensions=(
        of_choices("level", "级别", "level", Level),
        of_words("category", "类别", "category", nothing="没有写类别"),
    ),
)

INSPECTIONS = Source(
    title="检查",
    model=Inspection,
    owner="school",
    number="pk",
    date="date",
    by=on_or_before(),
    reads=("level", "content", "result"),
    search=("content",),
    label=_inspection_label,
    visible=inspections_visible_to,
    dimensions=(of_choices("result", "结果", "result", RESULT), of_words("level", "级别", "level")),
)

FINDINGS = Source(
    title="要整改的问题",
    model=Finding,
    owner="school",
    number="pk",
    date="found_on",
    by=on_or_before("found_on"),
    reads=("words", "place"),
    search=("words", "place"),
    label=lambda cells: " · ".join(filter(None, (cells["words"][:60], cells["place"]))),
    visible=findings_visible_to,
    page=lambda cells: Page("outcomes:finding", cells["pk"]),
    dimensions=(of_words("place", "地点", "place", nothing="没有写地点"),),
)

EXAMINATIONS = Source(
    title="中考",
    model=Examination,
    owner="school",
    number="year",
    by=_year_reached,
    reads=("year", "graduates", "entered", "full_marks"),
    label=_examination_label,
    visible=examinations_visible_to,
)


def _of_honours(key: str, title: str, unit: str, definition: str, **more: Any) -> Figure:
    return Figure(
        key=key,
        title=title,
        unit=unit,
        definition=f"统计日前（含当日）{definition}",
        source=HONOURS,
        agreed=True,
        **{"measure": HowMany(), "chapter": SPIRIT, "system": "R2", **more},
    )


def _of_inspections(key: str, title: str, definition: str, where: Q) -> Figure:
    return Figure(
        key=f"inspections.{key}",
        title=title,
        unit="次",
        definition=f"统计日前（含当日）{definition}",
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
        unit="个",
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
        "获区级以上表彰的教师",
        "人",
        "获得区级或更高级别荣誉的教职工，一人计一次。",
        measure=Distinct("staff"),
        people=STAFF,
        dimensions=of_staff("staff"),
        where=Q(recipient=Honour.Recipient.STAFF, level__in=DISTRICT_OR_HIGHER),
    ),
    _of_honours(
        "school.honours",
        "学校荣誉",
        "项",
        "对象类型为学校的荣誉。",
        where=Q(recipient=Honour.Recipient.SCHOOL),
    ),
    _of_inspections("total", "上级检查", "的检查。", Q()),
    _of_inspections(
        "good",
        "获好评的检查",
        "结果为优秀或良好的检查。",
        Q(result__in=(RESULT.EXCELLENT, RESULT.GOOD)),
    ),
    _of_honours(
        "students.awards",
        "学生获奖",
        "项",
        "对象类型为学生的荣誉，一项计一次。",
        chapter=CHILDREN,
        where=Q(recipient=Honour.Recipient.STUDENT),
        system="R4",
        dimensions=(*HONOURS.dimensions, *of_child()),
    ),
    _by_year(
        "promotion_rate",
        "{at}年升学率",
        "",
        "{at}年中考升入高中阶段人数除以当年毕业人数。",
        Ratio("entered", "graduates"),
    ),
    *(
        _by_year(key, f"{{at}}年{title}", "人", f"{{at}}年中考{words}。", Total(key), agreed=agreed)
        for key, title, words, agreed in (
            ("entered", "升入高中阶段人数", "升入高中阶段的毕业生人数", True),
            ("full_marks", "学科满分人数", "取得学科满分的人数", True),
            ("graduates", "毕业人数", "那年九年级毕业的人数", False),
        )
    ),
    _of_examinations(
        "record_entered_year",
        "升入高中人数最多的一年",
        "年",
        "历年中考里升入高中阶段人数最多的年度，并列时取较近的一年。",
        PeakAt("entered", at="year"),
    ),
    _of_examinations(
        "record_full_marks_year",
        "学科满分人数最多的一年",
        "年",
        "历年中考里学科满分人数最多的年度，并列时取较近的一年。",
        PeakAt("full_marks", at="year"),
    ),
    _of_examinations(
        "full_rate_years",
        "升学率连续保持100%的年数",
        "年",
        "从最近一次中考往回数，毕业生全部升入高中阶段的连续年数。",
        FullRun(part="entered", whole="graduates", along="year"),
    ),
    of_records("safety.rounds", "安全巡查", "次", "safety_round", system="R1", chapter=SPIRIT),
    of_records(
        "safety.epidemic_rounds",
        "疫情防控检查",
        "次",
        "epidemic_round",
        system="R1",
        chapter=SPIRIT,
    ),
    _of_findings(
        "open",
        "还没整改好的问题",
        "统计日当天发现了、还没有复查过的问题。",
        where=until("found_on", "settled_on"),
        is_stock=True,
    ),
    _of_findings(
        "settled",
        "整改好的问题",
        "统计日前（含当日）复查过了的问题。",
        where=lambda as_of: Q(settled_on__lte=as_of),
        date="settled_on",
    ),
)
