"""A timetable made in FET or aSc: looked through with each line that is wrong, all or nothing."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qingshan.timetable.importing.files import read_file
from qingshan.timetable.importing.found import Unreadable
from qingshan.timetable.models import Lesson, Room, Slot, TimetableFile
from tests.timetable.files import ASC, FET_DATA, FET_TABLE, FET_TEACHERS
from tests.timetable.ground import FIRST, LAST, TUESDAY

pytestmark = [pytest.mark.django_db, pytest.mark.system("A1")]


def put_in(client, text, name="timetable.csv", **more):
    content = text if isinstance(text, bytes) else text.encode()
    told = {"starts_on": TUESDAY.isoformat(), "ends_on": LAST.isoformat(), **more}
    file = SimpleUploadedFile(name, content)
    return client.post(reverse("timetable:import_new"), told | {"file": file})


def looked(client, text, **more):
    """The page that shows what the file would do."""
    answer = put_in(client, text, **more)
    assert answer.status_code == 302, answer.content.decode()
    return client.get(answer["Location"]).content.decode()


def adopt(client):
    file = TimetableFile.objects.latest("pk")
    return client.post(reverse("timetable:import_adopt", args=[file.pk]))


def rows():
    lessons = Lesson.objects.order_by("weekday", "slot__starts", "school_class__code", "weeks")
    return [
        (
            one.weekday,
            one.slot.number,
            one.school_class.code,
            one.teacher.name,
            one.room.name if one.room else "",
            one.weeks,
        )
        for one in lessons
    ]


@pytest.fixture
def keeper(client, ground):
    ground.cast.sign_in(client, "administrator")
    return client


def test_fets_table_is_looked_through_and_adopted(keeper):
    page = looked(keeper, FET_TABLE)
    assert "没有问题" in page
    assert "不是上课，没有读入" in page
    assert "记在郑组长名下" in page
    assert not Lesson.objects.exists()
    assert adopt(keeper).status_code == 302
    assert rows() == [
        (1, "1", "C31", "吴老师", "三(1)教室", "every"),
        (1, "2", "C31", "吴老师", "三(1)教室", "every"),
        (2, "1", "C31", "周老师", "礼堂", "every"),
        (2, "1", "C41", "周老师", "礼堂", "every"),
        (3, "2", "C41", "郑组长", "", "every"),
    ]
    assert bytes(TimetableFile.objects.get().content) == b""


def test_fets_data_file_gives_its_bells_to_a_school_without(client, cast):
    cast.sign_in(client, "principal")
    assert "新的节次" in looked(client, FET_DATA, name="a_data_and_timetable.fet")
    adopt(client)
    assert [(s.number, f"{s.starts:%H:%M}") for s in Slot.objects.all()] == [
        ("1", "08:00"),
        ("2", "08:50"),
        ("3", "10:00"),
    ]
    assert rows() == [
        (2, "2", "C31", "吴老师", "三(1)教室", "every"),
        (2, "3", "C31", "吴老师", "三(1)教室", "every"),
    ]


def test_fets_teachers_file_is_read(keeper):
    looked(keeper, FET_TEACHERS, name="a_teachers.xml")
    adopt(keeper)
    assert rows() == [(1, "1", "C31", "吴老师", "三(1)教室", "every")]


def test_ascs_file_with_double_lessons_and_odd_weeks(keeper):
    assert "没有问题" in looked(keeper, ASC, name="asc.xml")
    adopt(keeper)
    assert rows() == [
        (1, "1", "C31", "吴老师", "三(1)教室", "every"),
        (2, "1", "C31", "吴老师", "三(1)教室", "odd"),
        (2, "1", "C41", "周老师", "", "every"),
        (2, "2", "C41", "周老师", "", "every"),
    ]


def line(number, *cells):
    held = FET_TABLE.splitlines()
    held[number - 1] = ",".join(f'"{cell}"' for cell in cells)
    return "\n".join(held)


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        (("2", "Someday", "08:50", "C31", "语文", "吴老师"), "是星期几"),
        (("2", "Monday", "晚饭后", "C31", "语文", "吴老师"), "节次“晚饭后”对不上"),
        (("2", "Monday", "", "C31", "语文", "吴老师"), "还没有排上时间"),
        (("2", "Monday", "08:50", "九年级(9)班", "语文", "吴老师"), "班级“九年级(9)班”学校里没有"),
        (("2", "Monday", "08:50", "C31", "剑术", "吴老师"), "学科“剑术”学校里没有"),
        (("2", "Monday", "08:50", "C31", "语文", "无此人"), "老师“无此人”学校里没有"),
        (("2", "Monday", "08:50", "C31", "语文", ""), "没有老师"),
        (("2", "Monday", "08:00", "C31", "语文", "周老师"), "三年级(1)班排了两节"),
        (("2", "Monday", "08:00", "C41", "语文", "吴老师"), "要同时上"),
        (("2", "Monday", "08:00", "C41", "语文", "周老师", "", "三(1)教室"), "三(1)教室同时排了"),
    ],
)
def test_what_is_wrong_is_told_at_its_line_and_nothing_is_written(keeper, cells, sentence):
    page = looked(keeper, line(3, *cells))
    assert re.search(rf"第 3 行</span><span class=\"grow\">[^<]*{re.escape(sentence)}", page)
    assert adopt(keeper).status_code == 422
    assert not Lesson.objects.exists()
    assert not Room.objects.exists()


def test_new_subjects_are_made_when_that_is_wished(keeper):
    page = looked(keeper, FET_TABLE.replace("语文", "书法"), makes_subjects="on")
    assert "新的学科" in page
    adopt(keeper)
    assert {lesson.subject.name for lesson in Lesson.objects.all()} == {"书法"}


def test_namesakes_are_told_apart_by_number(keeper, ground):
    other = ground.cast.staff["homeroom"]
    other.name = "吴老师"
    other.save()
    assert "有 2 位老师叫“吴老师”，请在文件里写工号（" in looked(keeper, FET_TEACHERS)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b" \n", "空的"),
        (b"PK\x03\x04\x00\x00", "只收 FET"),
        ("姓名,工号\n吴老师,T007\n".encode(), "第 1 行：表头里没有 Day"),
        (FET_TABLE.partition("\n")[0].encode() + b'\n"1","Mon', "第 2 行"),
        (FET_TABLE.partition("\n")[0].encode() + b"\n", "一节课也没有"),
        (ASC[:-200].encode(), "断了或者坏了"),
        (FET_DATA.replace("<Hours_List>", "<Hours_Lost>").encode(), "断了或者坏了"),
        (b"<html><body/></html>", "不是 FET 或 aSc"),
        (b"<Activities_Timetable/>", "没有老师"),
        (b"<timetable/>", "没有排好的课"),
        (b"<fet><Activities_List/></fet>", "没有活动"),
        (
            FET_DATA.partition("<Time_Con")[0].encode() + b"</fet>",
            "只有排课的要求",
        ),
        (
            b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><fet>&e;</fet>',
            "DOCTYPE",
        ),
    ],
)
def test_a_broken_file_is_refused_in_words(keeper, content, sentence):
    answer = put_in(keeper, content)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not TimetableFile.objects.exists()


def test_a_bomb_of_entities_is_refused_at_once():
    bomb = (
        '<!DOCTYPE a [<!ENTITY a "'
        + "x" * 50
        + '">'
        + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "&a;" * 10}">' for n in range(9))
    )
    with pytest.raises(Unreadable):
        read_file(f"{bomb}]><fet>&a8;</fet>".encode())


def test_a_new_timetable_leaves_what_was_taught_and_keeps_what_stays(keeper, ground):
    stays = ground.lesson(
        weekday=1, room=Room.objects.create(school=ground.cast.school, name="三(1)教室")
    )
    goes = ground.lesson(weekday=5)
    later = ground.lesson(
        weekday=4, starts_on=LAST + dt.timedelta(days=60), ends_on=dt.date(2027, 7, 9)
    )
    looked(keeper, FET_TABLE)
    adopt(keeper)
    for lesson in (stays, goes, later):
        lesson.refresh_from_db()
    assert (stays.starts_on, stays.ends_on) == (FIRST, LAST)
    assert goes.ends_on == TUESDAY - dt.timedelta(days=1)
    assert Lesson.objects.filter(ends_on=LAST).count() == 5
    assert "照旧 5 节" not in looked(keeper, FET_TABLE)
    assert adopt(keeper).status_code == 302
    assert Lesson.objects.filter(ends_on=LAST).count() == 5, "a second time changes nothing"


def test_nobody_else_puts_a_timetable_in(client, ground):
    for who in ("teacher", "secretary", "county_officer"):
        ground.cast.sign_in(client, who)
        assert put_in(client, FET_TABLE).status_code == 404


WILD = st.text(st.characters(codec="utf-8", exclude_characters='"'), max_size=30)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(cells=st.lists(WILD, min_size=1, max_size=9))
def test_wild_cells_are_told_and_never_written(ground, cells):
    from qingshan.timetable.importing.matching import look_through

    try:
        found = read_file(line(3, *cells).encode())
    except Unreadable:
        return
    looked = look_through(found, ground.cast.school, starts_on=FIRST, ends_on=LAST)
    assert all(trouble.sentence for trouble in looked.troubles)
    assert len(looked.lessons) >= 4 or looked.wrong


@settings(max_examples=80, deadline=None)
@given(
    content=st.one_of(
        st.binary(max_size=200),
        st.builds(
            lambda text, at, junk: (text[:at] + junk + text[at:]).encode(),
            st.sampled_from([ASC, FET_DATA, FET_TEACHERS, FET_TABLE]),
            st.integers(0, 3000),
            st.text(st.characters(codec="utf-8"), max_size=20),
        ),
    )
)
def test_no_file_whatever_is_an_accident(content):
    try:
        found = read_file(content)
    except Unreadable:
        return
    assert found.entries or found.troubles
