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

from qingshan.kit.words import tr
from qingshan.people.students.words import CIRCUMSTANCES

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from qingshan.care.signs.window import Window

MONTH, FORTNIGHT = 20, 10  # school days
EVENT_DAYS, HALF_A_YEAR = 60, 183  # days
MAIN_SUBJECTS = (tr("语文"), tr("数学"), tr("英语"))
FEWEST_DAYS_OF_A_SHARE = 10
CONCERN = "concern"

ABC = tr("Balfanz、Herzog、Mac Iver（2007）“考勤—行为—课业”预警研究")
ONE_IN_TEN = tr("Balfanz、Byrnes（2012）：缺课满十分之一即为长期缺课")
CARE_FOR = tr("国办发〔2017〕72号：留守、残疾、困难等孩子是控辍保学的重点")

COUNTED = tuple(CIRCUMSTANCES[key][1] for key in ("left_behind", "orphan", "disability", "aid"))


@dataclass(frozen=True, slots=True)
class Rule:
    """A whole number counted about a child, which speaks from `default` on.

    A school may set it between `least` and `most`. `says` is the sentence, given `n` (what was
    counted). `rests_on`: absences | records | marks | roster. `since` is the first day of its
    rows, None where there is none to count yet. `quiet_days`: for how long a look gives rest.
    """

    key: str
    title: str
    unit: str
    default: int
    least: int
    most: int
    says: str
    source: str
    rests_on: str
    since: Callable[[Window, int], date | None]
    quiet_days: int = 14


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


def _half_a_year(window: Window, threshold: int) -> date | None:
    return window.today - timedelta(days=HALF_A_YEAR)


def _never(window: Window, threshold: int) -> date | None:
    return None


IN_A_ROW = Rule(
    "in_a_row",
    tr("连着没来"),
    tr("天"),
    *(3, 2, 5),
    says=tr("最近 {n} 个上课日天天没来"),
    source=ABC,
    rests_on="absences",
    since=_in_a_row,
    quiet_days=3,
)
UNEXPLAINED = Rule(
    "unexplained",
    tr("原因不明的缺席"),
    tr("次"),
    *(2, 1, 5),
    says=tr("最近两周有 {n} 次缺席还不知道原因"),
    source=ABC,
    rests_on="absences",
    since=_fortnight,
    quiet_days=7,
)
OF_A_MONTH = Rule(
    "month",
    tr("一个月里缺得多"),
    tr("天"),
    *(4, 2, 8),
    says=tr("最近四周缺席 {n} 天"),
    source=ABC,
    rests_on="absences",
    since=_month,
)
OF_A_TERM = Rule(
    "term",
    tr("一学期缺课的比例"),
    "%",
    *(10, 5, 20),
    says=tr("本学期缺席的天数到了上课日的 {n}%"),
    source=ONE_IN_TEN,
    rests_on="absences",
    since=_term,
    quiet_days=28,
)
EVENTS = Rule(
    "events",
    tr("让人放心不下的事"),
    tr("件"),
    *(2, 1, 5),
    says=tr("最近六十天记下了 {n} 件让人放心不下的事"),
    source=ABC,
    rests_on="records",
    since=_events,
    quiet_days=28,
)
IN_NEED = Rule(
    "circumstances",
    tr("处境需要多关心"),
    tr("项"),
    *(2, 1, 4),
    says=tr("留守、孤儿、残疾、困难里占了 {n} 项"),
    source=CARE_FOR,
    rests_on="roster",
    since=_never,
    quiet_days=120,
)
MARKS = Rule(
    "marks",
    tr("几门课跟不上"),
    tr("门"),
    *(2, 1, 3),
    says=tr("最近一次考试，语文、数学、英语里有 {n} 门不到六成"),
    source=ABC,
    rests_on="marks",
    since=_half_a_year,
    quiet_days=60,
)
RULES: tuple[Rule, ...] = (
    IN_A_ROW,
    UNEXPLAINED,
    OF_A_MONTH,
    OF_A_TERM,
    EVENTS,
    MARKS,
    IN_NEED,
)
BY_KEY = {rule.key: rule for rule in RULES}
