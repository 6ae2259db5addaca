"""Which of the five a course, festival or drop serves is said once; what is held counts there."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from openpyxl import load_workbook

from qingshan.character.models import DropLesson, Festival, FestivalEntry, Offering
from qingshan.exchange.dumping import dump
from qingshan.exchange.loading import load
from qingshan.records.models import Record
from qingshan.school import membership
from tests.character.courses_ground import TODAY, ball, placed
from tests.exchange.books import a_school, write
from tests.routes_moral import a_festival_item, made_drop

pytestmark = pytest.mark.system("F1")

COURSE = "/character/courses/{}/"
WORDS = {"sport": "运动", "science": "科学", "reading": "读书", "manners": "文明", "dreams": "梦想"}
FILLED = ["记录编号", "日期", "类型", "教师工号", "标题", "五成"]


@pytest.fixture(autouse=True)
def on_that_day(monkeypatch):
    monkeypatch.setattr(membership.timezone, "localdate", lambda: TODAY)


def by(cast, who: str) -> Client:
    return cast.sign_in(Client(), who)


def counted(cast) -> dict[str, int]:
    """The five figures, as their pages say them."""
    principal, found = by(cast, "principal"), {}
    for key, word in WORDS.items():
        page = principal.get(f"/indicators/five.{key}/").content.decode()
        found[word] = int(page.split('class="figure-value">')[1].split("<")[0])
    return {word: number for word, number in found.items() if number}


def of_the_school(cast) -> str:
    page = by(cast, "principal").get("/character/five/").content.decode()
    return page.split("<h1")[1]


def edited(offering: Offering, **changes: str) -> dict[str, str]:
    names = ("course", "slot", "teacher", "room", "capacity", "first_grade", "last_grade", "five")
    held = {name: getattr(offering, f"{name}_id", getattr(offering, name)) for name in names}
    return {name: str(value) for name, value in held.items()} | {"materials": ""} | changes


def test_a_meeting_counts_where_its_course_does_and_follows_it(cast):
    one = ball(cast)
    placed(cast, cast.wang, one)
    teacher = by(cast, "teacher")
    teacher.post(f"{COURSE.format(one.pk)}session/{TODAY}/", {"title": "发球"})
    teacher.post(f"{COURSE.format(one.pk)}showing/", {"title": "联赛", "date": str(TODAY)})
    assert counted(cast) == {"运动": 2}
    assert "活动和记录" in of_the_school(cast)
    for record in Record.objects.all():
        page = teacher.get(f"/records/{record.pk}/").content.decode()
        assert "让运动成为习惯" in page
        assert "指标“五成教育 · 运动”" in page
    changed = by(cast, "student_affairs").post(
        f"{COURSE.format(one.pk)}edit/", edited(one, five="科学")
    )
    assert changed.status_code == 302
    assert counted(cast) == {"科学": 2}
    rows = by(cast, "principal").get("/records/?five=科学").content.decode()
    assert "乒乓球：发球" in rows


def test_what_a_festival_held_counts_where_the_festival_does(cast):
    (item,) = a_festival_item(cast, date=TODAY, starts=dt.time(9), ends=dt.time(10))
    festival = Festival.objects.get()
    entry = FestivalEntry.objects.create(
        school=cast.school, item_id=item, student=cast.wang, state="in"
    )
    results = f"/character/festivals/items/{item}/results/"
    by(cast, "homeroom").post(results, {f"result_{entry.pk}": "took_part"})
    assert counted(cast) == {festival.five: 1}
    told = {"title": "科技节", "five": "科学", "about": "", "family": ""}
    told |= {day: str(getattr(festival, day)) for day in ("starts_on", "ends_on", "closes_on")}
    by(cast, "student_affairs").post(f"/character/festivals/{festival.pk}/edit/", told)
    assert counted(cast) == {"科学": 1}


def test_a_drop_told_counts_where_the_drop_does(cast):
    term = cast.year.terms.get(number=1)
    lesson = DropLesson.objects.create(
        school=cast.school,
        term=term,
        school_class=cast.class_31,
        date=TODAY,
        drop=made_drop(cast, five="读书"),
    )
    by(cast, "homeroom").post(f"/character/drops/lessons/{lesson.pk}/told/")
    assert counted(cast) == {"读书": 1}
    view = by(cast, "homeroom").get(f"/character/five/?class={cast.class_31.pk}")
    assert "一共 1 件" in view.content.decode()


def test_the_rows_of_the_five_are_those_that_the_figure_counts(cast):
    one = ball(cast)
    placed(cast, cast.wang, one)
    by(cast, "teacher").post(f"{COURSE.format(one.pk)}session/{TODAY}/", {"title": "发球"})
    rows = by(cast, "principal").get("/character/five/运动/records/").content.decode()
    assert "乒乓球：发球" in rows
    assert "乒乓球：发球" in by(cast, "principal").get("/indicators/five.sport/").content.decode()


def test_a_record_names_every_figure_that_counts_it_and_no_other(cast):
    teacher = by(cast, "homeroom")
    visit = {"student": cast.wang.pk, "content": "沟通：学习", "date": str(TODAY)}
    page = teacher.post("/records/new/home_visit/", visit, follow=True).content.decode()
    for title in ("走访", "五成教育 · 梦想", "近三个月有记录的学生"):
        assert f"指标“{title}”" in page
    assert "五成教育 · 运动" not in page
    long_ago = visit | {"date": str(TODAY - dt.timedelta(days=200))}
    page = teacher.post("/records/new/home_visit/", long_ago, follow=True).content.decode()
    assert "指标“走访”" in page
    assert "近三个月有记录的学生" not in page


@pytest.fixture
def loaded(db, tmp_path):
    def deed(*rows: list[str]):
        return load(write(tmp_path / "school.xlsx", a_school(记录=[FILLED, *rows])))

    return deed


def test_a_workbook_carries_the_five_there_and_back(loaded, tmp_path):
    row = ["K1", "2020-11-03", "社团课", "T001", "乒乓球：发球", "运动"]
    loaded(row)
    assert Record.objects.get().which_five == "运动"
    dump(Record.objects.get().school, tmp_path / "dump.xlsx")
    sheet = load_workbook(tmp_path / "dump.xlsx")["记录"]
    assert sheet[1][-1].value.lstrip("★") == "五成"
    again = load(tmp_path / "dump.xlsx")
    assert not any(count.created or count.updated for count in again.counts.values())


def test_a_workbook_cannot_give_a_visit_another_five(loaded):
    found = loaded(["V1", "2020-11-03", "家访", "T001", "走访", "运动"])
    (problem,) = found.problems
    assert "家访都属于“梦想”" in problem.message
