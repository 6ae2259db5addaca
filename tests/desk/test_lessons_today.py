"""One's own lessons of the day, first thing on the home page; wishes for courses still open."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from qingshan.character.models import CourseWish, DropLesson
from qingshan.desk.day import day_at
from qingshan.desk.lessons import lessons_today
from qingshan.programmes.services import lay_periods
from qingshan.school.membership import Member
from qingshan.school.models import CalendarDay
from qingshan.timetable.models import LessonChange, MakeUpPlan, Room
from qingshan.timetable.queries import concerns, lessons_between
from tests.character.courses_ground import a_round, classmates, course, offering, slot
from tests.routes_moral import made_drop
from tests.timetable.ground import TUESDAY, make_ground

HOME = "/"
MINE = "今天的课"


@pytest.fixture
def ground(cast, monkeypatch):
    monkeypatch.setattr(Member, "today", TUESDAY)
    lay_periods(cast.school)
    return make_ground(cast)


def page(client, ground, who: str) -> str:
    answer = ground.cast.sign_in(client, who).get(HOME)
    assert answer.status_code == 200
    return answer.content.decode()


def lessons(client, ground, who: str) -> str:
    """The card; "" where there is none."""
    told = page(client, ground, who)
    if f'id="lessons-today">{MINE}' not in told:
        return ""
    return told.split('id="lessons-today"')[1].split("</section>")[0]


def change(ground, lesson, kind: str, **more) -> LessonChange:
    told = {"date": TUESDAY, "slot": lesson.slot, "teacher": lesson.teacher, "part": lesson.part}
    return LessonChange.objects.create(
        school=ground.cast.school,
        kind=kind,
        school_class=lesson.school_class,
        subject=lesson.subject,
        planned=lesson.teacher,
        **told | more,
    )


def a_drop(ground, lesson, title="排队", **more) -> DropLesson:
    return DropLesson.objects.create(
        school=ground.cast.school,
        term=ground.cast.year.terms.get(number=1),
        school_class=lesson.school_class,
        date=TUESDAY,
        drop=made_drop(ground.cast, title=title),
        **{"slot": lesson.slot} | more,
    )


@pytest.mark.system("A1", "M5")
def test_each_lesson_with_its_room_class_and_the_drop_before_it(client, ground):
    room = Room.objects.create(school=ground.cast.school, name="三(1)教室")
    ground.lesson(slot="3", subject="数学", school_class=ground.cast.class_41)
    first = ground.lesson(slot="1", room=room)
    drop = a_drop(ground, first)
    told = page(client, ground, "teacher")
    assert told.index(MINE) < told.index('class="card task"'), "before what is to do"
    card = lessons(client, ground, "teacher")
    assert card.index("08:00") < card.index("10:00")
    assert "三(1)教室" in card
    assert "四年级(1)班" in card
    assert card.count("小水滴《排队》") == 1
    assert f"/character/drops/lessons/{drop.pk}/" in card
    assert card.index("小水滴") < card.index("10:00")


def test_whoever_has_no_lesson_sees_no_card(client, ground):
    ground.lesson(weekday=3)
    assert lessons(client, ground, "teacher") == ""
    ground.lesson()
    assert lessons(client, ground, "homeroom") == ""
    assert lessons(client, ground, "teacher") != ""
    CalendarDay.objects.create(school=ground.cast.school, date=TUESDAY, kind="holiday")
    assert lessons(client, ground, "teacher") == ""


@pytest.mark.system("A1")
def test_a_substitute_has_the_lesson_and_the_other_sees_who_holds_it(client, ground):
    lesson = ground.lesson()
    a_drop(ground, lesson)
    change(ground, lesson, "substitute", teacher=ground.cast.staff["group_head"])
    card = lessons(client, ground, "group_head")
    assert "代吴老师" in card
    assert "小水滴" in card
    card = lessons(client, ground, "teacher")
    assert "郑组长代" in card
    assert "grow gone" in card
    assert "小水滴" not in card


@pytest.mark.system("A1")
def test_what_moves_stands_where_it_is_held(client, ground):
    away = ground.lesson(slot="1")
    wednesday = TUESDAY + dt.timedelta(days=1)
    change(ground, away, "move", to_date=wednesday, to_slot=ground.slots["2"])
    here = ground.lesson(slot="2", weekday=3, subject="数学")
    back = {"to_date": TUESDAY, "to_slot": ground.slots["3"]}
    change(ground, here, "move", date=wednesday, **back)
    card = lessons(client, ground, "teacher")
    assert "调到11月25日" in card
    assert "从11月25日调来" in card
    assert card.count("gone") == 1


@pytest.mark.system("A1")
def test_a_lesson_online_leads_in_and_to_its_roll(client, ground):
    lesson = ground.lesson(link="https://class.example/31")
    card = lessons(client, ground, "teacher")
    assert 'href="https://class.example/31"' in card
    roll = f"/teaching/online/{TUESDAY}/{lesson.slot_id}/{lesson.school_class_id}/"
    assert f'href="{roll}"' in card
    assert client.get(roll).status_code == 200


@pytest.mark.system("C1")
def test_the_homeroom_teacher_calls_the_roll_from_the_lesson(client, ground):
    ground.lesson(who="homeroom")
    roll = f"/care/attendance/{ground.cast.class_31.pk}/morning/{TUESDAY}/"
    card = lessons(client, ground, "homeroom")
    assert f'href="{roll}"' in card
    assert client.get(roll).status_code == 200
    ground.lesson(who="teacher", slot="2")
    assert "点名" not in lessons(client, ground, "teacher")


def test_a_drop_of_the_day_stands_before_the_first_lesson_in_the_class(client, ground):
    ground.lesson(slot="1")
    ground.lesson(slot="3")
    a_drop(ground, ground.lesson(slot="1"), slot=None)
    card = lessons(client, ground, "teacher")
    assert card.count("小水滴") == 1
    assert card.index("小水滴") < card.index("10:00")


@pytest.mark.parametrize("weekday", [0, 3])
def test_it_tells_what_the_timetable_tells(ground, weekday, cast):
    """The one question in SQL against the timetable's own answer, with a make-up day in between."""
    saturday = TUESDAY + dt.timedelta(days=4)
    CalendarDay.objects.create(school=cast.school, date=saturday, kind="make_up")
    if weekday:
        MakeUpPlan.objects.create(school=cast.school, date=saturday, weekday=weekday)
    for day in range(1, 6):
        for bell, weeks in (("1", "every"), ("2", "odd"), ("3", "even")):
            ground.lesson(weekday=day, slot=bell, weeks=weeks)
    ground.lesson(weekday=3, who="homeroom", school_class=cast.class_41, part="男生")
    lesson = ground.lesson(weekday=2, slot="2", weeks="odd")
    change(ground, lesson, "cancel")
    for who in ("teacher", "homeroom"):
        staff, member = cast.staff[who], Member(cast.accounts[who], cast.school)
        for ahead in range(14):
            on = TUESDAY + dt.timedelta(days=ahead)
            expected = [
                (one.slot, one.class_words)
                for one in lessons_between(cast.school, on, on)[on]
                if concerns(one, staff)
            ]
            found = lessons_today(staff, member, day_at(cast.school, on), [])
            assert [(one.slot.pk, one.class_words) for one in found] == expected, on


def test_home_asks_as_much_for_one_lesson_as_for_three(client, ground):
    a_drop(ground, ground.lesson())
    page(client, ground, "teacher")
    with CaptureQueriesContext(connection) as one:
        page(client, ground, "teacher")
    for n in ("2", "3"):
        a_drop(ground, ground.lesson(slot=n), title=n)
    with CaptureQueriesContext(connection) as three:
        page(client, ground, "teacher")
    assert len(three) == len(one)


WAITING = "还有 {} 个孩子没写课程志愿，收到 12月4日。"


@pytest.mark.system("M6")
def test_the_homeroom_teacher_is_told_how_many_have_not_wished_until_all_have(client, ground):
    cast = ground.cast
    assert "课程志愿" not in page(client, ground, "homeroom")
    held = a_round(cast)
    assert "课程志愿" not in page(client, ground, "homeroom"), "no slot is for anybody yet"
    at = slot(cast)
    ball = offering(cast, at, course(cast, "乒乓球"), capacity=9)
    classmates(cast, 2)
    told = page(client, ground, "homeroom")
    assert WAITING.format(3) in told
    for name in ("王同学", "同学0"):
        assert name not in told.split(WAITING.format(3))[0].rsplit("<ul", 1)[1]
    href = told.split(WAITING.format(3))[1].split('href="')[1].split('"')[0]
    form = client.get(href)
    assert form.status_code == 200
    assert "乒乓球" in form.content.decode()
    assert "课程志愿" not in page(client, ground, "teacher")
    for child in cast.class_31.students.all()[:2]:
        CourseWish.objects.create(school=cast.school, student=child, slot=at, offering=ball, rank=1)
    assert WAITING.format(1) in page(client, ground, "homeroom")
    last = cast.class_31.students.all()[2]
    CourseWish.objects.create(school=cast.school, student=last, slot=at, offering=ball, rank=1)
    assert "课程志愿" not in page(client, ground, "homeroom")
    CourseWish.objects.all().delete()
    held.wishes_until = TUESDAY - dt.timedelta(days=1)
    held.save()
    assert "课程志愿" not in page(client, ground, "homeroom"), "closed"


@pytest.mark.system("M6")
@pytest.mark.parametrize(
    ("more", "number"),
    [({"who": "boarding"}, 1), ({"who": "day"}, 2), ({"first_grade": 4}, 0)],
)
def test_only_children_whom_a_slot_is_for_are_counted(client, ground, more, number):
    a_round(ground.cast)
    slot(ground.cast, **more)
    classmates(ground.cast, 2)
    ground.cast.class_31.students.update(boarding="day")
    boards = ground.cast.wang
    boards.boarding = "boarding"
    boards.save()
    told = page(client, ground, "homeroom")
    assert (WAITING.format(number) in told) if number else ("课程志愿" not in told)
