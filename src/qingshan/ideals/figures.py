"""Figures of ideals: study, role models, party lessons, the series of portraits."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from qingshan.ideals.models import Lesson, StudySession
from qingshan.ideals.visibility import lessons_visible_to, sessions_visible_to
from qingshan.kit.dimensions import of_words
from qingshan.kit.figures import Figure, Page, Source, on_or_before
from qingshan.kit.measures import HowMany
from qingshan.kit.words import tr
from qingshan.people.dimensions import of_staff
from qingshan.people.figures import BRANCH
from qingshan.records.figures import of_records

SESSIONS = Source(
    title=tr("集中学习"),
    model=StudySession,
    owner="school",
    number="pk",
    date="gathering__date",
    by=on_or_before("gathering__date"),
    reads=("gathering", "gathering__title", "campaign__title", "role_model"),
    search=("gathering__title", "role_model"),
    label=lambda cells: tr(" · ").join(
        filter(None, (cells["gathering__title"], cells["campaign__title"]))
    ),
    visible=sessions_visible_to,
    page=lambda cells: Page("gatherings:gathering", cells["gathering"]),
    dimensions=(of_words("campaign", tr("主题"), "campaign__title", nothing=tr("没有归进主题")),),
)

LESSONS = Source(
    title=tr("党课"),
    model=Lesson,
    owner="school",
    number="pk",
    reads=("title", "author__name"),
    search=("title", "author__search_key"),
    label=lambda cells: f"{cells['title']} · {cells['author__name']}",
    visible=lessons_visible_to,
    page=lambda cells: Page("ideals:lesson", cells["pk"]),
    dimensions=of_staff("author"),
)


def _sessions(key: str, title: str, definition: str, system: str, where: Q, **more: Any) -> Figure:
    return Figure(
        key=f"study.{key}",
        title=title,
        unit=tr("次"),
        definition=tr("统计日前（含当日）{definition}，取消了的不算。").format(
            definition=definition
        ),
        chapter=BRANCH,
        source=SESSIONS,
        measure=HowMany(),
        where=where & Q(gathering__called_off=""),
        system=system,
        **more,
    )


FIGURES = (
    of_records(
        "publicity.series_issues",
        tr("教师风采系列报道"),
        tr("期"),
        "portrait",
        system="B3",
        chapter=BRANCH,
        definition=tr("统计日前（含当日）的风采报道记录，一条一期。"),
        agreed=True,
    ),
    _sessions("sessions", tr("学习和主题教育"), tr("的集中学习和党课"), "B1", Q()),
    of_records(
        "study.attendances",
        tr("参加集中学习"),
        tr("人次"),
        "group_study",
        words=tr("集中学习"),
        system="B1",
        chapter=BRANCH,
    ),
    _sessions(
        "role_models",
        tr("先进榜样学习"),
        tr("学习一位榜样的集中学习"),
        "B2",
        ~Q(role_model=""),
        dimensions=(of_words("role_model", tr("榜样"), "role_model"),),
    ),
    Figure(
        key="lessons.library",
        title=tr("党课库里的课"),
        unit=tr("课"),
        definition=tr("党课库里的课，按现状计，一课不管有几版都计一次。"),
        chapter=BRANCH,
        source=LESSONS,
        measure=HowMany(),
        system="B4",
        is_stock=True,
    ),
    of_records(
        "lessons.given",
        tr("讲党课"),
        tr("次"),
        "party_lesson",
        words=tr("讲党课的"),
        system="B4",
        chapter=BRANCH,
    ),
)
