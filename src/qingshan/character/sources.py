"""The tables of character that figures count: how a row is told, whose it is to open."""

from __future__ import annotations

from qingshan.character.courses.visibility import placements_visible_to
from qingshan.character.drops.visibility import drops_visible_to
from qingshan.character.festivals.visibility import entries_visible_to
from qingshan.character.models import (
    ClassRole,
    Course,
    Drop,
    FestivalEntry,
    Five,
    Placement,
    Theme,
    ThemePlan,
    ThemeSession,
)
from qingshan.character.strengths.visibility import roles_visible_to
from qingshan.character.themes.visibility import theme_plans_visible_to, theme_sessions_visible_to
from qingshan.character.visibility import courses_visible_to
from qingshan.kit.dimensions import Dimension, of_choices, of_words, whole_number
from qingshan.kit.figures import Page, Source, as_they_stand, lasting, on_or_before
from qingshan.kit.words import tr
from qingshan.people.dimensions import of_child, of_class, of_grade

COURSES = Source(
    title=tr("课程"),
    model=Course,
    owner="school",
    number="name",
    reads=("name", "category"),
    search=("name", "category"),
    label=lambda cells: f"{cells['name']} · {cells['category']}",
    visible=courses_visible_to,
    dimensions=(of_words("category", tr("类别"), "category"),),
)

ROLES = Source(
    title=tr("班级岗位"),
    model=ClassRole,
    owner="school",
    number="pk",
    date="since",
    by=lasting("since", "until"),
    reads=("name", "student", "student__name"),
    search=("name", "student__search_key"),
    label=lambda cells: f"{cells['student__name']} · {cells['name']}",
    visible=roles_visible_to,
    page=lambda cells: Page("character:strengths", cells["student"]),
    dimensions=(of_words("five", tr("五成"), "five"), *of_child()),
)

PLACES = Source(
    title=tr("选上的课程"),
    model=Placement,
    owner="school",
    number="pk",
    date="offering__term__starts_on",
    by=lasting("offering__term__starts_on", "offering__term__ends_on"),
    reads=("student", "student__name", "offering__course__name"),
    search=("student__search_key", "offering__course__name"),
    label=lambda cells: f"{cells['student__name']} · {cells['offering__course__name']}",
    visible=placements_visible_to,
    page=lambda cells: Page("people:student", cells["student"]),
    dimensions=(
        of_words("course", tr("课程"), "offering__course__name"),
        of_words("five", tr("五成"), "offering__five"),
        *of_child(),
    ),
)

THEME_SESSIONS = Source(
    title=tr("主题教育"),
    model=ThemeSession,
    owner="school",
    number="pk",
    date="record__date",
    by=on_or_before("record__date"),
    reads=("plan__title", "school_class__name"),
    search=("plan__title", "school_class__name"),
    label=lambda cells: f"{cells['school_class__name']} · {cells['plan__title']}",
    visible=theme_sessions_visible_to,
    page=lambda cells: Page("character:theme_session", cells["pk"]),
    dimensions=(of_choices("theme", tr("主题"), "plan__theme", Theme), of_grade(), of_class()),
    same_as="record",
)

THEME_PLANS = Source(
    title=tr("主题教育计划"),
    model=ThemePlan,
    owner="school",
    number="pk",
    date="date",
    by=as_they_stand,
    reads=("title", "theme"),
    search=("title",),
    label=lambda cells: f"{Theme(cells['theme']).label} · {cells['title']}",
    visible=theme_plans_visible_to,
    page=lambda cells: Page("character:theme_plan", cells["pk"]),
    dimensions=(
        of_choices("theme", tr("主题"), "theme", Theme),
        of_words("year", tr("学年"), "year__name"),
        Dimension(
            key="grade",
            title=tr("年级"),
            column="grade_number",
            tell=lambda cells: tr("{value}年级").format(
                value="〇一二三四五六七八九"[cells["grade_number"] % 10]
            ),
            order=("grade_number",),
            accepts=whole_number,
        ),
    ),
)

ENTRIES = Source(
    title=tr("节日报名"),
    model=FestivalEntry,
    owner="school",
    number="pk",
    date="item__festival__starts_on",
    by=on_or_before("item__festival__starts_on"),
    reads=("item", "item__title", "item__festival__title", "student__name"),
    search=("item__title", "student__search_key"),
    label=lambda cells: (
        f"{cells['student__name']} · {cells['item__festival__title']} · {cells['item__title']}"
    ),
    visible=entries_visible_to,
    page=lambda cells: Page("character:festival_item", cells["item"]),
    dimensions=(
        of_words("festival", tr("节日"), "item__festival__title"),
        of_choices("result", tr("结果"), "result", FestivalEntry.Result),
        *of_child(),
    ),
)

DROPS = Source(
    title=tr("小水滴"),
    model=Drop,
    owner="school",
    number="pk",
    reads=("title", "theme"),
    search=("title",),
    label=lambda cells: f"{cells['title']} · {Theme(cells['theme']).label}",
    visible=drops_visible_to,
    page=lambda cells: Page("character:drop", cells["pk"]),
    dimensions=(
        of_choices("theme", tr("主题"), "theme", Theme),
        of_choices("five", tr("五成"), "five", Five),
    ),
)
