"""The rules: what each counts about a child, from how many on, and in which words.

The defaults on attendance and behaviour are the field's "ABC" (attendance, behaviour, course):
R. Balfanz, L. Herzog, D. J. Mac Iver, *Preventing Student Disengagement and Keeping Students on
the Graduation Path in Urban Middle-Grades Schools*, Educational Psychologist 42(4), 2007; one day
in ten as the mark of chronic absence: R. Balfanz, V. Byrnes, *The Importance of Being in School*,
2012. Which circumstances ask for care: 国办发〔2017〕72号. A threshold counts events, never a
person's worth; what a rule finds is a reason to look, written as a sentence with its rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import (
    Case,
    Count,
    IntegerField,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from qingshan.care.models import Absence
from qingshan.people.students.words import CIRCUMSTANCES
from qingshan.records.models import Record

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from django.db.models import Expression

    from qingshan.care.signs.window import Window

MONTH, FORTNIGHT, EVENT_DAYS = 20, 10, 60  # school days, school days, days
FEWEST_DAYS_OF_A_SHARE = 10
CONCERN = "concern"

ABC = "Balfanz、Herzog、Mac Iver（2007）“考勤—行为—课业”预警研究"
ONE_IN_TEN = "Balfanz、Byrnes（2012）：缺课满十分之一即为长期缺课"
CARE_FOR = "国办发〔2017〕72号：留守、残疾、困难等孩子是控辍保学的重点"

COUNTED = tuple(CIRCUMSTANCES[key][1] for key in ("left_behind", "orphan", "disability", "aid"))


@dataclass(frozen=True, slots=True)
class Rule:
    """`counted` is a whole number about a child, reached at `default` within `least` and `most`.

    `says` is the sentence, given `n` (what was counted); `since` is the first day of its rows,
    None for a rule that rests on the roster. `quiet_days`: for how long a look puts it to rest.
    """

    key: str
    title: str
    unit: str
    default: int
    least: int
    most: int
    says: str
    source: str
    counted: Callable[[Window, int], Expression]
    since: Callable[[Window, int], date | None]
    rests_on: str  # absences | records | roster
    quiet_days: int = 14

    @property
    def column(self) -> str:
        """The name of the number in a query."""
        return f"sign_{self.key}"


def _number_of(rows: QuerySet[Absence] | QuerySet[Record]) -> Expression:
    alone = rows.filter(student=OuterRef("pk")).order_by().values("student")
    counted = Subquery(alone.annotate(n=Count("pk")).values("n"), output_field=IntegerField())
    return Coalesce(counted, 0)


def absences_since(window: Window, first: date | None) -> QuerySet[Absence]:
    """Morning absences from a day to the last one looked at; none where there is no such day."""
    if first is None or window.until is None:
        return Absence.objects.none()
    return Absence.objects.filter(
        session=Absence.Session.MORNING,
        reason__in=Absence.ABSENT,
        date__range=(first, window.until),
    )


def _month(window: Window, threshold: int) -> date | None:
    return window.first_of_last(min(MONTH, len(window.days)))


def _fortnight(window: Window, threshold: int) -> date | None:
    return window.first_of_last(min(FORTNIGHT, len(window.days)))


def _in_a_row(window: Window, threshold: int) -> date | None:
    return window.first_of_last(threshold)


def _term(window: Window, threshold: int) -> date | None:
    return window.first_of_term if window.of_term >= FEWEST_DAYS_OF_A_SHARE else None


def _events(window: Window, threshold: int) -> date | None:
    return window.today - timedelta(days=EVENT_DAYS)


def _counted_absences(window: Window, first: date | None, **more: object) -> Expression:
    if first is None or window.until is None:
        return Value(0, output_field=IntegerField())
    return _number_of(absences_since(window, first).filter(**more))


def _share_of_term(window: Window, threshold: int) -> Expression:
    first = _term(window, threshold)
    return _counted_absences(window, first) * Value(100) / Value(max(window.of_term, 1))


def concerns_since(window: Window, first: date) -> QuerySet[Record]:
    return Record.objects.filter(kind=CONCERN, date__range=(first, window.today))


def _circumstances(window: Window, threshold: int) -> Expression:
    ones = [
        Case(When(held, then=Value(1)), default=Value(0), output_field=IntegerField())
        for held in COUNTED
    ]
    return ones[0] + ones[1] + ones[2] + ones[3]


RULES: tuple[Rule, ...] = (
    Rule(
        "in_a_row",
        "连着没来",
        "天",
        *(3, 2, 5),
        says="最近 {n} 个上课日天天没来",
        source=ABC,
        counted=lambda window, least: _counted_absences(window, _in_a_row(window, least)),
        since=_in_a_row,
        rests_on="absences",
        quiet_days=3,
    ),
    Rule(
        "unexplained",
        "原因不明的缺席",
        "次",
        *(2, 1, 5),
        says="最近两周有 {n} 次缺席还不知道原因",
        source=ABC,
        counted=lambda window, least: _counted_absences(
            window, _fortnight(window, least), reason=Absence.Reason.UNEXPLAINED
        ),
        since=_fortnight,
        rests_on="absences",
        quiet_days=7,
    ),
    Rule(
        "month",
        "一个月里缺得多",
        "天",
        *(4, 2, 8),
        says="最近四周缺席 {n} 天",
        source=ABC,
        counted=lambda window, least: _counted_absences(window, _month(window, least)),
        since=_month,
        rests_on="absences",
    ),
    Rule(
        "term",
        "一学期缺课的比例",
        "%",
        *(10, 5, 20),
        says="本学期缺席的天数到了上课日的 {n}%",
        source=ONE_IN_TEN,
        counted=_share_of_term,
        since=_term,
        rests_on="absences",
        quiet_days=28,
    ),
    Rule(
        "events",
        "让人放心不下的事",
        "件",
        *(2, 1, 5),
        says="最近六十天记下了 {n} 件让人放心不下的事",
        source=ABC,
        counted=lambda window, least: _number_of(
            concerns_since(window, window.today - timedelta(days=EVENT_DAYS))
        ),
        since=_events,
        rests_on="records",
        quiet_days=28,
    ),
    Rule(
        "circumstances",
        "处境需要多关心",
        "项",
        *(2, 1, 4),
        says="留守、孤儿、残疾、困难里占了 {n} 项",
        source=CARE_FOR,
        counted=_circumstances,
        since=lambda window, least: None,
        rests_on="roster",
        quiet_days=120,
    ),
)
BY_KEY = {rule.key: rule for rule in RULES}
