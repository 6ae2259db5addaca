"""What a new school year carries over, and who has nobody yet."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from auditlog.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext

from qingshan.people.models import Leave, Pairing, Staff, Student
from qingshan.school import membership
from qingshan.school.models import SchoolYear, Term
from tests.cast import add_student

LIST = "/people/pairings/"
RENEW = f"{LIST}renew/"
BEFORE, FIRST, LATER = dt.date(2026, 8, 20), dt.date(2026, 8, 31), dt.date(2026, 9, 14)
START, END = dt.date(2025, 9, 1), dt.date(2026, 7, 10)


@pytest.fixture
def on(monkeypatch):
    """Makes it a day."""

    def deed(day: dt.date) -> None:
        monkeypatch.setattr(membership.timezone, "localdate", lambda: day)

    deed(BEFORE)
    return deed


@pytest.fixture
def secretary(client, cast, on):
    return cast.sign_in(client, "secretary")


def pair(cast, kind="mentoring", giver="homeroom", **more) -> Pairing:
    """周老师 with 吴老师, 三年级(1)班 or 王同学, in the year before."""
    target = {
        "mentoring": {"mentee": cast.staff["teacher"]},
        "class_contact": {"school_class": cast.class_31},
        "student_support": {"student": cast.wang},
    }[kind]
    fields = {"starts_on": START, "ends_on": END} | target | more
    return Pairing.objects.create(school=cast.school, kind=kind, giver=cast.staff[giver], **fields)


def box(page, pairing: Pairing) -> str:
    """ "ticked", "open" or "" where the pairing is not asked about."""
    found = re.search(rf'<input type="checkbox"[^>]*value="{pairing.pk}"[^>]*>', page)
    return ("ticked" if "checked" in found[0] else "open") if found else ""


def press(client, *pairings: Pairing, query: str = ""):
    return client.post(
        f"{RENEW}{query}", {"pairings": [one.pk for one in pairings]}, follow=True
    ).content.decode()


def carried(*pairings: Pairing) -> list[dt.date]:
    """The first days of the open pairings that go on from these."""
    found = Pairing.objects.filter(ends_on=None).exclude(pk__in=[one.pk for one in pairings])
    return sorted(found.values_list("starts_on", flat=True))


@pytest.mark.system("F2")
@pytest.mark.parametrize("who", ["secretary", "principal", "administrator"])
def test_a_new_school_year_carries_over_what_still_holds(client, cast, on, who):
    cast.sign_in(client, who)
    ended = [pair(cast, kind) for kind in Pairing.Kind.values]
    page = client.get(RENEW).content.decode()
    assert {box(page, one) for one in ended} == {"ticked"}
    assert "续好了 3 对" in press(client, *ended)
    assert carried(*ended) == [FIRST] * 3
    again = Pairing.objects.filter(starts_on=FIRST).order_by("pk")
    assert [(one.kind, one.giver, one.target) for one in again] == [
        (one.kind, one.giver, one.target) for one in ended
    ]
    rows = LogEntry.objects.filter(additional_data__deed="renew_pairings")
    assert {row.actor for row in rows} == {cast.accounts[who]}
    assert rows.count() == 3


@pytest.mark.system("F2")
def test_pressed_twice_nothing_is_doubled(secretary, cast):
    ended = [pair(cast), pair(cast, "student_support")]
    press(secretary, *ended)
    assert "这些都已经续过了" in press(secretary, *ended)
    assert Pairing.objects.count() == 4
    third = pair(cast, "class_contact")
    assert "续好了 1 对。另有 2 对早已续上" in press(secretary, *ended, third)
    assert Pairing.objects.count() == 6


def test_once_the_year_has_begun_they_go_on_from_today(secretary, cast, on):
    one = pair(cast)
    on(LATER)
    press(secretary, one)
    assert carried(one) == [LATER]


def test_only_what_is_ticked_goes_on(secretary, cast):
    one, other = pair(cast), pair(cast, "class_contact")
    press(secretary, one)
    assert [found.kind for found in Pairing.objects.filter(ends_on=None)] == ["mentoring"]
    assert box(secretary.get(RENEW).content.decode(), other) == "ticked"


def test_with_nothing_ticked_nothing_is_done(secretary, cast):
    one = pair(cast)
    answer = secretary.post(RENEW, {})
    assert answer.status_code == 422
    assert "还没有勾上哪一对" in answer.content.decode()
    assert carried(one) == []


@pytest.mark.parametrize(
    ("ends_on", "asked"),
    [
        (dt.date(2026, 8, 30), True),
        (dt.date(2026, 5, 3), True),
        (dt.date(2026, 5, 2), False),
        (FIRST, False),
        (dt.date(2027, 7, 9), False),
    ],
)
def test_what_ended_with_the_year_before_is_asked_about(secretary, cast, ends_on, asked):
    one = pair(cast, ends_on=ends_on)
    assert bool(box(secretary.get(RENEW).content.decode(), one)) == asked


@pytest.mark.parametrize(
    ("successor", "asked"),
    [
        ({"starts_on": FIRST, "ends_on": None}, False),
        ({"starts_on": FIRST, "ends_on": dt.date(2026, 9, 30)}, False),
        ({"starts_on": dt.date(2026, 7, 11), "ends_on": dt.date(2026, 7, 12)}, True),
        ({"starts_on": FIRST, "ends_on": None, "giver": "group_head"}, True),
        ({"starts_on": dt.date(2027, 3, 1), "ends_on": None}, False),
    ],
)
def test_those_who_are_paired_again_are_not_asked_about(secretary, cast, successor, asked):
    one = pair(cast)
    after = pair(cast, **successor)
    on_the_page = secretary.get(RENEW).content.decode()
    assert bool(box(on_the_page, one) or box(on_the_page, after)) == asked
    before = Pairing.objects.count()
    press(secretary, one, after)
    assert Pairing.objects.count() - before == asked


def test_two_who_ended_twice_are_asked_about_once(secretary, cast):
    first = pair(cast, ends_on=dt.date(2026, 5, 31))
    second = pair(cast, starts_on=dt.date(2026, 6, 8))
    page = secretary.get(RENEW).content.decode()
    assert (box(page, first), box(page, second)) == ("", "ticked")


@pytest.mark.system("F2")
def test_what_has_no_end_goes_on_by_itself_and_is_said_so(secretary, cast):
    pair(cast, ends_on=None)
    pair(cast, "class_contact", ends_on=None)
    page = secretary.get(RENEW).content.decode()
    assert "另有 2 对没有写结束日期，继续算数。" in page
    assert "没有要续的" in page
    only = secretary.get(f"{RENEW}?kind=mentoring").content.decode()
    assert "另有 1 对没有写结束日期" in only


@pytest.mark.parametrize(
    "because", ["任务完成", "换人结对", "老师调动", "学生毕业或转出", "结错了"]
)
def test_what_was_ended_for_good_is_not_ticked_and_says_why(secretary, cast, because):
    one = pair(cast, ended_because=because)
    page = secretary.get(RENEW).content.decode()
    assert box(page, one) == "open"
    assert f"没有勾，因为结束时写的是“{because}”" in page


def test_words_of_ones_own_are_shown_and_leave_it_ticked(secretary, cast):
    one = pair(cast, ended_because="学年到了")
    page = secretary.get(RENEW).content.decode()
    assert box(page, one) == "ticked"
    assert "学年到了" in page


def close_account(cast):
    cast.accounts["homeroom"].is_active = False
    cast.accounts["homeroom"].save()


def retire_mentee(cast):
    Staff.objects.filter(pk=cast.staff["teacher"].pk).update(position="已退休")


def graduate_class(cast):
    cast.class_31.grade = "毕业"
    cast.class_31.save()


def move_child(cast):
    Student.objects.filter(pk=cast.wang.pk).update(grade="转出")


def send_away(cast):
    Leave.objects.create(
        school=cast.school, staff=cast.staff["homeroom"], kind="elsewhere", starts_on=END
    )


@pytest.mark.parametrize(
    ("kind", "happened", "said"),
    [
        ("mentoring", close_account, "周老师已经不在校了"),
        ("mentoring", retire_mentee, "吴老师已经不在校了"),
        ("mentoring", send_away, "周老师请假了，还没定哪天回来"),
        ("student_support", graduate_class, "王同学已经不在校了"),
        ("student_support", move_child, "王同学已经不在校了"),
        ("class_contact", graduate_class, "这个班已经毕业了"),
    ],
)
def test_what_holds_no_longer_is_not_ticked_and_says_why(secretary, cast, kind, happened, said):
    one = pair(cast, kind)
    assert box(secretary.get(RENEW).content.decode(), one) == "ticked"
    happened(cast)
    page = secretary.get(RENEW).content.decode()
    assert box(page, one) == "open"
    assert said in page
    press(secretary, one)
    assert carried(one) == [FIRST]  # the last word is a person's


def test_a_leave_that_ends_keeps_nobody_from_going_on(secretary, cast):
    one = pair(cast)
    Leave.objects.create(
        school=cast.school,
        staff=cast.staff["homeroom"],
        kind="personal",
        starts_on=END,
        ends_on=dt.date(2026, 9, 30),
    )
    assert box(secretary.get(RENEW).content.decode(), one) == "ticked"


def test_one_kind_at_a_time(secretary, cast):
    one, other = pair(cast), pair(cast, "class_contact")
    page = secretary.get(f"{RENEW}?kind=class_contact").content.decode()
    assert (box(page, one), box(page, other)) == ("", "ticked")
    press(secretary, one, other, query="?kind=class_contact")
    assert [found.kind for found in Pairing.objects.filter(ends_on=None)] == ["class_contact"]


def test_the_next_year_can_be_prepared_while_this_one_lasts(secretary, cast, on):
    on(dt.date(2027, 6, 15))
    following = SchoolYear.objects.create(school=cast.school, name="2027-2028")
    Term.objects.create(
        school=cast.school,
        year=following,
        number=1,
        name="上学期",
        starts_on=dt.date(2027, 8, 30),
        ends_on=dt.date(2028, 1, 14),
    )
    one = pair(cast, starts_on=FIRST, ends_on=dt.date(2027, 7, 9))
    assert not box(secretary.get(RENEW).content.decode(), one)
    query = f"?year={following.pk}"
    assert box(secretary.get(f"{RENEW}{query}").content.decode(), one) == "ticked"
    press(secretary, one, query=query)
    assert carried(one) == [dt.date(2027, 8, 30)]


@pytest.mark.parametrize("query", ["?year=0", "?year=x", "?year=²", "?kind=friends"])
def test_an_address_that_names_nothing_shows_the_usual_page(secretary, cast, query):
    one = pair(cast)
    assert box(secretary.get(f"{RENEW}{query}").content.decode(), one) == "ticked"


def test_before_the_next_year_is_laid_out_one_is_told_what_to_do(secretary, cast, on):
    one = pair(cast)
    on(dt.date(2027, 7, 20))
    assert "下一个学年还没有开始登记" in secretary.get(RENEW).content.decode()
    assert secretary.post(RENEW, {"pairings": [one.pk]}).status_code == 200
    assert "还没有续" not in secretary.get(LIST).content.decode()
    assert carried(one) == []


def test_pairings_of_another_school_are_neither_seen_nor_renewed(client, cast, on):
    one = pair(cast)
    cast.sign_in(client, "other_school")
    year = SchoolYear.objects.create(school=cast.other_school, name="2026-2027")
    Term.objects.create(
        school=cast.other_school,
        year=year,
        number=1,
        name="上学期",
        starts_on=FIRST,
        ends_on=dt.date(2027, 1, 15),
    )
    assert "周老师" not in client.get(RENEW).content.decode()
    press(client, one)
    assert carried(one) == []


@pytest.mark.parametrize("who", ["teacher", "homeroom", "student_affairs", "county_officer"])
def test_nobody_else_renews(client, cast, on, who):
    one = pair(cast)
    cast.sign_in(client, who)
    assert client.get(RENEW).status_code == 404
    assert client.post(RENEW, {"pairings": [one.pk]}).status_code == 404
    assert carried(one) == []


def test_the_list_says_how_many_wait(client, cast, secretary):
    assert RENEW in secretary.get(LIST).content.decode()
    pair(cast)
    pair(cast, "class_contact", ended_because="任务完成")
    assert "有 1 对到上学年结束了，还没有续" in secretary.get(LIST).content.decode()
    assert "还没有续" not in cast.sign_in(client, "homeroom").get(LIST).content.decode()


# Who has none


def gaps(client) -> dict[str, list[str]]:
    """The sentence of each gap → the names under it."""
    found = client.get(LIST).context["gaps"]
    return {gap.words: [one.name for one in gap.names] for gap in found()}


MEMBERS = ["赵校长", "钱书记"]
NO_MENTEE, NO_CLASS, NO_CHILD, NO_MENTOR, NO_SUPPORTER = (
    "位党员还没有带徒弟",
    "位党员还没有联系班级",
    "位党员还没有帮扶孩子",
    "位头三年的特岗教师还没有师傅",
    "个孩子（双亲留守、孤儿或需要资助）还没有人帮扶",
)


@pytest.mark.system("F2")
def test_members_who_have_none_are_named_kind_by_kind(secretary, cast):
    named = gaps(secretary)
    assert [named[words] for words in (NO_MENTEE, NO_CLASS, NO_CHILD)] == [MEMBERS] * 3
    pair(cast, giver="principal", ends_on=None)
    pair(cast, "class_contact", giver="secretary", ends_on=None)
    pair(cast, "student_support", giver="principal")  # over
    named = gaps(secretary)
    assert named[NO_MENTEE] == ["钱书记"]
    assert named[NO_CLASS] == ["赵校长"]
    assert named[NO_CHILD] == MEMBERS


@pytest.mark.system("F2")
def test_each_name_leads_to_a_form_that_knows_it(secretary, cast):
    page = secretary.get(LIST).content.decode()
    giver = cast.staff["principal"].pk
    address = f"{LIST}new/class_contact/?giver={giver}"
    assert f'href="{address}"' in page
    assert f'value="{giver}" selected' in secretary.get(address).content.decode()
    mentee = cast.staff["teacher"].pk
    assert f'href="{LIST}new/mentoring/?mentee={mentee}"' in page


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({}, True),
        ({"hired_on": dt.date(2023, 8, 21)}, True),
        ({"hired_on": dt.date(2023, 8, 20)}, False),
        ({"post": "permanent"}, False),
        ({"position": "调出"}, False),
    ],
)
def test_new_special_post_teachers_without_a_mentor_are_named(secretary, cast, change, named):
    Staff.objects.filter(pk=cast.staff["teacher"].pk).update(**change)
    assert (gaps(secretary).get(NO_MENTOR) == ["吴老师"]) == named
    pair(cast, ends_on=None)
    assert NO_MENTOR not in gaps(secretary)


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({}, False),
        ({"left_behind": "one_parent"}, False),
        ({"left_behind": "both_parents"}, True),
        ({"is_orphan": True}, True),
        ({"needs_aid": True}, True),
        ({"needs_aid": True, "grade": "毕业"}, False),
    ],
)
def test_children_in_need_whom_nobody_supports_are_named(secretary, cast, change, named):
    Student.objects.filter(pk=cast.wang.pk).update(**change)
    assert (gaps(secretary).get(NO_SUPPORTER) == ["王同学"]) == named
    pair(cast, "student_support", ends_on=None)
    assert NO_SUPPORTER not in gaps(secretary)


def test_a_gap_that_is_closed_is_not_spoken_of(secretary, cast):
    for kind in Pairing.Kind.values:
        for giver in ("principal", "secretary"):
            pair(cast, kind, giver=giver, ends_on=None)
    assert gaps(secretary) == {}
    assert "还没有结上的" not in secretary.get(LIST).content.decode()


@pytest.mark.parametrize("who", ["teacher", "homeroom", "student_affairs"])
def test_nobody_else_is_told_who_has_none(client, cast, on, who):
    page = cast.sign_in(client, who).get(LIST).content.decode()
    assert "还没有结上的" not in page
    assert RENEW not in page


def test_a_long_list_of_names_is_cut_and_says_so(secretary, cast):
    for n in range(103):
        child = add_student(cast.school, cast.class_31, f"G8{n:03}", f"孩子{n}")
        Student.objects.filter(pk=child.pk).update(needs_aid=True)
    page = secretary.get(LIST).content.decode()
    assert f"<strong>103</strong> {NO_SUPPORTER}" in page
    assert "还有 3 个没有列出来" in page


@pytest.mark.parametrize("address", [LIST, RENEW])
def test_the_pages_cost_the_same_for_few_and_for_many(secretary, cast, address):
    pair(cast)
    pair(cast, "student_support", giver="principal")
    Student.objects.filter(pk=cast.wang.pk).update(needs_aid=True)
    secretary.get(address)
    with CaptureQueriesContext(connection) as few:
        secretary.get(address)
    for n in range(30):
        child = add_student(cast.school, cast.class_31, f"G8{n:03}", f"孩子{n}")
        Student.objects.filter(pk=child.pk).update(is_orphan=True)
        pair(cast, "student_support", giver="principal", student=child)
        pair(cast, starts_on=START - dt.timedelta(days=n + 1))
    with CaptureQueriesContext(connection) as many:
        secretary.get(address)
    assert len(many) == len(few)


def test_swapping_rows_asks_nobody_who_has_none(secretary, cast):
    with CaptureQueriesContext(connection) as whole:
        secretary.get(LIST)
    with CaptureQueriesContext(connection) as rows:
        secretary.get(LIST, headers={"HX-Request": "true", "HX-Target": "pairings-table"})
    assert len(rows) < len(whole)
