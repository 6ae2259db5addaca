"""The month's report (控辍保学月报) in Word."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from qingshan.care.cases.ledgers import (
    COMPULSORY,
    Line,
    Month,
    changed_in,
    children_of_age,
    month_of,
    report_of,
    standing_on,
)
from qingshan.care.cases.visibility import SECOND_PERSONS, cases_known_to
from qingshan.care.models import Case, CaseStep, Concern
from qingshan.documents.declaring import Asks, Document, Number, Words
from qingshan.documents.markup import word_template
from qingshan.kit.charts import Chart, Point
from qingshan.kit.figures import Figure, Page, Source
from qingshan.kit.measures import HowMany
from qingshan.kit.words import tr
from qingshan.people.figures import STUDENTS

if TYPE_CHECKING:
    from datetime import date

    from qingshan.care.cases.ledgers import OfAge
    from qingshan.documents.declaring import Asked
    from qingshan.school.models import School

TEXT = Path(__file__).parents[1] / "templates" / "care" / "dropout_month.md"
MONTHS_DRAWN = 6
CASES = Source(
    title="个案",
    model=Case,
    owner="school",
    number="pk",
    date="opened_on",
    reads=("student__name", "opened_on"),
    search=("student__search_key",),
    label=lambda cells: f"{cells['student__name']} · {cells['opened_on']}立案",
    visible=cases_known_to,
    page=lambda cells: Page("care:case", cells["pk"]),
)
PLAIN = {
    "school.name": "学校名称",
    "month.words": "哪个月，如 2026年11月",
    "made.by": "谁导出的",
    "made.on": "导出的时间",
}
LINES = {"words": "一项数字的名称", "number": "这一项的人数，点开是这些孩子"}
GRADES = {"grade": "年级", "boys": "男", "girls": "女", "every": "合计"}
LEDGERS = {"suspected": ("疑似失学", Concern.SUSPECTED), "out": ("失学辍学", Concern.OUT)}


def _report_words() -> Words:
    plain = PLAIN | {
        "of_age": "一至九年级在册的孩子",
        "suspected": "疑似失学的人数",
        "out": "失学辍学的人数",
        "opened": "本月新立案的人数",
        "closed": "本月销号的人数",
        "chart.trend": "图：最近六个月月末的疑似失学和失学辍学",
        "chart.trend.sentence": "这张图的说明",
    }
    return Words(plain, {"lines": LINES, "grades": GRADES})


def _report_fill(asked: Asked) -> dict[str, Any]:
    school, month = school_in(asked), month_in(asked)
    ages = children_of_age(school, asked.as_of)
    lines = report_of(school, month, today_in(asked))
    numbers = {line.key: number_of(line, month, asked.as_of) for line in lines}
    return {
        **common(asked, month),
        **numbers,
        "of_age": _of_age(sum(grade.all for grade in ages), month, asked.as_of),
        "lines": [{"words": line.words, "number": numbers[line.key]} for line in lines],
        "grades": grades_of(ages),
        "chart.trend": _trend(school, month, today_in(asked)),
    }


def common(asked: Asked, month: Month) -> dict[str, Any]:
    return {
        "school.name": asked.school.name if asked.school else "",
        "month.words": month.words,
        "made.by": asked.member.account.name if asked.member else "",
        "made.on": timezone.localtime().strftime("%Y-%m-%d %H:%M"),
    }


def number_of(line: Line, month: Month, as_of: date) -> Number:
    return Number(
        text=str(line.number),
        value=line.number,
        address=f"{reverse('care:ledger')}?month={month.key}&rows={line.key}",
        figure=Figure(
            key=f"care.ledger.{line.key}",
            title=line.words,
            unit="人",
            definition="由个案的每一步数出来，一个孩子一条。",
            chapter="",
            source=CASES,
            measure=HowMany(),
            where=Q(pk__in=line.cases.order_by().values("pk")),
        ),
        as_of=as_of,
    )


def _of_age(number: int, month: Month, as_of: date) -> Number:
    return Number(
        text=str(number),
        value=number,
        address=f"{reverse('care:ledger')}?month={month.key}#of-age",
        figure=Figure(
            key="care.ledger.of_age",
            title="一至九年级在册的孩子",
            unit="人",
            definition="名册上一至九年级的孩子，按现在的名册。",
            chapter="",
            source=STUDENTS,
            measure=HowMany(),
            where=Q(school_class__grade_number__in=COMPULSORY),
        ),
        as_of=as_of,
    )


def grades_of(ages: list[OfAge]) -> list[dict[str, Any]]:
    return [
        {"grade": one.grade, "boys": one.boys, "girls": one.girls, "every": one.all} for one in ages
    ]


def months_drawn(month: Month, today: date) -> list[Month]:
    """The last six months, the month itself at the end."""
    months = [month]
    while len(months) < MONTHS_DRAWN:
        first = months[-1].first
        before = f"{first.year - (first.month == 1)}-{(first.month - 2) % 12 + 1:02}"
        months.append(month_of(before, today))
    return months[::-1]


def _trend(school: School, month: Month, today: date) -> Chart:
    points = tuple(
        Point(f"{one.first.month}月", standing_on(school, one.last, concern).count(), title)
        for title, concern in LEDGERS.values()
        for one in months_drawn(month, today)
    )
    opened = changed_in(school, month, CaseStep.Kind.OPENED, CaseStep.Kind.REOPENED).count()
    now = {point.series: int(point.value) for point in points}
    sentence = (
        f"最近{MONTHS_DRAWN}个月月末在册的疑似失学和失学辍学；{month.words}疑似{now['疑似失学']}人，"
        f"失学辍学{now['失学辍学']}人，新立案{opened}人。"
    )
    return Chart("bar", points, sentence)


def today_in(asked: Asked) -> date:
    return asked.member.today if asked.member else timezone.localdate()


def month_in(asked: Asked) -> Month:
    return Month(asked.first, asked.last)


def school_in(asked: Asked) -> School:
    if asked.school is None:
        raise ValueError("a month's report needs a school")
    return asked.school


MONTH_REPORT = Document(
    key="dropout-month",
    title=tr("控辍保学月报"),
    about=tr("一个月里立案、销号和月末在册的人数，从个案数出来；不写孩子的名字。"),
    group=tr("报告"),
    asks=Asks.MONTH,
    words=_report_words,
    fill=_report_fill,
    shipped=lambda: word_template(TEXT),
    offices=frozenset(SECOND_PERSONS),
    file_name=lambda asked: f"{asked.words}控辍保学月报",
)
