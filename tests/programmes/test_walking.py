"""Paths with stages, groups, and what is told of leave."""

from __future__ import annotations

import datetime as dt

import pytest

from qingshan.people.models import Leave, Pairing, Staff
from qingshan.records.models import Record
from tests.programmes.ground import record
from tests.programmes.test_pages import _it_is_november, page  # noqa: F401


@pytest.mark.system("T2")
def test_a_teacher_sees_their_path_and_what_is_still_missing(client, laid, teacher):
    record(teacher, "open_lesson", "2025-05-06", "2026-10-13", school_class=laid.class_31)
    laid.sign_in(client, "teacher")
    text = page(client, f"paths/one-three-five/{teacher.pk}/")
    assert "第三年，走向“出成果”" in text
    assert "公开课累计三节" in text
    assert "2 / 3 节，还差 1 节" in text


@pytest.mark.system("T2")
def test_leaders_see_who_is_in_which_step_and_who_could_use_help(client, laid, teacher):
    laid.sign_in(client, "principal")
    text = page(client, "paths/one-three-five/")
    steps, behind = text.split("想一想怎么帮")
    assert "吴老师" in steps.split("<h2>出成果")[1].split("<h2>成骨干")[0]
    assert "站稳讲台：有师傅还差 1 位" in behind
    Pairing.objects.create(
        school=laid.school,
        kind="mentoring",
        giver=laid.staff["group_head"],
        mentee=teacher,
        starts_on=dt.date(2024, 9, 2),
    )
    own = page(client, f"paths/one-three-five/{teacher.pk}/")
    assert "郑组长" in own


def test_after_five_years_the_path_is_behind(client, laid, teacher):
    Staff.objects.filter(pk=teacher.pk).update(hired_on=dt.date(2021, 11, 24))
    laid.sign_in(client, "teacher")
    assert client.get(f"/programmes/paths/one-three-five/{teacher.pk}/").status_code == 404


@pytest.mark.system("C4")
def test_a_supported_child_walks_three_steps_by_what_was_done(client, laid, teacher):
    Pairing.objects.create(
        school=laid.school,
        kind="student_support",
        giver=teacher,
        student=laid.feng,
        starts_on=dt.date(2026, 9, 1),
    )
    laid.sign_in(client, "teacher")
    assert "“助力”还差：走访 2 次、解决实事 1 件" in page(client, "mine/")
    record(teacher, "home_visit", "2026-09-05", "2026-10-09", student=laid.feng, parts="help talk")
    assert "“筑梦”还差：谈心 3 次" in page(client, "mine/")
    assert "筑梦" in client.get(f"/people/students/{laid.feng.pk}/").content.decode()
    laid.sign_in(client, "principal")
    assert "筑梦：1 对" in page(client, "three-steps/")


@pytest.mark.system("T9")
def test_five_kinds_of_learning_are_summed_from_the_same_records(client, laid, teacher):
    record(teacher, "news_reading", "2026-09-07", "2026-09-08")
    record(teacher, "school_training", "2026-09-11", minutes=90)
    laid.sign_in(client, "teacher")
    text = page(client, "five-combinations/")
    assert "20 分钟" in text, "a reading without minutes counts for ten"
    assert "90 分钟" in text
    laid.sign_in(client, "group_head")
    assert "90 分钟" in page(client, f"groups/{teacher.group_id}/")


@pytest.mark.system("T3")
def test_a_group_sees_how_far_it_is_and_only_its_head_sees_who_is_open(client, laid, teacher):
    laid.sign_in(client, "teacher")
    text = page(client, f"groups/{teacher.group_id}/")
    assert "读新闻" in text
    assert "周老师" not in text
    laid.sign_in(client, "group_head")
    assert "周老师" in page(client, f"groups/{teacher.group_id}/")


@pytest.mark.system("A3")
def test_the_check_is_asked_of_heads_and_the_plan_of_everyone(client, laid):
    laid.sign_in(client, "group_head")
    assert "每学期二查" in page(client, "set-check-review/").split("怎么做")[0]
    laid.sign_in(client, "teacher")
    assert "每学期二查" not in page(client, "set-check-review/").split("怎么做")[0]


@pytest.mark.system("T3")
def test_days_of_leave_are_taken_out_and_said(client, laid, teacher):
    Leave.objects.create(
        school=laid.school,
        staff=teacher,
        kind="sick",
        starts_on=dt.date(2026, 11, 16),
        ends_on=dt.date(2026, 11, 20),
    )
    laid.sign_in(client, "teacher")
    assert "另有 5 次不在学校" in page(client, f"teacher-five-ones/news/{teacher.pk}/")


@pytest.mark.system("C3")
@pytest.mark.system("C6")
@pytest.mark.parametrize(
    ("key", "said"),
    [("three-three-two-one", "三帮"), ("four-beauties", "语言美"), ("set-check-review", "三评")],
)
def test_what_is_a_reading_of_a_mere_name_says_so(client, laid, key, said):
    laid.sign_in(client, "teacher")
    text = page(client, f"{key}/")
    assert said in text
    assert "文件" in text.split("出处")[1]


@pytest.mark.system("F2")
def test_who_is_in_the_party_is_not_told_by_a_programme(client, laid, member):
    """The secretary is a member; heads and colleagues of the group are not to learn it here."""
    group = member.group_id
    for who in ("group_head", "teacher"):
        laid.sign_in(client, who)
        text = page(client, f"groups/{group}/")
        assert "读新闻" in text
        assert "党建“五个一”" not in text
    laid.sign_in(client, "group_head")
    assert client.get(f"/programmes/member-five-ones/class/{member.pk}/").status_code == 404
    assert client.get(f"/programmes/teacher-five-ones/news/{member.pk}/").status_code == 200
    laid.sign_in(client, "principal")
    assert "党建“五个一”" in page(client, f"groups/{group}/")


def test_a_visit_does_not_say_to_others_that_its_writer_is_in_the_party(client, laid, member):
    Pairing.objects.create(
        school=laid.school,
        kind="student_support",
        giver=member,
        student=laid.wang,
        starts_on=dt.date(2026, 9, 1),
    )
    record(member, "home_visit", "2026-11-03", student=laid.wang)
    (visit,) = Record.objects.all()
    told = {}
    for who in ("secretary", "principal", "homeroom"):
        laid.sign_in(client, who)
        told[who] = client.get(f"/records/{visit.pk}/").content.decode()
    assert all("百名教师进百家" in text for text in told.values())
    assert "三三二一" in told["secretary"]
    assert "三三二一" in told["principal"]
    assert "三三二一" not in told["homeroom"]


def test_a_path_tells_when_somebody_was_hired_and_opens_to_few(client, laid, teacher):
    laid.sign_in(client, "group_head")
    assert client.get(f"/programmes/paths/one-three-five/{teacher.pk}/").status_code == 404


def test_a_path_of_pairs_is_nobodys_own(client, laid, teacher):
    laid.sign_in(client, "principal")
    assert client.get(f"/programmes/paths/three-steps/{teacher.pk}/").status_code == 404
    assert client.get("/programmes/paths/three-steps/").status_code == 404
