"""Figures of growth: titles, plans, reading, reviews: how many, never who is better."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from qingshan.growth.elections.visibility import elections_visible_to
from qingshan.growth.models import (
    DevelopmentPlan,
    Direction,
    Election,
    Gate,
    ModelPost,
    Review,
    ReviewState,
    Title,
)
from qingshan.growth.plans.visibility import PROPOSERS, plans_visible_to
from qingshan.growth.posts.visibility import posts_visible_to
from qingshan.growth.reviews.visibility import OPENERS, reviews_visible_to
from qingshan.growth.visibility import titles_visible_to
from qingshan.kit.dimensions import of_choices, of_words
from qingshan.kit.figures import Figure, Page, Source, lasting, on_or_before, until
from qingshan.kit.measures import Distinct, HowMany, Total
from qingshan.kit.words import tr
from qingshan.outcomes.models import Level
from qingshan.people.dimensions import of_staff
from qingshan.people.figures import PARTY_MATTERS, STAFF, YOUNG_TEACHERS
from qingshan.people.models import Staff
from qingshan.records.figures import BY_KIND, BY_TEACHER, RECORDS, of_records

if TYPE_CHECKING:
    from datetime import date

    from qingshan.kit.measures import Measure

WAY = tr("党建与队伍建设融合")
READING = (
    "news_reading",
    "paper_reading",
    "reading_reflection",
    "monograph_reading",
    "reading_notes",
)
WRITING = ("reading_reflection", "reading_notes")
LEARNING = ("research_activity", "school_training", "online_study")
YOUNG_YEARS = 5

TITLES = Source(
    title=tr("称号"),
    model=Title,
    owner="school",
    number="pk",
    date="awarded_on",
    by=on_or_before("awarded_on"),
    reads=("title", "level", "staff", "staff__name"),
    search=("title", "staff__search_key"),
    label=lambda cells: f"{cells['staff__name']} · {cells['title']}",
    visible=titles_visible_to,
    page=lambda cells: Page("people:staff_member", cells["staff"]),
    dimensions=(
        of_words("title", tr("称号"), "title"),
        of_words("level", tr("级别"), "level"),
        *of_staff("staff"),
    ),
)

POSTS = Source(
    title=tr("党员示范岗"),
    model=ModelPost,
    owner="school",
    number="pk",
    date="since",
    by=lasting("since", "until"),
    reads=("post", "staff__name"),
    search=("post", "staff__search_key"),
    label=lambda cells: f"{cells['staff__name']} · {cells['post']}",
    visible=posts_visible_to,
    dimensions=of_staff("staff"),
)

PLANS = Source(
    title=tr("培养方案"),
    model=DevelopmentPlan,
    owner="school",
    number="pk",
    date="agreed_on",
    by=until("agreed_on", "ended_on"),
    reads=("direction", "staff__name"),
    search=("staff__search_key",),
    label=lambda cells: f"{cells['staff__name']} · {Direction(cells['direction']).label}",
    visible=plans_visible_to,
    page=lambda cells: Page("growth:plan", cells["pk"]),
    dimensions=(of_choices("direction", tr("方向"), "direction", Direction),),
)

REVIEWS = Source(
    title=tr("关口评议"),
    model=Review,
    owner="school",
    number="pk",
    date="settled_on",
    by=on_or_before("settled_on"),
    reads=("gate", "staff__name"),
    search=("staff__search_key",),
    label=lambda cells: f"{cells['staff__name']} · {Gate(cells['gate']).label}",
    visible=reviews_visible_to,
    page=lambda cells: Page("growth:review", cells["pk"]),
    dimensions=(of_choices("gate", tr("关口"), "gate", Gate),),
)
"""What was settled stays between the people of each review: here it is only how many."""

ELECTIONS = Source(
    title=tr("评选"),
    model=Election,
    owner="school",
    number="pk",
    date="done_on",
    by=on_or_before("done_on"),
    reads=("title",),
    search=("title",),
    label=lambda cells: str(cells["title"]),
    visible=elections_visible_to,
    page=lambda cells: Page("growth:election", cells["pk"]),
    dimensions=(of_choices("level", tr("级别"), "level", Level),),
)


def _holders(key: str, title: str) -> Figure:
    return Figure(
        key=f"staff.special_post.{key}",
        title=tr("特岗教师中的{title}").format(title=title),
        unit=tr("人"),
        definition=tr("统计日前（含当日）取得“{title}”称号的特岗教师，一人计一次。").format(
            title=title
        ),
        chapter=YOUNG_TEACHERS,
        source=TITLES,
        measure=Distinct("staff"),
        people=STAFF,
        where=Q(title=title, staff__post=Staff.Post.SPECIAL),
        dimensions=of_staff("staff")[1:],
        system="R3",
        agreed=True,
    )


def _young(as_of: date) -> Q:
    """Hired less than five years before the day; a leap day counts as the day before it."""
    day = as_of.day - 1 if (as_of.month, as_of.day) == (2, 29) else as_of.day
    since = as_of.replace(year=as_of.year - YOUNG_YEARS, day=day)
    return Q(hired_on__gt=since, hired_on__lte=as_of) & ~Q(post=Staff.Post.SUPPORT)


def _reading(
    key: str, title: str, unit: str, definition: str, kinds: tuple[str, ...], measure: Measure
) -> Figure:
    narrower = {} if isinstance(measure, HowMany) else {"words__isnull": False}
    return Figure(
        key=f"reading.{key}",
        title=title,
        unit=unit,
        definition=tr("统计日前（含当日）的{definition}。").format(definition=definition),
        chapter=WAY,
        source=RECORDS,
        measure=measure,
        where=Q(kind__in=kinds, **narrower),
        system="T3",
        dimensions=(BY_KIND, *BY_TEACHER),
    )


FIGURES = (
    _holders("district_backbone", tr("区级骨干教师")),
    _holders("city_expert", tr("市教学能手")),
    _holders("congress_delegate", tr("区人大代表")),
    Figure(
        key="growth.titled",
        title=tr("有称号的教师"),
        unit=tr("人"),
        definition=tr("统计日前（含当日）取得过称号的在册教职工，一人计一次。"),
        chapter=WAY,
        source=TITLES,
        measure=Distinct("staff"),
        people=STAFF,
        system="T8",
    ),
    Figure(
        key="growth.young",
        title=tr("入职不满五年的教师"),
        unit=tr("人"),
        definition=tr("统计日当天入职不满五年的在册教师，工勤人员不算。"),
        chapter=WAY,
        source=PARTY_MATTERS,
        measure=HowMany(),
        where=_young,
        date="hired_on",
        system="T2",
        is_stock=True,
        dimensions=of_staff(),
    ),
    of_records(
        "growth.results", tr("教学成果"), tr("项"), "teaching_result", system="T2", chapter=WAY
    ),
    Figure(
        key="growth.model_posts",
        title=tr("党员示范岗"),
        unit=tr("个"),
        definition=tr("统计日当天有人在的党员示范岗。"),
        chapter=WAY,
        source=POSTS,
        measure=HowMany(),
        system="T1",
        is_stock=True,
    ),
    Figure(
        key="growth.plans",
        title=tr("在走的培养方案"),
        unit=tr("份"),
        definition=tr("统计日当天本人已经同意、还没有结束的培养方案。"),
        chapter=WAY,
        source=PLANS,
        measure=HowMany(),
        system="T1",
        is_stock=True,
        known_to=lambda member: member.holds(*PROPOSERS),
    ),
    _reading("entries", tr("读书记录"), tr("条"), tr("读书“五个一”记录"), READING, HowMany()),
    _reading(
        "words",
        tr("读书写下的字"),
        tr("字"),
        tr("读书心得和读书笔记里的字数合计"),
        WRITING,
        Total("words"),
    ),
    Figure(
        key="growth.reviews",
        title=tr("办结的关口评议"),
        unit=tr("次"),
        definition=tr("统计日前（含当日）定下来的政治、师德、业务关口评议。只数次数，不数结论。"),
        chapter=WAY,
        source=REVIEWS,
        measure=HowMany(),
        where=Q(state=ReviewState.SETTLED),
        system="T4",
        known_to=lambda member: member.holds(*OPENERS),
    ),
    Figure(
        key="growth.elections",
        title=tr("评定了的评选"),
        unit=tr("次"),
        definition=tr("统计日前（含当日）评定了的“四有教师”等评选。"),
        chapter=WAY,
        source=ELECTIONS,
        measure=HowMany(),
        system="T5",
    ),
    of_records(
        "growth.ethics_talks", tr("师德报告"), tr("次"), "ethics_talk", system="T6", chapter=WAY
    ),
    of_records(
        "mentoring.visits",
        tr("师傅听徒弟的课"),
        tr("节"),
        "mentoring_visit",
        system="T7",
        chapter=WAY,
    ),
    Figure(
        key="growth.learning_minutes",
        title=tr("教研、培训和网络研修"),
        unit=tr("分钟"),
        definition=tr("统计日前（含当日）教研活动、校本培训和网络研修记录的时长合计。"),
        chapter=WAY,
        source=RECORDS,
        measure=Total("minutes"),
        where=Q(kind__in=LEARNING, minutes__isnull=False),
        system="T9",
        dimensions=(BY_KIND, *BY_TEACHER),
    ),
)
