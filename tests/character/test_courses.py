"""A term's courses: set up, wished for, shared out, met, shown."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from qingshan.character.courses.retention import KEPT_DAYS
from qingshan.character.models import (
    CourseAbsence,
    CourseRecord,
    CourseRound,
    CourseSlot,
    CourseTogether,
    CourseWish,
    Offering,
    Placement,
)
from qingshan.people.models import Student
from qingshan.people.reaching import not_reached
from qingshan.privacy.scrubbing import scrub_all
from qingshan.records.models import Record
from qingshan.school import membership
from tests.character.courses_ground import (
    TODAY,
    a_round,
    ball,
    classmates,
    course,
    offering,
    placed,
    slot,
)

COURSES = "/character/courses/"
A_FAMILY_WRITES = 30  # times a quarter of an hour
pytestmark = pytest.mark.system("M6")


@pytest.fixture(autouse=True)
def on_that_day(monkeypatch):
    monkeypatch.setattr(membership.timezone, "localdate", lambda: TODAY)


def client(cast, who: str) -> Client:
    return cast.sign_in(Client(), who)


def page(cast, who: str, address: str, status: int = 200) -> str:
    answer = client(cast, who).get(address)
    assert answer.status_code == status
    return answer.content.decode()


def three_courses(cast) -> list[Offering]:
    at = slot(cast)
    return [
        offering(cast, at, course(cast, name), capacity=capacity)
        for name, capacity in (("乒乓球", 1), ("足球", 1), ("合唱", 5))
    ]


def wish(child: Student, *offerings: Offering) -> None:
    for rank, one in enumerate(offerings, start=1):
        CourseWish.objects.create(
            school_id=child.school_id, student=child, slot=one.slot, offering=one, rank=rank
        )


def test_the_officer_sets_up_a_slot_and_opens_a_course_from_the_catalogue(cast):
    table_tennis = course(
        cast, "乒乓球", capacity=20, grades="三年级-八年级", teacher=cast.staff["teacher"]
    )
    officer = client(cast, "student_affairs")
    told = {"name": "周二下午", "weekdays": ["2"], "starts_at": "15:40", "ends_at": "16:40"}
    told |= {"who": "", "first_grade": "1", "last_grade": "9"}
    answer = officer.post(f"{COURSES}slots/", told | {"ends_at": "15:00"})
    assert "结束要晚于开始" in answer.content.decode()
    assert officer.post(f"{COURSES}slots/", told).status_code == 302
    (held,) = CourseSlot.objects.all()
    assert held.words == "周二 15:40–16:40"
    shown = officer.get(f"{COURSES}new/?course={table_tennis.pk}").content.decode()
    assert 'value="20"' in shown
    assert re.search(r'value="3" selected>三年级', shown)
    assert re.search(r'value="运动" selected', shown)
    sheet = {"course": table_tennis.pk, "slot": held.pk, "capacity": "20", "room": "操场"}
    sheet |= {"first_grade": "3", "last_grade": "8", "five": "运动", "materials": "球拍"}
    sheet |= {"teacher": cast.staff["teacher"].pk}
    assert officer.post(f"{COURSES}new/", sheet).status_code == 302
    assert "在这个时段已经开了" in officer.post(f"{COURSES}new/", sheet).content.decode()
    (one,) = Offering.objects.all()
    assert (one.capacity, one.first_grade, one.teacher) == (20, 3, cast.staff["teacher"])
    assert "乒乓球" in page(cast, "homeroom", COURSES)


def test_last_terms_courses_are_offered_again_with_one_press(cast):
    ball(cast)
    second = cast.year.terms.get(number=2)
    client(cast, "principal").post(f"{COURSES}repeat/", {"term": second.pk})
    (again,) = Offering.objects.filter(term=second)
    assert again.course.name == "乒乓球"
    assert again.slot.term == second
    client(cast, "principal").post(f"{COURSES}repeat/", {"term": second.pk})
    assert Offering.objects.filter(term=second).count() == 1


def test_the_homeroom_teacher_writes_the_wishes_of_a_class_by_number(cast):
    first, second, third = three_courses(cast)
    address = f"{COURSES}wishes/{cast.class_31.pk}/"
    shown = page(cast, "homeroom", address)
    numbers = re.search(r'name="numbers" value="([-\d ]+)"', shown).group(1)
    at = {int(pk.split("-")[1]): n for n, pk in enumerate(numbers.split(), start=1)}
    box = f"w{cast.wang.pk}_{first.slot_id}"
    said = f"{at[third.pk]}，{at[first.pk]}"
    teacher = client(cast, "homeroom")
    assert teacher.post(address, {"numbers": numbers, box: said}).status_code == 302
    wished = CourseWish.objects.filter(student=cast.wang).order_by("rank")
    assert [one.offering for one in wished] == [third, first]
    assert wished[0].entered_by == cast.accounts["homeroom"]
    # A course that is added meanwhile does not turn one wish into another.
    offering(cast, first.slot, course(cast, "丙"))
    teacher.post(address, {"numbers": numbers, box: str(at[second.pk])})
    assert [one.offering for one in CourseWish.objects.all()] == [second]
    assert "写了 1 个" in page(cast, "homeroom", f"{COURSES}wishes/")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("9", "“9”不是周二下午的课"),
        ("1 1", "1 写了两遍"),
        ("甲", "“甲”不是周二下午的课"),
        ("1 2 3 4", "最多写 3 个"),
        ("5", "只收五至九年级"),
    ],
)
def test_a_slip_in_a_box_is_told_there_and_what_was_typed_stays(cast, said, told):
    at = slot(cast)
    keys = [offering(cast, at, course(cast, name)).pk for name in "甲乙丙丁"]
    keys.append(offering(cast, at, course(cast, "戊"), first_grade=5).pk)
    box = f"w{cast.wang.pk}_{at.pk}"
    answer = client(cast, "homeroom").post(
        f"{COURSES}wishes/{cast.class_31.pk}/",
        {"numbers": " ".join(f"{at.pk}-{key}" for key in keys), box: said},
    )
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert told in shown
    assert f'value="{said}"' in shown
    assert not CourseWish.objects.exists()


def test_only_who_leads_the_class_or_runs_courses_writes_its_wishes(cast):
    ball(cast)
    own, other = (f"{COURSES}wishes/{one.pk}/" for one in (cast.class_31, cast.class_41))
    page(cast, "homeroom", own)
    page(cast, "homeroom", other, 404)
    page(cast, "teacher", own, 404)
    page(cast, "student_affairs", other)


def test_a_family_wishes_at_home_with_a_slip_and_sees_no_more_than_the_choices(cast):
    first, _, third = three_courses(cast)
    a_round(cast)
    slips = page(cast, "homeroom", f"{COURSES}wishes/{cast.class_31.pk}/slips/")
    assert "data:image/svg+xml," in slips
    address = re.search(r'href="http://testserver(/character/courses/home/[^"]+)"', slips).group(1)
    family = Client()
    shown = family.get(address).content.decode()
    assert "同学想上哪些课" in shown
    for hidden in (cast.wang.name, cast.class_31.name, cast.wang.number, cast.school.name):
        assert hidden not in shown
    at = first.slot_id
    twice = family.post(address, {f"s{at}_0": third.pk, f"s{at}_1": third.pk})
    assert "前面选过了" in twice.content.decode()
    saved = family.post(address, {f"s{at}_0": third.pk, f"s{at}_1": first.pk})
    assert "志愿记下了" in saved.content.decode()
    wished = CourseWish.objects.filter(student=cast.wang).order_by("rank")
    assert [one.offering for one in wished] == [third, first]
    assert {one.entered_by for one in wished} == {None}


def test_a_link_dies_with_its_round_and_another_childs_cannot_be_guessed(cast):
    one = ball(cast)
    held = a_round(cast)
    from qingshan.character.courses.home import signed_for

    link = f"{COURSES}home/{signed_for(held, cast.wang.pk)}/"
    forged = link.replace(f"{held.pk}-{cast.wang.pk}", f"{held.pk}-{cast.feng.pk}")
    family = Client()
    assert family.get(forged).status_code == 404
    CourseRound.objects.update(wishes_until=TODAY - dt.timedelta(days=1))
    assert "志愿收完了" in family.get(link).content.decode()
    family.post(link, {f"s{one.slot_id}_0": one.pk})
    assert not CourseWish.objects.exists()
    said = [family.post(link, {}).status_code for _ in range(A_FAMILY_WRITES)]
    assert (said[-2], said[-1]) == (200, 429)  # the one post above counts too
    assert family.get(link).status_code == 200


def test_wishes_of_a_term_that_is_long_over_leave(cast):
    one = ball(cast)
    wish(cast.wang, one)
    scrub_all(one.term.ends_on + dt.timedelta(days=KEPT_DAYS))
    assert CourseWish.objects.exists()
    scrub_all(one.term.ends_on + dt.timedelta(days=KEPT_DAYS + 1))
    assert not CourseWish.objects.exists()


def test_places_are_proposed_explained_changed_and_adopted(cast):
    first, second, third = three_courses(cast)
    wish(cast.wang, first, second)
    wish(cast.feng, first, second)
    officer = client(cast, "student_affairs")
    officer.post(f"{COURSES}places/propose/", {"go": "solve"})
    shown = page(cast, "student_affairs", f"{COURSES}places/")
    assert "第一志愿 1 个，第二志愿 1 个" in shown
    assert "没有比这更照顾最后一名的" in shown
    assert "2 个孩子最想去；换给他，就有别的孩子要退到更后面的志愿" in shown
    # Nobody but the offices sees a plan before it is adopted.
    assert "王同学" not in page(cast, "teacher", f"{COURSES}{first.pk}/")
    loser = Placement.objects.get(rank=2)
    officer.post(f"{COURSES}places/{loser.pk}/", {"offering": third.pk})
    officer.post(f"{COURSES}places/propose/", {"go": "solve"})
    assert Placement.objects.get(student=loser.student).offering == third
    shown = officer.get(f"{COURSES}places/").content.decode()
    version = re.search(r'name="version" value="([^"]+)"', shown).group(1)
    stale = officer.post(f"{COURSES}places/adopt/", {"version": "2026-01-01"}, follow=True)
    assert "刚才又有人排了一次" in stale.content.decode()
    done = officer.post(f"{COURSES}places/adopt/", {"version": version}, follow=True)
    assert "定下来了：2 个位置" in done.content.decode()
    assert set(Placement.objects.values_list("state", flat=True)) == {"adopted"}
    answer = client(cast, "homeroom").post(f"{COURSES}wishes/{cast.class_31.pk}/", {})
    assert answer.status_code == 409
    assert "名单已经定了" in answer.content.decode()


def test_what_cannot_be_says_which_constraint_must_give(cast):
    at = slot(cast)
    offering(cast, at, course(cast, "乒乓球"), capacity=1)
    officer = client(cast, "student_affairs")
    officer.post(f"{COURSES}places/propose/")
    shown = page(cast, "student_affairs", f"{COURSES}places/")
    assert "周二下午有 2 个三、四年级的孩子只能进乒乓球，一共 1 个名额，还差 1 个" in shown
    assert "就这样定下来" not in shown
    done = officer.post(f"{COURSES}places/adopt/", {"version": "x"}, follow=True)
    assert "定下来了" not in done.content.decode()
    Offering.objects.update(capacity=5, first_grade=4)
    officer.post(f"{COURSES}places/propose/")
    assert "没有一门课收三年级" in page(cast, "student_affairs", f"{COURSES}places/")


def test_siblings_are_tied_and_sit_together(cast):
    first, second, third = three_courses(cast)
    wish(cast.wang, first, third)
    wish(cast.feng, second, third)
    officer = client(cast, "student_affairs")
    pair = {"first": cast.wang.pk, "second": cast.feng.pk}
    assert officer.post(f"{COURSES}siblings/", pair).status_code == 302
    officer.post(f"{COURSES}places/propose/")
    assert set(Placement.objects.values_list("offering", flat=True)) == {third.pk}
    assert "和冯同学在一起" in page(cast, "student_affairs", f"{COURSES}places/")
    (tied,) = CourseTogether.objects.all()
    officer.post(f"{COURSES}siblings/{tied.pk}/untie/")
    officer.post(f"{COURSES}places/propose/")
    assert set(Placement.objects.values_list("offering", flat=True)) == {first.pk, second.pk}


def test_after_a_change_only_whom_it_concerns_moves(cast):
    _, _, third = three_courses(cast)
    others = classmates(cast, 3)
    for child in (cast.wang, cast.feng, *others):
        wish(child, third)
    officer = client(cast, "principal")

    def adopt():
        officer.post(f"{COURSES}places/propose/")
        shown = officer.get(f"{COURSES}places/").content.decode()
        version = re.search(r'name="version" value="([^"]+)"', shown).group(1)
        officer.post(f"{COURSES}places/adopt/", {"version": version})
        return dict(Placement.objects.values_list("student", "offering"))

    before = adopt()
    Offering.objects.filter(pk=third.pk).update(capacity=4)
    after = adopt()
    assert sum(before[child] != after[child] for child in before) == 1


def test_the_teacher_takes_attendance_by_exception_and_it_is_a_record(cast):
    one = ball(cast)
    placed(cast, cast.wang, one)
    placed(cast, cast.feng, one)
    address = f"{COURSES}{one.pk}/session/2026-11-24/"
    shown = page(cast, "teacher", address)
    assert "王同学" in shown  # by the course, though the teacher is not bound to the child
    box = {f"absent_{cast.wang.pk}": "on", f"reason_{cast.wang.pk}": "sick", "title": "发球"}
    done = client(cast, "teacher").post(address, box, follow=True).content.decode()
    assert "2 个孩子，没来 1 个" in done
    (record,) = Record.objects.all()
    assert (record.kind, record.staff, record.minutes) == (
        "course_session",
        cast.staff["teacher"],
        60,
    )
    assert record.title == "乒乓球：发球"
    assert CourseAbsence.objects.get().reason == "sick"
    # Again corrects who was there; nothing is doubled.
    client(cast, "teacher").post(address, {"title": ""})
    assert Record.objects.count() == CourseRecord.objects.count() == 1
    assert not CourseAbsence.objects.exists()
    page(cast, "homeroom", address, 404)
    page(cast, "teacher", f"{COURSES}{one.pk}/session/2026-11-25/", 404)


def test_a_childs_piece_is_kept_with_the_course_and_hidden_from_others(cast):
    one = ball(cast)
    placed(cast, cast.wang, one)
    sheet = {"title": "第一次上场", "student": cast.wang.pk, "date": "2026-11-24", "content": ""}
    client(cast, "teacher").post(f"{COURSES}{one.pk}/showing/", sheet)
    for who, sees in (("teacher", True), ("homeroom", True), ("group_head", False)):
        assert ("第一次上场" in page(cast, who, f"{COURSES}{one.pk}/")) is sees
    stranger = {"title": "别人", "student": cast.feng.pk, "date": "2026-11-24"}
    answer = client(cast, "teacher").post(f"{COURSES}{one.pk}/showing/", stranger)
    assert answer.status_code == 422


@pytest.mark.system("M2")
def test_a_place_in_a_course_reaches_a_child(cast):
    one = ball(cast)
    term = one.term
    everyone = Student.objects.filter(school=cast.school)
    placed(cast, cast.wang, one, "proposed")
    assert cast.wang in not_reached(everyone, term.starts_on, term.ends_on)
    Placement.objects.update(state="adopted")
    assert cast.wang not in not_reached(everyone, term.starts_on, term.ends_on)
    assert cast.feng in not_reached(everyone, term.starts_on, term.ends_on)


@pytest.mark.parametrize(
    ("who", "address"),
    [
        ("student_affairs", COURSES),
        ("student_affairs", f"{COURSES}places/"),
        ("student_affairs", f"{COURSES}wishes/"),
    ],
)
def test_a_page_costs_the_same_for_one_child_and_for_thirty(cast, who, address):
    one = ball(cast)
    placed(cast, cast.wang, one)

    def cost() -> int:
        asking = client(cast, who)
        asking.get(address)
        with CaptureQueriesContext(connection) as asked:
            asking.get(address)
        return len(asked)

    before = cost()
    for n, child in enumerate(classmates(cast, 30)):
        placed(cast, child, offering(cast, one.slot, course(cast, f"课{n}")))
        wish(child, one)
    assert cost() == before
