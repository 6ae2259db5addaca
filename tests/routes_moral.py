"""Addresses of moral education: drops, themes, festivals."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.utils import timezone

if TYPE_CHECKING:
    from qingshan.character.models import Drop
    from tests.cast import Cast

DAY = dt.date(2026, 11, 24)
MORAL = frozenset({"principal", "secretary", "student_affairs"})
MORAL_ANYWHERE = MORAL | {"other_school"}


def made_drop(cast: Cast, **fields: Any) -> Drop:
    """A drop in use."""
    from qingshan.character.models import Drop

    told = {"title": "排队", "of": "event", "story": "排队。", "principle": "让一让。"}
    told |= {"sentence": "先来后到。", "theme": "manners", "five": "文明", "state": "accepted"}
    return Drop.objects.create(school=cast.school, **(told | fields))


def a_drop(cast: Cast) -> list[Any]:
    return [made_drop(cast).pk]


def a_proposed_drop(cast: Cast) -> list[Any]:
    return [made_drop(cast, state="proposed", proposed_by=cast.staff["teacher"]).pk]


def a_drop_lesson(cast: Cast) -> list[Any]:
    from qingshan.character.models import DropLesson

    lesson = DropLesson.objects.create(
        school=cast.school,
        term=cast.year.terms.get(number=1),
        school_class=cast.class_31,
        date=DAY,
        drop=made_drop(cast),
    )
    return [lesson.pk]


def a_theme_plan(cast: Cast) -> list[Any]:
    """Of the third grade; nobody is responsible yet."""
    from qingshan.character.models import ThemePlan

    plan = ThemePlan.objects.create(
        school=cast.school,
        year=cast.year,
        grade_number=3,
        theme="life",
        title="疏散演练",
        date=dt.date(2026, 11, 9),
        branch="党员教师守楼梯口",
    )
    return [plan.pk]


def a_plan_and_class_31(cast: Cast) -> list[Any]:
    return [*a_theme_plan(cast), cast.class_31.pk]


def a_theme_session(cast: Cast) -> list[Any]:
    """Held in the homeroom teacher's class."""
    from qingshan.character.models import ThemeChild, ThemeSession
    from qingshan.records.models import Record

    record = Record.objects.create(
        school=cast.school,
        number="TS1",
        date=dt.date(2026, 11, 9),
        kind="theme_session",
        staff=cast.staff["homeroom"],
        school_class=cast.class_31,
        parts="everyone",
    )
    session = ThemeSession.objects.create(
        school=cast.school,
        plan_id=a_theme_plan(cast)[0],
        school_class=cast.class_31,
        record=record,
    )
    ThemeChild.objects.create(school=cast.school, session=session, student=cast.wang)
    return [session.pk]


def a_festival(cast: Cast) -> list[Any]:
    from qingshan.character.models import Festival

    festival = Festival.objects.create(
        school=cast.school,
        year=cast.year,
        title="体育节",
        five="运动",
        starts_on=dt.date(2026, 11, 20),
        ends_on=timezone.localdate() + dt.timedelta(days=31),
        closes_on=timezone.localdate() + dt.timedelta(days=30),
    )
    return [festival.pk]


def a_festival_item(cast: Cast, **fields: Any) -> list[Any]:
    """The homeroom teacher is responsible for it."""
    from qingshan.character.models import FestivalItem

    told = {"title": "跳绳", "responsible": cast.staff["homeroom"], **fields}
    festival = told.pop("festival", None) or a_festival(cast)[0]
    item = FestivalItem.objects.create(school=cast.school, festival_id=festival, **told)
    return [item.pk]


def an_item_and_class_31(cast: Cast) -> list[Any]:
    return [*a_festival_item(cast), cast.class_31.pk]
