"""A child leaves the school: from the next day on it is in no list, and what was stays counted."""

from __future__ import annotations

import datetime as dt

import pytest
from auditlog.models import LogEntry
from django.urls import reverse

from qingshan.indicators.registry import figure_named
from qingshan.kit.counting import count
from qingshan.kit.figures import Scope
from qingshan.people.models import Pairing, Student
from qingshan.school import membership
from tests.cast import add_student

pytestmark = pytest.mark.system("C1")

TODAY = dt.date(2026, 11, 24)
FRIDAY = dt.date(2026, 11, 20)
LIST = "/people/students/"


@pytest.fixture(autouse=True)
def on_that_day(monkeypatch):
    monkeypatch.setattr(membership.timezone, "localdate", lambda: TODAY)


def page(cast, end: str = "") -> str:
    return f"{LIST}{cast.wang.pk}/{end}"


def sheet(**changed: str) -> dict[str, str]:
    told = {"on": "2026-11-20", "how": "transferred", "to": "转到洮北区明仁小学", "words": ""}
    return told | changed


def left(cast, **changed) -> Student:
    told = {"left_on": FRIDAY, "left_how": "transferred", **changed}
    Student.objects.filter(pk=cast.wang.pk).update(**told)
    cast.wang.refresh_from_db()
    return cast.wang


def text(answer) -> str:
    return answer.content.decode()


def children(cast, day: dt.date) -> int:
    owners = (cast.school.pk,)
    total = figure_named("students.total")
    return int(count([total], Scope(owners, day))[owners[0]]["students.total"].value)


@pytest.mark.parametrize("who", ["administrator", "principal", "student_affairs"])
def test_a_transfer_is_written_down(client, cast, who):
    cast.sign_in(client, who)
    answer = client.post(page(cast, "leave/"), sheet(words="手续在办"), follow=True)
    assert "王同学的离校办好了" in text(answer)
    assert "已离校：转出" in text(answer)
    assert "手续在办" in text(answer)
    wang = Student.objects.get(pk=cast.wang.pk)
    assert (wang.left_on, wang.left_how, wang.left_to) == (
        FRIDAY,
        "transferred",
        "转到洮北区明仁小学",
    )
    row = LogEntry.objects.filter(additional_data__deed="leave_school").first()
    assert row.actor == cast.accounts[who]
    assert "手续在办" not in str(row.changes)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"on": ""}, "请写在学校的最后一天是哪天"),
        ({"on": "2026-11-25"}, "这一天还没有到"),
        ({"on": "2020-11-20"}, "离得太远"),
        ({"how": ""}, "请选怎么离校的"),
        ({"to": ""}, "请写转到哪所学校"),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_nothing_is_lost(client, cast, wrong, told):
    cast.sign_in(client, "principal")
    answer = client.post(page(cast, "leave/"), sheet(words="还要记的话", **wrong))
    assert answer.status_code == 422
    assert told in text(answer)
    assert "还要记的话" in text(answer)
    assert Student.objects.get(pk=cast.wang.pk).left_on is None


def test_from_the_next_day_on_the_child_is_in_no_list_and_the_last_day_counts(cast):
    left(cast)
    assert [children(cast, day) for day in (FRIDAY, FRIDAY + dt.timedelta(1), TODAY)] == [2, 1, 1]
    left(cast, left_on=TODAY)
    assert [children(cast, day) for day in (TODAY, dt.date(2027, 6, 1))] == [2, 2]


def test_the_list_shows_who_is_here_and_on_asking_who_left(client, cast):
    left(cast, left_to="转到洮北区明仁小学")
    cast.sign_in(client, "principal")
    here, gone, every = (
        text(client.get(LIST + asked)) for asked in ("", "?state=left", "?state=all")
    )
    assert ("王同学" in here, "冯同学" in here) == (False, True)
    assert ("王同学" in gone, "冯同学" in gone) == (True, False)
    assert "转到洮北区明仁小学" in gone
    assert ("王同学" in every, "冯同学" in every) == (True, True)
    room = text(client.get(f"/people/classes/{cast.class_31.pk}/"))
    assert "王同学" not in room
    assert "另有 1 个孩子已离校" in room


def test_the_class_teacher_still_reads_what_was(client, cast):
    left(cast)
    cast.sign_in(client, "homeroom")
    answer = text(client.get(page(cast)))
    assert "已离校：转出" in answer
    assert "办返校" not in answer
    assert client.get(page(cast, "leave/")).status_code == 404


def test_searching_tells_that_somebody_left(client, cast):
    left(cast)
    cast.sign_in(client, "principal")
    assert "已离校" in text(client.get("/search/?q=王同学"))


def test_the_roll_of_a_day_calls_who_was_there_on_that_day(client, cast):
    left(cast)
    add_student(cast.school, cast.class_31, "G2003", "林同学")
    cast.sign_in(client, "homeroom")
    before, after = (
        text(client.get(reverse("care:roll", args=[cast.class_31.pk, "morning", day])))
        for day in (FRIDAY, TODAY)
    )
    assert ("王同学" in before, "林同学" in before) == (True, True)
    assert ("王同学" in after, "林同学" in after) == (False, True)


def test_the_pairing_ends_with_the_child_and_taking_back_brings_it_back(client, cast):
    pairing = Pairing.objects.create(
        school=cast.school,
        kind="student_support",
        giver=cast.staff["teacher"],
        student=cast.wang,
        starts_on=dt.date(2026, 9, 1),
    )
    cast.sign_in(client, "principal")
    assert "吴老师在帮扶" in text(client.get(page(cast, "leave/")))
    client.post(page(cast, "leave/"), sheet())
    pairing.refresh_from_db()
    assert (pairing.ends_on, pairing.ended_because) == (FRIDAY, "学生毕业或转出")
    answer = client.post(page(cast, "leave/back/"), follow=True)
    assert "收回了，王同学又在名单里" in text(answer)
    pairing.refresh_from_db()
    assert (pairing.ends_on, pairing.ended_because) == (None, "")
    assert Student.objects.get(pk=cast.wang.pk).left_on is None


def paired(cast, starts_on: dt.date = dt.date(2026, 9, 1), **told) -> Pairing:
    return Pairing.objects.create(
        school=cast.school,
        kind="student_support",
        giver=cast.staff["teacher"],
        student=cast.wang,
        starts_on=starts_on,
        **told,
    )


def test_a_pairing_that_had_an_end_of_its_own_has_it_again(client, cast):
    own = (dt.date(2027, 1, 15), "换人结对")
    pairing = paired(cast, ends_on=own[0], ended_because=own[1])
    cast.sign_in(client, "principal")
    client.post(page(cast, "leave/"), sheet())
    pairing.refresh_from_db()
    assert (pairing.ends_on, pairing.ended_because) == (FRIDAY, "学生毕业或转出")
    client.post(page(cast, "leave/back/"))
    pairing.refresh_from_db()
    assert (pairing.ends_on, pairing.ended_because, pairing.own_end) == (*own, None)


def test_a_pairing_that_somebody_ended_on_the_last_day_stays_ended(client, cast):
    pairing = paired(cast, ends_on=FRIDAY, ended_because="学生毕业或转出")
    cast.sign_in(client, "principal")
    client.post(page(cast, "leave/"), sheet())
    client.post(page(cast, "leave/back/"))
    pairing.refresh_from_db()
    assert (pairing.ends_on, pairing.ended_because) == (FRIDAY, "学生毕业或转出")


def test_a_pairing_that_would_begin_after_the_child_left_is_gone(client, cast):
    later = paired(cast, starts_on=FRIDAY + dt.timedelta(3))
    that_day = paired(cast, starts_on=FRIDAY)
    cast.sign_in(client, "principal")
    client.post(page(cast, "leave/"), sheet())
    assert list(Pairing.objects.filter(student=cast.wang)) == [that_day]
    gone = LogEntry.objects.get(action=LogEntry.Action.DELETE, object_id=later.pk)
    assert gone.additional_data["deed"] == "leave_school"


def test_the_day_after_it_is_not_taken_back_but_the_child_may_return(client, cast):
    left(cast, left_noted_on=TODAY - dt.timedelta(1), left_to="转走", left_words="x")
    cast.sign_in(client, "student_affairs")
    assert "请办返校" in text(client.post(page(cast, "leave/back/"), follow=True))
    assert Student.objects.get(pk=cast.wang.pk).left_on == FRIDAY
    bare = client.post(page(cast, "return/"), {"school_class": ""})
    assert (bare.status_code, "请选班级" in text(bare)) == (422, True)
    answer = client.post(page(cast, "return/"), {"school_class": cast.class_41.pk}, follow=True)
    assert "王同学回来了" in text(answer)
    wang = Student.objects.get(pk=cast.wang.pk)
    assert (wang.left_on, wang.left_to, wang.school_class, wang.grade) == (
        None,
        "",
        cast.class_41,
        "四年级",
    )


def test_who_takes_back_what_somebody_took_back_before_is_told_so(client, cast):
    cast.sign_in(client, "principal")
    client.post(page(cast, "leave/"), sheet())
    client.post(page(cast, "leave/back/"))
    again = text(client.post(page(cast, "leave/back/"), follow=True))
    assert "刚刚有人收回过了，孩子在名单里" in again
    assert "请办返校" not in again


def test_what_is_not_registered_of_a_child_who_left_is_not_asked_for(client, cast):
    cast.sign_in(client, "principal")
    assert "还没登记：" in text(client.get(page(cast)))
    left(cast)
    assert "还没登记：" not in text(client.get(page(cast)))


def test_a_child_who_left_is_not_made_a_second_time(client, cast):
    left(cast)
    cast.sign_in(client, "principal")
    answer = client.post(
        f"{LIST}new/",
        {
            "name": "王同学",
            "number": "G2001",
            "gender": "male",
            "birth_date": "2016-05-06",
            "school_class": cast.class_31.pk,
        },
    )
    assert "请到孩子的页面办返校" in text(answer)


def test_what_is_open_for_the_child_is_told_before(client, cast):
    from qingshan.care.models import Case

    Case.objects.create(
        school=cast.school,
        student=cast.wang,
        concern="support",
        responsible=cast.staff["homeroom"],
        opened_on=dt.date(2026, 10, 1),
    )
    told = text(cast.sign_in(client, "principal").get(page(cast, "leave/")))
    assert "个案还没有销号，周老师负责" in told
    hidden = text(cast.sign_in(client, "administrator").get(page(cast, "leave/")))
    assert "个案还没有销号" not in hidden


def test_an_open_case_of_who_left_is_told_to_who_answers_for_all(client, cast):
    from qingshan.care.models import Case

    case = Case.objects.create(
        school=cast.school,
        student=left(cast),
        concern="support",
        responsible=cast.staff["homeroom"],
        opened_on=dt.date(2026, 10, 1),
    )
    cast.sign_in(client, "student_affairs")
    assert "有 1 份个案没有销号，孩子已经离校" in text(client.get("/"))
    assert "王同学" in text(client.get("/care/cases/?state=left"))
    assert "孩子已离校（转出" in text(client.get(f"/care/cases/{case.pk}/"))


class TestAClassGraduates:
    """A class leaves together, and may be taken back the same day."""

    def address(self, cast, end: str = "") -> str:
        return f"/people/classes/{cast.class_31.pk}/leave/{end}"

    @pytest.fixture
    def lin(self, cast) -> Student:
        return add_student(cast.school, cast.class_31, "G2003", "林同学")

    def test_those_who_are_ticked_leave(self, client, cast, lin):
        cast.sign_in(client, "principal")
        told = text(client.get(self.address(cast)))
        assert told.count("checked") >= 3
        answer = client.post(
            self.address(cast),
            {"on": "2026-11-20", "how": "graduated", "children": [lin.pk]},
            follow=True,
        )
        assert "1 个孩子的离校办好了" in text(answer)
        assert Student.objects.get(pk=lin.pk).left_how == "graduated"
        assert Student.objects.get(pk=cast.wang.pk).left_on is None

    def test_none_ticked_is_told_and_nothing_is_written(self, client, cast, lin):
        cast.sign_in(client, "principal")
        answer = client.post(self.address(cast), {"on": "2026-11-20", "how": "graduated"})
        assert (answer.status_code, "还没有勾上孩子" in text(answer)) == (422, True)
        assert not Student.objects.exclude(left_on=None).exists()

    def test_all_of_today_are_taken_back_at_once(self, client, cast, lin):
        cast.sign_in(client, "principal")
        both = {"on": "2026-11-20", "how": "graduated", "children": [lin.pk, cast.wang.pk]}
        client.post(self.address(cast), both)
        assert children(cast, TODAY) == 1
        room = f"/people/classes/{cast.class_31.pk}/"
        assert "今天给这个班的 2 个孩子办了离校" in text(client.get(room))
        answer = client.post(self.address(cast, "back/"), follow=True)
        assert "收回了，2 个孩子又在名单里" in text(answer)
        assert children(cast, TODAY) == 3

    def test_a_child_who_moved_away_on_the_same_day_stays_away(self, client, cast, lin):
        cast.sign_in(client, "principal")
        client.post(page(cast, "leave/"), sheet())
        client.post(
            self.address(cast), {"on": "2026-11-20", "how": "graduated", "children": [lin.pk]}
        )
        room = f"/people/classes/{cast.class_31.pk}/"
        assert "今天给这个班的 1 个孩子办了离校" in text(client.get(room))
        client.post(self.address(cast, "back/"))
        assert Student.objects.get(pk=lin.pk).left_on is None
        assert Student.objects.get(pk=cast.wang.pk).left_how == "transferred"

    def test_a_child_of_another_class_cannot_be_ticked(self, client, cast, lin):
        cast.sign_in(client, "principal")
        told = {"on": "2026-11-20", "how": "graduated", "children": [cast.feng.pk]}
        assert client.post(self.address(cast), told).status_code == 422
        assert Student.objects.get(pk=cast.feng.pk).left_on is None

    @pytest.mark.parametrize("who", ["secretary", "homeroom", "teacher", "other_school"])
    def test_for_others_there_is_no_such_page(self, client, cast, lin, who):
        assert cast.sign_in(client, who).get(self.address(cast)).status_code == 404
