"""Pairings: made, seen, ended."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from auditlog.models import LogEntry
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from qingshan.people.models import Pairing
from qingshan.people.pairings import services
from qingshan.school.membership import member_for
from tests.cast import add_student, make_cast

LIST = "/people/pairings/"
MENTORING, CONTACT, SUPPORT = (f"{LIST}new/{kind}/" for kind in Pairing.Kind.values)
START = dt.date(2026, 9, 1)


def sheet(giver: object, target: object, **more: str) -> dict[str, str]:
    return {"giver": str(giver), "target": str(target), "starts_on": "2026-09-01"} | more


def the_end(**changed: str) -> dict[str, str]:
    return {"on": "2026-10-31", "because": "任务完成", "words": ""} | changed


@pytest.fixture
def mentoring(cast) -> Pairing:
    return Pairing.objects.create(
        school=cast.school,
        kind=Pairing.Kind.MENTORING,
        giver=cast.staff["homeroom"],
        mentee=cast.staff["teacher"],
        starts_on=START,
    )


@pytest.mark.system("F2")
@pytest.mark.parametrize("who", ["secretary", "principal", "administrator"])
def test_all_three_kinds_are_made(client, cast, who):
    cast.sign_in(client, who)
    giver = cast.staff["homeroom"].pk
    for address, target in (
        (MENTORING, cast.staff["teacher"]),
        (CONTACT, cast.class_41),
        (SUPPORT, cast.feng),
    ):
        assert client.post(address, sheet(giver, target.pk)).status_code == 302
    made = Pairing.objects.order_by("pk")
    assert [pairing.target for pairing in made] == [
        cast.staff["teacher"],
        cast.class_41,
        cast.feng,
    ]
    deeds = LogEntry.objects.filter(additional_data__deed="make_pairing")
    assert {row.actor for row in deeds} == {cast.accounts[who]}
    assert deeds.count() == 3


def test_a_pairing_opens_the_child_to_the_one_who_helps(client, cast):
    page = f"/people/students/{cast.feng.pk}/"
    assert cast.sign_in(client, "teacher").get(page).status_code == 404
    cast.sign_in(client, "secretary")
    client.post(SUPPORT, sheet(cast.staff["teacher"].pk, cast.feng.pk))
    assert cast.sign_in(client, "teacher").get(page).status_code == 200


@pytest.mark.parametrize("asked", ["{pk}", "x", "9" * 30, "²"])
def test_a_child_can_be_named_in_the_address(client, cast, asked):
    cast.sign_in(client, "secretary")
    page = client.get(f"{SUPPORT}?student={asked.format(pk=cast.feng.pk)}").content.decode()
    assert (f'value="{cast.feng.pk}" selected' in page) == (asked == "{pk}")


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"giver": ""}, "请写是哪位老师。"),
        ({"giver": "0"}, "请从列表里选一位老师。"),
        ({"target": ""}, "请写是哪位老师。"),
        ({"starts_on": ""}, "请写从哪天起。"),
        ({"starts_on": "2026-02-31"}, "日历上没有"),
        ({"starts_on": "1999-12-31"}, "离得太远了"),
        ({"starts_on": "2100-01-01"}, "离得太远了"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(client, cast, changed, sentence):
    filled = sheet(cast.staff["homeroom"].pk, cast.staff["teacher"].pk) | changed
    answer = cast.sign_in(client, "secretary").post(MENTORING, filled)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Pairing.objects.exists()


def test_nobody_is_the_own_mentor(client, cast):
    pk = cast.staff["homeroom"].pk
    answer = cast.sign_in(client, "secretary").post(MENTORING, sheet(pk, pk))
    assert "不能是同一个人" in answer.content.decode()


@pytest.mark.parametrize("foreign", ["chu", "class"])
def test_nobody_of_another_school_is_paired(client, cast, foreign):
    cast.sign_in(client, "secretary")
    giver = cast.staff["homeroom"].pk
    address, target = {
        "chu": (SUPPORT, cast.chu.pk),
        "class": (CONTACT, cast.chu.school_class_id),
    }[foreign]
    assert client.post(address, sheet(giver, target)).status_code == 422
    assert not Pairing.objects.exists()


def test_the_same_two_are_paired_once_at_a_time(client, cast, mentoring):
    cast.sign_in(client, "secretary")
    again = sheet(mentoring.giver_id, mentoring.mentee_id, starts_on="2026-10-01")
    assert "已经结对了" in client.post(MENTORING, again).content.decode()
    mentoring.ends_on = dt.date(2026, 9, 30)
    mentoring.save()
    assert client.post(MENTORING, again).status_code == 302


def test_an_unknown_kind_is_not_there(client, cast):
    assert cast.sign_in(client, "secretary").get(f"{LIST}new/friends/").status_code == 404


@pytest.mark.parametrize("who", ["teacher", "homeroom", "student_affairs", "county_officer"])
def test_nobody_else_makes_or_ends_one(client, cast, mentoring, who):
    cast.sign_in(client, who)
    filled = sheet(cast.staff["teacher"].pk, cast.feng.pk)
    assert client.get(SUPPORT).status_code == 404
    assert client.post(SUPPORT, filled).status_code == 404
    assert client.post(f"{LIST}{mentoring.pk}/end/", the_end()).status_code == 404
    mentoring.refresh_from_db()
    assert (Pairing.objects.count(), mentoring.ends_on) == (1, None)


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("secretary", True),
        ("student_affairs", True),
        ("teacher", True),
        ("homeroom", True),
        ("group_head", False),
        ("other_school", False),
    ],
)
def test_one_sees_ones_own_and_offices_see_all(client, cast, mentoring, who, sees):
    cast.sign_in(client, who)
    assert ("周老师 → 吴老师" in client.get(LIST).content.decode()) == sees
    assert client.get(f"{LIST}{mentoring.pk}/").status_code == (200 if sees else 404)


@pytest.mark.parametrize(
    ("query", "sees"),
    [
        ("kind=mentoring", True),
        ("kind=student_support", False),
        ("state=open", True),
        ("state=over", False),
        ("state=ahead", False),
        ("q=吴", True),
        ("q=nobody", False),
    ],
)
def test_the_list_is_narrowed(client, cast, mentoring, query, sees):
    page = cast.sign_in(client, "secretary").get(f"{LIST}?{query}").content.decode()
    assert ("周老师 → 吴老师" in page) == sees


def test_the_list_costs_the_same_for_few_and_for_many(client, cast, mentoring):
    cast.sign_in(client, "secretary")
    client.get(LIST)
    with CaptureQueriesContext(connection) as few:
        client.get(LIST)
    for n in range(30):
        Pairing.objects.create(
            school=cast.school,
            kind=Pairing.Kind.STUDENT_SUPPORT,
            giver=cast.staff["teacher"],
            student=add_student(cast.school, cast.class_31, f"G6{n}", f"孩子{n}"),
            starts_on=START,
        )
    with CaptureQueriesContext(connection) as many:
        client.get(LIST)
    assert len(many) == len(few)


def test_one_is_ended_with_its_last_day(client, cast, mentoring):
    cast.sign_in(client, "secretary")
    address = f"{LIST}{mentoring.pk}/end/"
    assert client.post(address, the_end()).status_code == 302
    mentoring.refresh_from_db()
    assert (mentoring.ends_on, mentoring.ended_because) == (dt.date(2026, 10, 31), "任务完成")
    [row] = LogEntry.objects.filter(additional_data__deed="end_pairing")
    assert row.actor == cast.accounts["secretary"]
    assert row.changes["ends_on"] == ["None", "2026-10-31"]
    assert row.changes["ended_because"] == ["", "任务完成"]


@pytest.mark.parametrize(
    ("because", "words", "kept"),
    [
        ("换人结对", "", "换人结对"),
        ("换人结对", "写了也不算", "换人结对"),
        ("其他", " 家里搬到县城了 ", "家里搬到县城了"),
    ],
)
def test_why_one_ends_is_told_on_its_page_and_in_the_list(
    client, cast, mentoring, because, words, kept
):
    cast.sign_in(client, "secretary")
    page = f"{LIST}{mentoring.pk}/"
    client.post(f"{page}end/", the_end(because=because, words=words))
    assert f"到 2026年10月31日，{kept}" in client.get(page).content.decode()
    listed = client.get(LIST).content.decode()
    assert re.search(rf"<td[^>]*>2026-10-31\s{kept}</td>", listed)


def test_an_end_is_corrected_alone_and_keeps_its_reason(client, cast, mentoring):
    cast.sign_in(client, "secretary")
    page = f"{LIST}{mentoring.pk}/"
    client.post(f"{page}end/", the_end(because="其他", words="搬家了"))
    form = client.get(page).context["form"]
    shown = {name: form[name].value() for name in ("because", "words")}
    assert shown == {"because": "其他", "words": "搬家了"}
    client.post(f"{page}end/", the_end(on="2026-11-30", **shown))
    mentoring.refresh_from_db()
    assert (mentoring.ends_on, mentoring.ended_because) == (dt.date(2026, 11, 30), "搬家了")
    client.post(f"{page}end/", the_end(because="结错了"))
    mentoring.refresh_from_db()
    assert mentoring.ended_because == "结错了"


def test_between_two_colleagues_nobody_is_asked_about_a_child(client, cast, mentoring):
    cast.sign_in(client, "secretary")
    assert "学生毕业或转出" not in client.get(f"{LIST}{mentoring.pk}/").content.decode()
    support = Pairing.objects.create(
        school=cast.school,
        kind=Pairing.Kind.STUDENT_SUPPORT,
        giver=cast.staff["teacher"],
        student=cast.wang,
        starts_on=START,
    )
    assert "学生毕业或转出" in client.get(f"{LIST}{support.pk}/").content.decode()


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"on": "2026-08-31"}, "最后一天不能更早"),
        ({"on": ""}, "请写最后一天是哪天。"),
        ({"on": "明天"}, "不是日期"),
        ({"on": "2100-01-01"}, "离得太远了"),
        ({"because": ""}, "请选为什么结束。"),
        ({"because": "不想带了"}, "请选为什么结束。"),
        ({"because": "其他"}, "请写一句为什么结束。"),
        ({"because": "其他", "words": "　"}, "请写一句为什么结束。"),
        ({"because": "其他", "words": "长" * 201}, "最多 200 个"),
    ],
)
def test_an_end_that_cannot_be_is_refused(client, cast, mentoring, changed, sentence):
    cast.sign_in(client, "secretary")
    answer = client.post(f"{LIST}{mentoring.pk}/end/", the_end(**changed))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    mentoring.refresh_from_db()
    assert mentoring.ends_on is None


def test_a_deed_keeps_its_own_rules(cast, mentoring):
    actor = member_for(cast.accounts["secretary"])
    with pytest.raises(services.EndsBeforeStart):
        services.end_pairing(
            actor=actor, pairing=mentoring, on=dt.date(2026, 8, 1), because="结错了"
        )


def test_a_childs_page_is_linked_only_for_those_who_may_open_it(client, cast):
    pairing = Pairing.objects.create(
        school=cast.school,
        kind=Pairing.Kind.STUDENT_SUPPORT,
        giver=cast.staff["teacher"],
        student=cast.wang,
        starts_on=START,
        ends_on=dt.date(2026, 9, 2),
    )
    link = f"/people/students/{cast.wang.pk}/"
    address = f"{LIST}{pairing.pk}/"
    assert link not in cast.sign_in(client, "teacher").get(address).content.decode()
    assert link in cast.sign_in(client, "secretary").get(address).content.decode()


def test_a_long_list_of_names_is_written_and_found(client, cast):
    for n in range(61):
        add_student(cast.school, cast.class_31, f"G7{n:03}", "李同名" if n < 2 else f"孩子{n}")
    cast.sign_in(client, "secretary")
    giver = cast.staff["homeroom"].pk
    assert "data-offers=" in client.get(SUPPORT).content.decode()
    for words, outcome in (
        ("王同学", 302),
        ("冯同学 2002", 302),
        ("李同名 7001", 302),
        ("g7030", 302),
        ("李同名", "“李同名”可能是：李同名 7000、李同名 7001"),
        ("没有这个人", "没有找到“没有这个人”"),
    ):
        answer = client.post(SUPPORT, sheet(giver, words))
        found = answer.status_code if answer.status_code == 302 else answer.content.decode()
        assert found == outcome or outcome in str(found), words


class WildSheets(TestCase):
    """Whatever is sent, the form answers with a sentence or a pairing."""

    def setUp(self) -> None:
        self.cast = make_cast()
        self.client = self.cast.sign_in(Client(), "secretary")

    @settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
    @given(
        st.sampled_from([MENTORING, CONTACT, SUPPORT]),
        st.dictionaries(
            st.sampled_from(["giver", "target", "starts_on"]),
            st.one_of(
                st.text(max_size=60),
                st.integers().map(str),
                st.sampled_from(["1", "2", timezone.localdate().isoformat(), "9" * 40, "²", "\0"]),
            ),
        ),
    )
    def test_never_an_error(self, address: str, wild: dict[str, str]) -> None:
        assert self.client.post(address, sheet(1, 2) | wild).status_code in {302, 422}
