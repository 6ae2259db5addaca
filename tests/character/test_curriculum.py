"""Hours a week against the plan: what is short, what is over, and the lessons behind."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from qingshan.school import membership
from qingshan.school.models import SchoolClass, Subject
from qingshan.timetable.models import Lesson, Slot
from tests.character.courses_ground import TODAY, course, slot

PAGE = "/character/curriculum/"
pytestmark = pytest.mark.system("M7")

THIRD_GRADE = {
    "语文": 7,
    "数学": 5,
    "英语": 3,
    "道德与法治": 2,
    "科学": 2,
    "体育": 3,
    "音乐": 2,
    "美术": 2,
    "信息科技": 1,
    "综合实践": 1,
}
"""28 lessons: two fewer than the plan, and no 劳动."""


@pytest.fixture(autouse=True)
def on_that_day(monkeypatch):
    monkeypatch.setattr(membership.timezone, "localdate", lambda: TODAY)


def bells(cast) -> list[Slot]:
    made = [
        Slot(school=cast.school, number=str(n), starts=dt.time(8 + n), ends=dt.time(8 + n, 40))
        for n in range(1, 9)
    ]
    made.append(Slot(school=cast.school, number="早读", starts=dt.time(7), ends=dt.time(7, 20)))
    return Slot.objects.bulk_create(made)


def teach(cast, school_class: SchoolClass, hours: dict[str, int], at: list[Slot]) -> None:
    times = [(day, one) for day in range(1, 6) for one in at if one.number != "早读"]
    wanted = [name for name, number in hours.items() for _ in range(number)]
    subjects = {
        name: Subject.objects.get_or_create(school=cast.school, name=name)[0] for name in hours
    }
    Lesson.objects.bulk_create(
        Lesson(
            school=cast.school,
            starts_on=dt.date(2026, 8, 31),
            ends_on=dt.date(2027, 1, 15),
            weekday=day,
            slot=bell,
            school_class=school_class,
            subject=subjects[name],
            teacher=cast.staff["teacher"],
        )
        for (day, bell), name in zip(times, wanted, strict=False)
    )


def shown(cast, who: str = "principal", asked: str = "") -> str:
    answer = cast.sign_in(Client(), who).get(f"{PAGE}{asked}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_short_and_over_are_told_first_and_each_number_opens_into_lessons(cast):
    at = bells(cast)
    teach(cast, cast.class_31, THIRD_GRADE, at)
    teach(cast, cast.class_41, THIRD_GRADE | {"劳动": 1, "数学": 7}, at)
    page = shown(cast)
    assert "三年级每周 28 节，比计划少 2 节。" in page
    assert "四年级每周 31 节，比计划多 1 节。" in page
    assert "三年级没有排劳动。" in page
    assert "四年级没有排劳动" not in page
    assert "课表上没有九个年级" in page
    links = re.findall(r'href="(/character/curriculum/lessons/[^"]+grade=3)">([\d.]+)', page)
    told = {
        re.search("subject=([^&]*)", href).group(1) if "subject" in href else "": float(number)
        for href, number in links
    }
    assert sum(number for name, number in told.items() if name) == told[""] == 28
    for href, number in links:
        rows = shown(cast, "teacher", href.replace("&amp;", "&").removeprefix(PAGE))
        assert rows.count('<th scope="row">') == float(number)


def test_mornings_are_no_lessons_and_every_other_week_is_half_a_lesson(cast):
    at = bells(cast)
    teach(cast, cast.class_31, {"数学": 5}, at)
    Lesson.objects.filter(weekday=1).update(weeks="odd")
    assert "三年级每周 2.5 节" in shown(cast)
    morning = Lesson.objects.first()
    morning.pk, morning.slot, morning._state.adding = None, at[-1], True
    morning.save()
    assert "三年级每周 2.5 节" in shown(cast)


def test_a_course_of_the_schools_own_counts_as_such_and_others_stand_apart(cast):
    course(cast, "剪纸", nature="school")
    teach(cast, cast.class_31, {"剪纸": 1, "珠心算": 1}, bells(cast))
    page = shown(cast)
    assert re.search("校本课程</a><small>剪纸</small>", page)
    assert re.search("珠心算</a><small>计划里没有</small>", page)
    rows = shown(cast, asked="lessons/?subject=校本课程&grade=3")
    assert "剪纸" in rows


def test_after_school_service_stands_beside_the_lessons(cast):
    teach(cast, cast.class_31, {"语文": 1}, bells(cast))
    slot(cast)
    slot(cast, "周五下午", "3 5", last_grade=2)
    page = shown(cast)
    assert re.search(r"课后服务</a>.*?<td class=\"num\">60</td>", page, re.DOTALL)


def test_a_plan_of_the_schools_own_replaces_the_national_one(cast, settings, tmp_path):
    settings.QINGSHAN_HOME = tmp_path
    teach(cast, cast.class_31, THIRD_GRADE, bells(cast))
    own = tmp_path / "curriculum.yaml"
    own.write_text("weekly: {1: 26}", encoding="utf-8")
    faulty = shown(cast)
    assert "先按国家的方案比" in faulty
    assert "义务教育课程方案（2022 年版）" in faulty
    from qingshan.character.curriculum.plan import NATIONAL

    text = NATIONAL.read_text("utf-8").replace("3: 30", "3: 28").replace("（2022 年版）", "（省）")
    own.write_text(text, encoding="utf-8")
    page = shown(cast)
    assert "义务教育课程方案（省）" in page
    assert "三年级每周 28 节" not in page


def test_without_a_timetable_the_page_says_so(cast):
    assert "还没有课表" in shown(cast)


def test_shares_of_nine_grades_are_compared(cast):
    at = bells(cast)
    for n in range(1, 10):
        own = SchoolClass.objects.create(
            school=cast.school, code=f"N{n}", grade=f"{n}年级", grade_number=n, name=f"{n}班"
        )
        teach(cast, own, THIRD_GRADE, at)
    page = shown(cast)
    assert "课表上没有九个年级" not in page
    assert re.search(r"语文九年占 [\d.]+%，计划是 20%～22%，多了约 \d+ 节。", page)


def test_the_page_costs_the_same_for_one_class_and_for_thirty(cast):
    at = bells(cast)
    teach(cast, cast.class_31, {"语文": 3}, at)

    def cost() -> int:
        client = cast.sign_in(Client(), "principal")
        client.get(PAGE)
        with CaptureQueriesContext(connection) as asked:
            client.get(PAGE)
        return len(asked)

    before = cost()
    for n in range(30):
        own = SchoolClass.objects.create(
            school=cast.school, code=f"M{n}", grade="三年级", grade_number=3, name=f"{n}班"
        )
        teach(cast, own, {"语文": 3}, at)
    assert cost() == before
