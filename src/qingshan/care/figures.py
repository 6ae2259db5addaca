"""Figures of care: visits, home teaching and the aid fund."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from qingshan.care.attendance.visibility import absences_visible_to
from qingshan.care.cases.visibility import SECOND_PERSONS, cases_known_to
from qingshan.care.home_teaching.visibility import plans_visible_to
from qingshan.care.models import (
    Absence,
    Case,
    Concern,
    FundEntry,
    HomePlan,
)
from qingshan.care.models.attendance import Session
from qingshan.care.visibility import fund_entries_visible_to
from qingshan.kit.dimensions import Dimension, of_choices, whole_number
from qingshan.kit.figures import Figure, Page, Source, lasting, on_or_before, until
from qingshan.kit.measures import Cells, Distinct, HowMany, Money
from qingshan.kit.words import tr
from qingshan.people.dimensions import of_child, of_class, of_grade
from qingshan.people.figures import LEFT_BEHIND_WAYS, STUDENTS
from qingshan.records.figures import BY_CHILD, BY_CLASS, RECORDS, of_records

STANDING = tr("学校声誉明显提升")
WAY = tr("党建与控辍保学融合")
VISITS = Q(kind="home_visit")
OF_LEFT_BEHIND = Q(student__left_behind__in=LEFT_BEHIND_WAYS)
STAGES = {1: tr("助力"), 2: tr("筑梦"), 3: tr("铸人")}


def _fund_label(cells: Cells) -> str:
    words = (FundEntry.Kind(cells["kind"]).label, cells["student__name"], cells["note"])
    return tr(" · ").join(word for word in words if word)


FUND = Source(
    title=tr("资金"),
    model=FundEntry,
    owner="school",
    number="pk",
    date="date",
    by=on_or_before(),
    reads=("kind", "note", "student__name"),
    search=("note", "student__search_key"),
    label=_fund_label,
    visible=fund_entries_visible_to,
    page=lambda cells: Page("care:fund_entry", cells["pk"]),
    dimensions=of_child(),
)

STAGE = Dimension(
    key="stage",
    title=tr("三步走"),
    column="stage",
    tell=lambda cells: STAGES.get(cells["stage"], str(cells["stage"])),
    order=("stage",),
    accepts=whole_number,
)

CASES = Source(
    title=tr("个案"),
    model=Case,
    owner="school",
    number="pk",
    date="opened_on",
    by=until("opened_on", "closed_on"),
    reads=("student__name", "concern"),
    search=("student__search_key",),
    label=lambda cells: f"{cells['student__name']} · {Concern(cells['concern']).label}",
    visible=cases_known_to,
    page=lambda cells: Page("care:case", cells["pk"]),
    dimensions=(of_choices("concern", tr("类别"), "concern", Concern), STAGE, *of_child()),
)
"""Cases open on the day: their number is for those who may know of every case."""

ABSENCES = Source(
    title=tr("缺勤"),
    model=Absence,
    owner="school",
    number="pk",
    date="date",
    by=on_or_before(),
    reads=("student__name", "session", "reason"),
    search=("student__search_key",),
    label=lambda cells: (
        f"{cells['student__name']} · {Session(cells['session']).label}"
        f" · {Absence.Reason(cells['reason']).label}"
    ),
    visible=absences_visible_to,
    dimensions=(
        of_choices("reason", tr("原因"), "reason", Absence.Reason),
        of_choices("session", tr("时段"), "session", Session),
        of_class(),
        of_grade(),
    ),
)

HOME_PLANS = Source(
    title=tr("送教方案"),
    model=HomePlan,
    owner="school",
    number="pk",
    date="starts_on",
    by=lasting("starts_on", "ends_on"),
    reads=("student__name",),
    search=("student__search_key",),
    label=lambda cells: str(cells["student__name"]),
    visible=plans_visible_to,
    page=lambda cells: Page("care:home_plan", cells["pk"]),
    dimensions=of_child(),
)


def _figure(key: str, title: str, unit: str, definition: str, **more: Any) -> Figure:
    more = {"agreed": True, "chapter": STANDING, "system": "C5", **more}
    return Figure(
        key=f"care.{key}",
        title=title,
        unit=unit,
        definition=definition,
        **{"source": RECORDS, "measure": HowMany(), "dimensions": BY_CHILD, **more},
    )


def _of_cases(key: str, title: str, definition: str, system: str, where: Q) -> Figure:
    """Only counted for those who may be the second person of a closing."""
    return Figure(
        key=f"cases.{key}",
        title=title,
        unit=tr("人"),
        definition=tr("统计日当天还没有销号的个案{definition}，一个孩子最多有一个。").format(
            definition=definition
        ),
        chapter=WAY,
        source=CASES,
        measure=HowMany(),
        where=where,
        system=system,
        is_stock=True,
        known_to=lambda member: member.holds(*SECOND_PERSONS),
    )


FIGURES = (
    _figure("visits", tr("走访"), tr("次"), tr("统计日前（含当日）的家访记录。"), where=VISITS),
    _figure(
        "visited_students",
        tr("走访到的学生"),
        tr("人"),
        tr("统计日前（含当日）家访记录里的学生，一人计一次。"),
        where=VISITS,
        measure=Distinct("student"),
        people=STUDENTS,
        system="R6",
    ),
    _figure(
        "home_teaching",
        tr("送教上门"),
        tr("次"),
        tr("统计日前（含当日）的送教上门记录。"),
        where=Q(kind="home_teaching"),
        system="C7",
    ),
    _figure(
        "funds_yuan",
        tr("帮扶资金"),
        tr("元"),
        tr("统计日前（含当日）的帮扶支出合计，冲正的减去。"),
        source=FUND,
        where=Q(kind=FundEntry.Kind.SUPPORT),
        measure=Money("net"),
        dimensions=of_child(),
        system="R6",
    ),
    _figure(
        "fund_balance_yuan",
        tr("帮扶资金结余"),
        tr("元"),
        tr("统计日前（含当日）的捐赠收入减去帮扶支出；支出一行记为负数。"),
        source=FUND,
        measure=Money("net", kind_column="kind", minus=FundEntry.Kind.SUPPORT.value),
        dimensions=(of_choices("kind", tr("类别"), "kind", FundEntry.Kind),),
        system="C8",
        is_stock=True,
    ),
    _figure(
        "donations_yuan",
        tr("捐赠收入"),
        tr("元"),
        tr("统计日前（含当日）的捐赠收入合计，冲正的减去。"),
        source=FUND,
        where=Q(kind=FundEntry.Kind.DONATION),
        measure=Money("net"),
        dimensions=(),
        system="C8",
        agreed=False,
        chapter=WAY,
    ),
    _of_cases("open", tr("在办的个案"), "", "C1", Q()),
    _of_cases(
        "out", tr("失学辍学的孩子"), tr("里，类别现在是失学辍学的"), "C1", Q(concern=Concern.OUT)
    ),
    _of_cases(
        "suspected",
        tr("疑似失学的孩子"),
        tr("里，类别现在是疑似失学的"),
        "C1",
        Q(concern=Concern.SUSPECTED),
    ),
    _of_cases(
        "last_stage", tr("走到“铸人”的个案"), tr("里，三步走现在在第三步的"), "C4", Q(stage=3)
    ),
    Figure(
        key="attendance.unexplained",
        title=tr("原因不明的缺勤"),
        unit=tr("人次"),
        definition=tr("统计日前（含当日）点名时原因不明的缺勤，早上和晚寝各计一次。"),
        chapter=WAY,
        source=ABSENCES,
        measure=HowMany(),
        where=Q(reason=Absence.Reason.UNEXPLAINED),
        system="C1",
    ),
    of_records(
        "care.return_attempts",
        tr("劝返"),
        tr("次"),
        "return_attempt",
        system="C1",
        chapter=WAY,
        dimensions=BY_CHILD,
    ),
    of_records(
        "care.left_behind_talks",
        tr("和留守儿童谈心"),
        tr("次"),
        "heart_talk",
        words=tr("和现在是留守儿童的学生谈心的"),
        also=OF_LEFT_BEHIND,
        system="C2",
        chapter=WAY,
        dimensions=BY_CHILD,
    ),
    of_records(
        "care.left_behind_contacts",
        tr("联系留守儿童家长"),
        tr("次"),
        "guardian_contact",
        words=tr("联系现在是留守儿童的学生的家长的"),
        also=OF_LEFT_BEHIND,
        system="C2",
        chapter=WAY,
        dimensions=BY_CHILD,
    ),
    of_records(
        "care.helping",
        tr("帮扶行动"),
        tr("次"),
        "helping",
        words=tr("帮学习、帮生活、帮心理的帮扶行动"),
        system="C3",
        chapter=WAY,
        dimensions=BY_CHILD,
    ),
    of_records(
        "care.support_files",
        tr("帮扶小结"),
        tr("份"),
        "support_file",
        system="C3",
        chapter=WAY,
        dimensions=BY_CHILD,
    ),
    of_records(
        "care.four_beauties",
        tr("“四美”任务"),
        tr("次"),
        "four_beauties_task",
        system="C6",
        chapter=WAY,
        dimensions=BY_CLASS,
    ),
    Figure(
        key="care.home_plans",
        title=tr("在送教的孩子"),
        unit=tr("人"),
        definition=tr("统计日当天有送教方案的孩子，一人计一次。"),
        chapter=WAY,
        source=HOME_PLANS,
        measure=Distinct("student"),
        people=STUDENTS,
        system="C7",
        is_stock=True,
    ),
)
