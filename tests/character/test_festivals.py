"""Festivals: sign-up within limits, a schedule without clashes, results that become honours."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qingshan.character.festivals import services
from qingshan.character.models import Festival, FestivalEntry, FestivalItem
from qingshan.outcomes.models import Honour
from qingshan.people.models import Student
from qingshan.records.models import Record
from qingshan.school import membership
from qingshan.school.membership import member_for
from tests.cast import add_student
from tests.routes_moral import a_festival, a_festival_item

pytestmark = pytest.mark.system("M4")

TODAY = dt.date(2026, 11, 24)
FESTIVALS = "/character/festivals/"
IN, WAITING = FestivalEntry.State.IN, FestivalEntry.State.WAITING
TIMED = {"date": "2026-11-24", "starts": "09:00", "ends": "10:00", "place": "操场"}
ITEM = TIMED | {"title": "拔河", "from_grade": "1", "to_grade": "9"}


@pytest.fixture(autouse=True)
def on_that_day(monkeypatch):
    monkeypatch.setattr(membership.timezone, "localdate", lambda: TODAY)


def by(cast, who: str) -> Client:
    return cast.sign_in(Client(), who)


def page(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def classmates(cast, number: int) -> list[Student]:
    return [
        add_student(cast.school, cast.class_31, f"G21{n:02}", f"孩子{n}") for n in range(number)
    ]


def sign(cast, item: int, *children: Student, who: str = "homeroom"):
    address = f"{FESTIVALS}items/{item}/sign/{cast.class_31.pk}/"
    return by(cast, who).post(address, {"children": [child.pk for child in children]})


def states(item: int) -> list[str]:
    return list(
        FestivalEntry.objects.filter(item=item).order_by("pk").values_list("state", flat=True)
    )


def test_a_shipped_festival_brings_its_items_and_says_what_is_our_reading(cast):
    officer = by(cast, "student_affairs")
    told = page(officer, FESTIVALS)
    assert "我们对“等”的理解" in told
    days = {"starts_on": "2026-12-01", "ends_on": "2026-12-04", "closes_on": "2026-11-30"}
    wrong = officer.post(f"{FESTIVALS}new/?like=arts", days | {"title": "艺术节"})
    assert wrong.status_code == 422
    officer.post(f"{FESTIVALS}new/?like=arts", days | {"title": "艺术节", "five": "文明"})
    festival = Festival.objects.get()
    assert FestivalItem.objects.filter(festival=festival, title="书法").get().class_limit == 4
    assert "对“等”的一种理解" in page(officer, f"{FESTIVALS}{festival.pk}/")
    assert "四方里还没写" in page(officer, f"{FESTIVALS}{festival.pk}/")


def test_past_the_limit_one_waits_and_the_first_who_waits_moves_up(cast):
    (item,) = a_festival_item(cast, limit=2)
    first, second, third, fourth = classmates(cast, 4)
    assert sign(cast, item, first, second, third, fourth).status_code == 302
    assert states(item) == [IN, IN, WAITING, WAITING]
    sign(cast, item, second, third, fourth)
    assert FestivalEntry.objects.get(student=third).state == IN
    assert FestivalEntry.objects.get(student=fourth).state == WAITING
    assert "排队" in page(by(cast, "homeroom"), f"{FESTIVALS}items/{item}/")


def test_a_larger_limit_lets_in_who_waits_and_a_smaller_one_puts_nobody_out(cast):
    (item,) = a_festival_item(cast, limit=1)
    sign(cast, item, *classmates(cast, 3))
    told = ITEM | {"title": "跳绳", "limit": "3", "responsible": cast.staff["homeroom"].pk}
    address = f"{FESTIVALS}items/{item}/edit/"
    by(cast, "homeroom").post(address, told)
    assert states(item) == [IN, IN, IN]
    answer = by(cast, "homeroom").post(address, told | {"limit": "2"})
    assert "已经报上的比这个名额还多" in answer.content.decode()


def test_a_child_is_not_signed_up_for_two_things_at_once(cast):
    (festival,) = a_festival(cast)
    at = {"date": TODAY, "starts": dt.time(9), "ends": dt.time(10), "festival": festival}
    (rope,) = a_festival_item(cast, **at)
    (tug,) = a_festival_item(cast, title="拔河", **at)
    sign(cast, rope, cast.wang)
    answer = sign(cast, tug, cast.wang)
    assert answer.status_code == 422
    assert "王同学这个时间报了“跳绳”" in answer.content.decode()
    assert FestivalEntry.objects.count() == 1


def test_a_time_that_clashes_is_refused_with_a_sentence_for_each_reason(cast):
    (festival,) = a_festival(cast)
    at = {"date": TODAY, "starts": dt.time(9), "ends": dt.time(10), "place": "操场"}
    (rope,) = a_festival_item(cast, festival=festival, **at)
    (tug,) = a_festival_item(cast, festival=festival, title="拔河")
    sign(cast, rope, cast.wang)
    sign(cast, tug, cast.wang)
    told = ITEM | {"responsible": cast.staff["homeroom"].pk, "starts": "09:30", "ends": "10:30"}
    answer = by(cast, "principal").post(f"{FESTIVALS}items/{tug}/edit/", told)
    words = answer.content.decode()
    assert answer.status_code == 422
    assert "“跳绳”09:00—10:00 也在操场" in words
    assert "周老师09:00—10:00 要管“跳绳”" in words
    assert "王同学 1 个孩子这时候要参加“跳绳”" in words
    answer = by(cast, "principal").post(
        f"{FESTIVALS}items/{tug}/edit/", told | {"starts": "10:00", "ends": "11:00"}
    )
    assert answer.status_code == 302


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"ends": ""}, "要写就都写上"),
        ({"ends": "08:00"}, "结束要比开始晚"),
        ({"date": "2026-11-19"}, "要在体育节里"),
        ({"limit": "-1"}, "请写一个整数"),
        ({"from_grade": "5", "to_grade": "2"}, "还小"),
    ],
)
def test_a_wrong_item_says_what_is_wrong(cast, wrong, sentence):
    (festival,) = a_festival(cast)
    address = f"{FESTIVALS}{festival}/items/new/"
    answer = by(cast, "principal").post(address, ITEM | wrong)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not FestivalItem.objects.exists()


def test_sign_up_closes_for_classes_and_not_for_organisers(cast, monkeypatch):
    (item,) = a_festival_item(cast)
    closed = Festival.objects.get().closes_on + dt.timedelta(days=1)
    monkeypatch.setattr(membership.timezone, "localdate", lambda: closed)
    sign(cast, item, cast.wang)
    assert not FestivalEntry.objects.exists()
    sign(cast, item, cast.wang, who="student_affairs")
    assert FestivalEntry.objects.exists()


def test_a_prize_is_an_honour_and_a_changed_result_takes_it_back(cast):
    (item,) = a_festival_item(cast, date=TODAY, starts=dt.time(9), ends=dt.time(10))
    sign(cast, item, cast.wang)
    entry = FestivalEntry.objects.get()
    address = f"{FESTIVALS}items/{item}/results/"
    homeroom = by(cast, "homeroom")
    homeroom.post(address, {f"result_{entry.pk}": "first"})
    honour = Honour.objects.get()
    assert (honour.student, honour.name) == (cast.wang, "体育节·跳绳一等奖")
    assert Record.objects.get(kind="festival_event").title == "体育节：跳绳"
    homeroom.post(address, {f"result_{entry.pk}": "second"})
    assert [one.name for one in Honour.objects.all()] == ["体育节·跳绳二等奖"]
    homeroom.post(address, {f"result_{entry.pk}": "took_part"})
    assert not Honour.objects.exists()
    assert Record.objects.filter(kind="festival_event").count() == 1


def test_a_result_waits_for_the_day(cast):
    tomorrow = TODAY + dt.timedelta(days=1)
    (item,) = a_festival_item(cast, date=tomorrow, starts=dt.time(9), ends=dt.time(10))
    sign(cast, item, cast.wang)
    entry = FestivalEntry.objects.get()
    by(cast, "homeroom").post(f"{FESTIVALS}items/{item}/results/", {f"result_{entry.pk}": "first"})
    assert not Honour.objects.exists()


def test_who_signed_up_is_seen_with_the_children_one_may_see(cast):
    (item,) = a_festival_item(cast, responsible=None)
    sign(cast, item, cast.wang)
    for address in (f"{FESTIVALS}items/{item}/", f"{FESTIVALS}entries/"):
        assert "王同学" in page(by(cast, "homeroom"), address)
        assert "王同学" not in page(by(cast, "teacher"), address)


@pytest.mark.system("M2")
def test_a_place_in_a_festival_reaches_a_child(cast):
    (item,) = a_festival_item(cast)
    unreached = "/character/reach/?way=festivals"
    assert "王同学" in page(by(cast, "principal"), unreached)
    sign(cast, item, cast.wang)
    assert "王同学" not in page(by(cast, "principal"), unreached)


HOURS = st.integers(8, 11)
CHILDREN = st.integers(0, 5)
DEEDS = st.lists(
    st.one_of(
        st.tuples(st.just("sign"), st.integers(0, 2), st.lists(CHILDREN, max_size=4)),
        st.tuples(st.just("leave"), st.integers(0, 2), st.lists(CHILDREN, max_size=3)),
        st.tuples(st.just("time"), st.integers(0, 2), st.tuples(HOURS, st.integers(1, 2))),
    ),
    max_size=14,
)


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(deeds=DEEDS)
def test_whatever_the_order_no_limit_is_passed_and_nobody_is_in_two_places(cast, deeds):
    Festival.objects.all().delete()
    actor = member_for(cast.accounts["principal"])
    children = _six(cast)
    (festival,) = a_festival(cast)
    items = [
        FestivalItem.objects.create(
            school=cast.school, festival_id=festival, title=f"项目{n}", place=place, **limits
        )
        for n, (place, limits) in enumerate(
            [("操场", {"limit": 2}), ("操场", {"class_limit": 1}), ("礼堂", {})]
        )
    ]
    for deed, at, what in deeds:
        item = FestivalItem.objects.get(pk=items[at].pk)
        named = [children[n] for n in dict.fromkeys(what)] if deed != "time" else []
        try:
            if deed == "time":
                hour, hours = what
                when = {"starts": dt.time(hour), "ends": dt.time(hour + hours)}
                services.keep_item(actor=actor, item=item, date=TODAY, **when)
            else:
                adding, leaving = (named, []) if deed == "sign" else ([], named)
                services.sign_up(actor=actor, item=item, adding=adding, leaving=leaving)
        except (services.Busy, services.Clash):
            pass
        _sound(items)


def _six(cast) -> list[Student]:
    held = list(Student.objects.filter(number__startswith="G77"))
    return held or [
        add_student(cast.school, (cast.class_31, cast.class_41)[n % 2], f"G77{n}", f"甲{n}")
        for n in range(6)
    ]


def _sound(items: list[FestivalItem]) -> None:
    now = [FestivalItem.objects.get(pk=one.pk) for one in items]
    seats: dict[int, set[int]] = {}
    for item in now:
        rows = FestivalEntry.objects.filter(item=item, state=IN)
        of_class = Counter(rows.values_list("student__school_class", flat=True))
        assert item.limit is None or rows.count() <= item.limit
        assert item.class_limit is None or max(of_class.values(), default=0) <= item.class_limit
        seats[item.pk] = set(rows.values_list("student", flat=True))
    for n, item in enumerate(now):
        for other in now[n + 1 :]:
            if item.overlaps(other):
                assert item.place != other.place
                assert not seats[item.pk] & seats[other.pk]


@pytest.mark.parametrize("address", ["", "festival", "item", "entries/"])
def test_a_page_costs_the_same_for_one_and_for_thirty(cast, address):
    (festival,) = a_festival(cast)
    (item,) = a_festival_item(cast, festival=festival)
    sign(cast, item, cast.wang)
    address = {"festival": f"{festival}/", "item": f"items/{item}/"}.get(address, address)
    client = by(cast, "principal")
    client.get(FESTIVALS + address)
    with CaptureQueriesContext(connection) as one:
        client.get(FESTIVALS + address)
    sign(cast, item, cast.wang, *classmates(cast, 30))
    for n in range(30):
        a_festival_item(cast, festival=festival, title=f"项目{n}")
    with CaptureQueriesContext(connection) as thirty:
        client.get(FESTIVALS + address)
    assert len(thirty) == len(one)
