"""Lessons of a part of a class: read from FET and aSc, side by side, changed each by itself."""

from __future__ import annotations

import pytest
from django.urls import reverse

from qingshan.character.curriculum.hours import _hours
from qingshan.school.models import Subject
from qingshan.teaching.models import Observation, OnlineRoll
from qingshan.teaching.observation.ground import ground_for
from qingshan.teaching.observation.queries import keys_of_lessons
from qingshan.timetable.models import Lesson, LessonChange
from qingshan.timetable.queries import lessons_on
from tests.timetable.files_of_parts import ASC_OF_PARTS, FET_TABLE_OF_PARTS, fet_of_parts
from tests.timetable.ground import TUESDAY
from tests.timetable.test_importing import adopt, looked

pytestmark = [pytest.mark.django_db, pytest.mark.system("A1")]


@pytest.fixture
def keeper(client, ground):
    ground.cast.sign_in(client, "administrator")
    for name in ("体育", "英语", "音乐", "书法"):
        Subject.objects.create(school=ground.cast.school, name=name)
    return client


def rows():
    lessons = Lesson.objects.order_by("weekday", "slot__starts", "school_class__code", "part")
    return [
        (one.weekday, one.slot.number, one.school_class.code, one.part, one.subject.name)
        for one in lessons
    ]


def test_fets_groups_and_subgroups_become_parts_of_their_classes(keeper):
    page = looked(keeper, fet_of_parts(), name="a_data_and_timetable.fet")
    assert "没有问题" in page
    adopt(keeper)
    assert rows() == [
        (1, "1", "C31", "女生", "体育"),
        (1, "1", "C31", "男生", "体育"),
        (2, "1", "C31", "A层", "英语"),
        (2, "1", "C31", "B层", "英语"),
        (2, "2", "C31", "A层", "英语"),
        (2, "2", "C31", "B层", "英语"),
        (3, "1", "C31", "合唱队", "音乐"),
        (3, "1", "C41", "合唱队", "音乐"),
        (4, "1", "C31", "", "语文"),
        (4, "1", "C41", "", "语文"),
        (5, "1", "C31", "女B", "书法"),
        (5, "1", "C31", "男A", "书法"),
    ]
    assert "排重了" not in keeper.get(reverse("timetable:home")).content.decode()


@pytest.mark.parametrize(
    ("otherwise", "sentence"),
    [
        ({"a3": ("星期一", "第1节")}, "三年级(1)班排了两节：三年级(1)班 男生体育（吴老师）"),
        ({"a6": ("星期一", "第1节")}, "三年级(1)班排了两节"),
        ({"a5": ("星期二", "第1节")}, "三年级(1)班 合唱队音乐"),
    ],
)
def test_groups_that_share_a_child_meet_in_fets_file(keeper, otherwise, sentence):
    page = looked(keeper, fet_of_parts(**otherwise), name="a_data_and_timetable.fet")
    assert sentence in page
    assert "另一节在第" in page
    assert adopt(keeper).status_code == 422
    assert not Lesson.objects.exists()


def test_what_shares_no_child_may_meet_though_it_is_of_two_divisions(keeper):
    """男A has no child of 女生 in it, though the two are of different divisions."""
    page = looked(keeper, fet_of_parts(a7=("星期一", "第2节"), a2=("星期一", "第2节")))
    assert "没有问题" in page


def test_fets_table_has_the_names_alone_and_that_is_said(keeper):
    page = looked(keeper, FET_TABLE_OF_PARTS)
    assert "没有问题" in page
    assert "“三年级(1)班 男生”按三年级(1)班的一组（男生）读。" in page
    adopt(keeper)
    assert [row[3] for row in rows()] == ["女生", "男生"]


def test_a_set_that_the_file_names_but_no_class_holds_is_refused(keeper):
    text = fet_of_parts().replace("<Students>合唱队<", "<Students>舞蹈队<")
    page = looked(keeper, text, name="a_data_and_timetable.fet")
    line = next(n for n, words in enumerate(text.splitlines(), 1) if "<Activity_Id>5<" in words)
    assert f"第 {line} 行" in page
    assert "班级“舞蹈队”学校里没有" in page
    assert adopt(keeper).status_code == 422


def test_ascs_divisions_become_parts_and_all_groups_of_one_the_class(keeper):
    page = looked(keeper, ASC_OF_PARTS, name="asc.xml")
    assert "没有问题" in page
    adopt(keeper)
    assert rows() == [
        (1, "1", "C31", "第1组", "英语"),
        (1, "1", "C31", "第2组", "英语"),
        (2, "2", "C31", "女生", "体育"),
        (2, "2", "C31", "男生", "体育"),
        (2, "2", "C41", "女生", "体育"),
        (2, "2", "C41", "男生", "体育"),
        (3, "1", "C31", "", "体育"),
    ]
    assert {one.division for one in Lesson.objects.filter(part="第1组")} == {"第1组/第2组"}


@pytest.mark.parametrize(
    ("was", "now", "sentence"),
    [
        ('groupids="G1"', 'groupids="G9"', "分组的编号“G9”不在文件的名单里"),
        ('groupids="G1"', 'groupids="G6"', "分组“男生”不是这节课的班级里的"),
        ('teacherids="T2" groupids="G2"', 'teacherids="T2" groupids="G3"', "三年级(1)班排了两节"),
        ('teacherids="T2" groupids="G2"', 'teacherids="T2" groupids="G1"', "三年级(1)班排了两节"),
        ('teacherids="T2" groupids="G2"', 'teacherids="T1" groupids="G2"', ""),
    ],
)
def test_broken_groups_of_asc_are_refused_with_line_and_reason(keeper, was, now, sentence):
    page = looked(keeper, ASC_OF_PARTS.replace(was, now, 1), name="asc.xml")
    if not sentence:
        assert "没有问题" in page, "one teacher holds both halves in one room: one lesson"
        return
    assert sentence in page
    assert "行</span>" in page
    assert adopt(keeper).status_code == 422
    assert not Lesson.objects.exists()


def halves(ground):
    """On Tuesday at the first bell 吴老师 has 男生 and 周老师 女生."""
    return [
        ground.lesson(who=who, subject="体育", part=part, division="男女")
        for who, part in (("teacher", "男生"), ("homeroom", "女生"))
    ]


def test_both_parts_stand_on_the_timetables_of_class_teacher_and_day(keeper, ground):
    halves(ground)
    day = f"?day={TUESDAY.isoformat()}"
    of_class = reverse("timetable:of_class", args=[ground.cast.class_31.pk]) + day
    page = keeper.get(of_class).content.decode()
    assert page.count('<span class="part">') == 2
    assert "男生" in page
    assert "女生" in page
    teacher = reverse("timetable:of_teacher", args=[ground.cast.staff["teacher"].pk]) + day
    page = keeper.get(teacher).content.decode()
    assert "三年级(1)班 男生" in page
    assert "女生" not in page


def lesson_told(ground, **more):
    return {
        "school_class": ground.cast.class_31.pk,
        "weekday": "2",
        "slot": ground.slots["1"].pk,
        "subject": Subject.objects.get(name="英语").pk,
        "teacher": ground.cast.staff["group_head"].pk,
        "room": "",
        "weeks": "every",
        "link": "",
        "part": "",
        "division": "",
        "starts_on": "2026-08-31",
        "ends_on": "2027-01-15",
    } | more


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ({"part": "其他", "division": "男女"}, 302),
        ({"part": "女生", "division": "男女"}, 422),
        ({"part": "A层", "division": "英语分层"}, 422),
        ({}, 422),
        ({"division": "男女"}, 422),
    ],
)
def test_a_lesson_is_added_beside_another_part_of_its_division_only(keeper, ground, more, status):
    halves(ground)
    told = lesson_told(ground, **more)
    answer = keeper.post(reverse("timetable:lesson_new"), told)
    assert answer.status_code == status, answer.content.decode()
    assert Lesson.objects.count() == (3 if status == 302 else 2)
    if more == {"division": "男女"}:
        assert "写了分法，就要写是哪一组。" in answer.content.decode()


def change(client, ground, part, **told):
    at = [TUESDAY.isoformat(), ground.slots["1"].pk, ground.cast.class_31.pk]
    start = {"kind": "", "teacher": "", "to_date": "", "to_slot": "", "room": "", "link": ""}
    return client.post(f"{reverse('timetable:change_new', args=at)}?part={part}", start | told)


def test_a_substitute_for_one_part_leaves_the_other_as_it_is(keeper, ground):
    halves(ground)
    page = keeper.get(f"{reverse('timetable:change_list')}?day={TUESDAY}").content.decode()
    assert "?part=%E7%94%B7%E7%94%9F" in page
    other = ground.cast.staff["group_head"]
    assert change(keeper, ground, "男生", kind="substitute", teacher=other.pk).status_code == 302
    assert {(one.part, one.teacher) for one in lessons_on(ground.cast.school, TUESDAY)} == {
        ("男生", "郑组长"),
        ("女生", "周老师"),
    }
    page = keeper.get(f"{reverse('timetable:change_list')}?day={TUESDAY}").content.decode()
    assert "三年级(1)班 男生 · 体育，郑组长代吴老师" in page
    keeper.post(reverse("timetable:change_take_back", args=[LessonChange.objects.get().pk]))
    assert {one.teacher for one in lessons_on(ground.cast.school, TUESDAY)} == {"吴老师", "周老师"}


def test_a_part_moves_beside_the_other_and_not_into_a_lesson_of_all(keeper, ground):
    boys, _ = halves(ground)
    ground.lesson(who="group_head", subject="语文", slot="3")
    Lesson.objects.filter(pk=boys.pk).update(slot=ground.slots["2"])
    at = [TUESDAY.isoformat(), ground.slots["2"].pk, ground.cast.class_31.pk]
    address = f"{reverse('timetable:change_new', args=at)}?part=男生"
    told = {"kind": "move", "to_date": TUESDAY.isoformat(), "to_slot": ground.slots["1"].pk}
    assert keeper.post(address, told).status_code == 302
    held = {(one.slot, one.part) for one in lessons_on(ground.cast.school, TUESDAY) if one.part}
    assert held == {(ground.slots["1"].pk, "男生"), (ground.slots["1"].pk, "女生")}
    LessonChange.objects.all().delete()
    Lesson.objects.filter(pk=boys.pk).update(slot=ground.slots["1"])
    answer = change(
        keeper,
        ground,
        "男生",
        kind="move",
        to_date=TUESDAY.isoformat(),
        to_slot=ground.slots["3"].pk,
    )
    assert answer.status_code == 422
    assert "班里还有别的组在上课" in answer.content.decode()
    assert not LessonChange.objects.exists()


def test_a_draw_names_the_part_and_plans_the_lesson_of_its_own_teacher(keeper, ground):
    halves(ground)
    school = ground.cast.school
    made = ground_for(
        school,
        first=TUESDAY,
        last=TUESDAY,
        number=2,
        observers=[ground.cast.staff["group_head"]],
    )
    keys = [row[0] for row in made["lessons"]]
    assert keys == [f"{TUESDAY}/1/C31/女生", f"{TUESDAY}/1/C31/男生"]
    found = keys_of_lessons(school, lessons_on(school, TUESDAY))
    assert [found[key].teacher for key in keys] == ["周老师", "吴老师"]
    ground.cast.sign_in(keeper, "group_head")
    page = keeper.get(reverse("teaching:observation_new") + f"?day={TUESDAY}").content.decode()
    assert "三年级(1)班 男生 体育" in page
    told = {"day": TUESDAY.isoformat(), "lesson": keys[1]}
    assert keeper.post(reverse("teaching:observation_new"), told).status_code == 302
    assert Observation.objects.get().teacher == ground.cast.staff["teacher"]


def test_the_roll_of_a_part_online_is_its_own(keeper, ground):
    boys, girls = halves(ground)
    Lesson.objects.filter(pk__in=[boys.pk, girls.pk]).update(link="https://class.example/31")
    at = [TUESDAY.isoformat(), ground.slots["1"].pk, ground.cast.class_31.pk]
    address = reverse("teaching:online_call", args=at)
    for who, part in (("teacher", "男生"), ("homeroom", "女生")):
        ground.cast.sign_in(keeper, who)
        assert f"{address}?part=" in keeper.get(reverse("teaching:online_list")).content.decode()
        empty = keeper.post(f"{address}?part={part}", {"called": "yes", "number": ""})
        assert "请写这一组有几个孩子。" in empty.content.decode()
        answer = keeper.post(f"{address}?part={part}", {"called": "yes", "number": "1"})
        assert answer.status_code == 302
        assert keeper.get(address).status_code == 404
    assert {(one.part, one.called, one.teacher.name) for one in OnlineRoll.objects.all()} == {
        ("男生", 1, "吴老师"),
        ("女生", 1, "周老师"),
    }


@pytest.mark.system("M7")
def test_a_divided_class_has_the_hours_of_one_part_and_not_of_all(keeper, ground):
    halves(ground)
    ground.lesson(subject="体育", slot="2")
    ground.lesson(subject="体育", slot="3", part="男生", division="男女", weeks="odd")
    assert _hours(ground.cast.school, TUESDAY) == {(3, "体育"): 2.5}
