"""Figures of character: the five sides, themes, festivals, drops, courses and who is in them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from qingshan.character.fives import deeds_of
from qingshan.character.models import Course, Drop, FestivalEntry, Placement
from qingshan.character.sources import (
    COURSES,
    DROPS,
    ENTRIES,
    PLACES,
    ROLES,
    THEME_PLANS,
    THEME_SESSIONS,
)
from qingshan.kit.figures import Figure
from qingshan.kit.measures import Distinct, HowMany
from qingshan.kit.words import tr
from qingshan.people.dimensions import of_child
from qingshan.people.figures import STUDENTS
from qingshan.people.roster import on_roster
from qingshan.records.figures import BY_CHILD, BY_CLASS, BY_KIND, RECORDS, of_records
from qingshan.records.kinds import FIVES

if TYPE_CHECKING:
    from collections.abc import Callable

CHAPTER = tr("学生素质全面提高")
WAY = tr("党建与德育融合")
GROUND = tr("学校概况")
OWN = Q(nature=Course.Nature.SCHOOL)
LATELY = timedelta(days=90)


def _of_five(five: str) -> Callable[[date], Q]:
    return lambda as_of: deeds_of(five)


def _lately(as_of: date) -> Q:
    return Q(student__isnull=False, date__gt=as_of - LATELY)


def _figure(key: str, title: str, unit: str, definition: str, system: str, **more: Any) -> Figure:
    return Figure(
        key=key,
        title=title,
        unit=unit,
        definition=definition,
        system=system,
        **{"chapter": WAY, "measure": HowMany(), **more},
    )


def _five(key: str, five: str) -> Figure:
    return _figure(
        f"five.{key}",
        tr("五成教育 · {five}").format(five=five),
        tr("件"),
        tr(
            "统计日前（含当日）属于“{five}”的记录：写到学生或班级的，"
            "还有社团课、成果展示和主题节日。"
            "社团课随课程、节日活动随节日算。教学类的和放心不下的事不算。"
        ).format(five=five),
        "F1",
        chapter=GROUND,
        source=RECORDS,
        where=_of_five(five),
        dimensions=(BY_KIND, *BY_CLASS),
    )


FIGURES: tuple[Figure, ...] = (
    *(
        _five(key, five)
        for key, five in zip(
            ("sport", "science", "reading", "manners", "dreams"), FIVES, strict=True
        )
    ),
    _figure(
        "students.roles",
        tr("班级岗位"),
        tr("个"),
        tr("统计日当天有学生在做的班级岗位。"),
        "F3",
        chapter=GROUND,
        source=ROLES,
        is_stock=True,
    ),
    _figure(
        "students.with_role",
        tr("有岗位的学生"),
        tr("人"),
        tr("统计日当天在做班级岗位的学生，一人计一次。"),
        "F3",
        chapter=GROUND,
        source=ROLES,
        where=lambda as_of: on_roster(as_of, "student__"),
        measure=Distinct("student"),
        people=STUDENTS,
        dimensions=of_child(),
        is_stock=True,
    ),
    _figure(
        "courses.count",
        tr("校本课程"),
        tr("门"),
        tr("课程性质为校本课程的课程，按课程表现状计。"),
        "M6",
        chapter=CHAPTER,
        source=COURSES,
        where=OWN,
        agreed=True,
        is_stock=True,
    ),
    _figure(
        "courses.categories",
        tr("校本课程类别"),
        tr("类"),
        tr("校本课程的类别，同一类别计一次。"),
        "R4",
        chapter=CHAPTER,
        source=COURSES,
        measure=Distinct("category"),
        where=OWN,
        dimensions=(),
        agreed=True,
        is_stock=True,
    ),
    _figure(
        "courses.students",
        tr("上社团课的学生"),
        tr("人"),
        tr("统计日所在学期里，名额已经定下来的学生，一人计一次。"),
        "M6",
        source=PLACES,
        measure=Distinct("student"),
        people=STUDENTS,
        where=Q(state=Placement.State.ADOPTED),
        is_stock=True,
    ),
    of_records(
        "courses.meetings", tr("社团课"), tr("次"), "course_session", system="M6", chapter=WAY
    ),
    _figure(
        "themes.sessions",
        tr("主题教育"),
        tr("次"),
        tr("统计日前（含当日）各班开的生命、励志、礼仪、感恩、心灵主题教育，一个班一次计一次。"),
        "M3",
        source=THEME_SESSIONS,
    ),
    _figure(
        "themes.with_society",
        tr("有社会上的人参加的主题教育"),
        tr("次"),
        tr("统计日前（含当日）写了社会上谁来的主题教育。"),
        "M1",
        source=THEME_SESSIONS,
        where=~Q(community=""),
    ),
    _figure(
        "themes.four_parties",
        tr("四方都写了的主题教育计划"),
        tr("份"),
        tr("支部、校长、全员、家庭社会各做什么都写了的计划，按现状计。"),
        "M1",
        source=THEME_PLANS,
        where=~Q(branch="") & ~Q(principal="") & ~Q(everyone="") & ~Q(family=""),
        is_stock=True,
    ),
    _figure(
        "students.reached_lately",
        tr("近三个月有记录的学生"),
        tr("人"),
        tr("统计日往前90天里，家访、谈心等任何一条记录写到过的学生，一人计一次。"),
        "M2",
        source=RECORDS,
        measure=Distinct("student"),
        people=STUDENTS,
        where=_lately,
        dimensions=BY_CHILD,
        is_stock=True,
    ),
    _figure(
        "festivals.entries",
        tr("参加主题节日"),
        tr("人次"),
        tr("统计日前（含当日）开始的主题节日里报上了名的，一人一项计一次，没来的不算。"),
        "M4",
        source=ENTRIES,
        where=Q(state=FestivalEntry.State.IN) & ~Q(result=FestivalEntry.Result.ABSENT),
    ),
    of_records(
        "drops.told",
        tr("讲过的小水滴"),
        tr("次"),
        "moral_drop",
        words=tr("小水滴"),
        system="M5",
        chapter=WAY,
        dimensions=BY_CLASS,
    ),
    _figure(
        "drops.library",
        tr("小水滴库"),
        tr("个"),
        tr("审过、在用的小水滴，按现状计。"),
        "M5",
        source=DROPS,
        where=Q(state=Drop.State.ACCEPTED),
        is_stock=True,
    ),
)
