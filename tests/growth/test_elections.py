"""An election from the first name to the honour: nominated, rated, counted, objected to."""

from __future__ import annotations

import datetime as dt

import pytest
from auditlog.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext

from qingshan.growth.models import Ballot, Candidate, Election, HandedIn, Objection
from qingshan.outcomes.models import Honour
from qingshan.people.models import Pairing
from qingshan.school import membership
from tests.growth.elections_ground import (
    ELECTIONS,
    FIRST,
    NOMINATED,
    NOTICE_OVER,
    RATE,
    RATED,
    asked,
    by,
    candidate,
    hand_in,
    opened,
    published,
    rating,
    stand,
    step,
)


@pytest.fixture(autouse=True)
def on(monkeypatch):
    def turn(day: dt.date) -> None:
        monkeypatch.setattr(membership.timezone, "localdate", lambda: day)

    turn(FIRST)
    return turn


def page(cast, who: str, election: Election) -> str:
    return by(cast, who).get(f"{ELECTIONS}{election.pk}/").content.decode()


@pytest.mark.system("T5")
def test_from_the_first_name_to_the_honour(cast, on):
    election = opened(cast)
    stand(cast, election, "teacher", "group_head")
    told = {"staff": cast.staff["homeroom"].pk, "why": "带班用心"}
    by(cast, "teacher").post(f"{ELECTIONS}{election.pk}/nominate/", told)
    asks = "有同事推荐你参加评选"
    assert asks in by(cast, "homeroom").get("/").content.decode()
    assert "吴老师推荐了你" in page(cast, "homeroom", election)
    assert "带班用心" not in page(cast, "group_head", election)  # not before 周老师 says yes
    held = candidate(cast, election, "homeroom")
    answer = f"{ELECTIONS}{election.pk}/nominations/{held.pk}/"
    assert by(cast, "teacher").post(answer, {"answer": "yes"}).status_code == 404
    by(cast, "homeroom").post(answer, {"answer": "yes"})
    assert asks not in by(cast, "homeroom").get("/").content.decode()
    assert "带班用心" in page(cast, "group_head", election)

    step(cast, election, "rate")
    assert Election.objects.get().state == "nominating"  # there are days left to name somebody
    on(NOMINATED)
    step(cast, election, "rate")
    assert "有 1 次评选等你评议" in by(cast, "principal").get("/").content.decode()
    assert "评议等你" not in by(cast, "teacher").get("/").content.decode()
    for who in RATE:
        hand_in(cast, election, who)
    assert "有 1 次评选等你评议" not in by(cast, "principal").get("/").content.decode()
    step(cast, election, "publish")
    assert Election.objects.get().state == "rating"
    on(RATED)
    step(cast, election, "publish")
    election.refresh_from_db()
    assert (election.notice_from, election.notice_until) == (RATED, dt.date(2026, 11, 23))
    shown = page(cast, "homeroom", election)
    assert "刚才把封存的 12 张评议表重新数了一遍，和公布的一致。" in shown
    assert "4 张评议表，共 48 分（满分 64 分）" in shown  # 吴老师, elected
    assert "共 32 分" in shown  # one's own
    assert "共 16 分" not in shown  # of another who is not elected
    assert "共 16 分" in page(cast, "secretary", election)

    by(cast, "administrator").post(
        f"{ELECTIONS}{election.pk}/objections/new/", {"words": "课时不够", "candidate": ""}
    )
    on(NOTICE_OVER)
    assert "还有异议没有答复" in step(cast, election, "finish").content.decode()
    objection = Objection.objects.get()
    address = f"{ELECTIONS}{election.pk}/objections/{objection.pk}/"
    assert "课时不够" in by(cast, "secretary").get(address).content.decode()
    by(cast, "secretary").post(address, {"upheld": "no", "answer": "查过了，够"})
    assert "查过了，够" in page(cast, "administrator", election)
    assert "查过了，够" not in page(cast, "teacher", election)
    step(cast, election, "finish")
    election.refresh_from_db()
    assert (election.state, election.done_on) == ("done", NOTICE_OVER)
    honour = Honour.objects.get()
    assert (honour.staff, honour.name, honour.level) == (
        cast.staff["teacher"],
        "四有教师",
        "school",
    )
    assert (
        "四有教师"
        in by(cast, "homeroom").get(f"/people/staff/{cast.staff['teacher'].pk}/").content.decode()
    )


@pytest.mark.system("T5")
def test_an_objection_that_is_upheld_takes_the_honour_away(cast, on):
    election = published(cast, on)
    elected = candidate(cast, election, "teacher")
    by(cast, "group_head").post(
        f"{ELECTIONS}{election.pk}/objections/new/",
        {"words": "材料不实", "candidate": elected.pk},
    )
    objection = Objection.objects.get()
    address = f"{ELECTIONS}{election.pk}/objections/{objection.pk}/"
    assert by(cast, "group_head").post(address, {"upheld": "no", "answer": "x"}).status_code == 404
    by(cast, "principal").post(address, {"upheld": "yes", "answer": "属实，取消"})
    on(NOTICE_OVER)
    assert "11月16日取消" in page(cast, "homeroom", election)
    assert "和公布的一致" in page(cast, "homeroom", election)
    step(cast, election, "finish")
    assert not Honour.objects.exists()


@pytest.mark.system("T5")
def test_whoever_objected_does_not_answer_it(cast, on):
    election = published(cast, on)
    by(cast, "secretary").post(
        f"{ELECTIONS}{election.pk}/objections/new/", {"words": "再想想", "candidate": ""}
    )
    address = f"{ELECTIONS}{election.pk}/objections/{Objection.objects.get().pk}/"
    told = {"upheld": "no", "answer": "不用"}
    assert (
        "请另一位来答复" in by(cast, "secretary").post(address, told, follow=True).content.decode()
    )
    assert Objection.objects.get().answered_on is None


@pytest.mark.system("T5")
def test_interests_keep_one_from_rating(cast, on):
    Pairing.objects.create(
        school=cast.school,
        kind="mentoring",
        giver=cast.staff["principal"],
        mentee=cast.staff["teacher"],
        starts_on=FIRST,
    )
    election = rating(cast, on)
    shown = by(cast, "principal").get(f"{ELECTIONS}{election.pk}/rate/").content.decode()
    assert "吴老师（是师徒）" in shown
    address = f"{ELECTIONS}{election.pk}/rate/"
    for who in ("teacher", "homeroom"):
        assert by(cast, who).get(address).status_code == 404  # they stand themselves
    hand_in(cast, election, "principal")  # what is sent for 吴老师 is passed over
    assert Ballot.objects.count() == 2
    assert not Ballot.objects.filter(candidate=candidate(cast, election, "teacher")).exists()


@pytest.mark.system("T5")
def test_a_group_that_must_not_rate_its_own_leaves_too_few(cast, on):
    election = opened(cast, excludes_group="on")
    stand(cast, election, "teacher")
    on(NOMINATED)
    answer = step(cast, election, "rate").content.decode()
    assert "吴老师：能评的或者评了的不到 3 位" in answer
    assert Election.objects.get().state == "nominating"


@pytest.mark.system("T5")
def test_of_fewer_than_three_ballots_nothing_is_counted(cast, on):
    election = rating(cast, on)
    for who in RATE[:2]:
        hand_in(cast, election, who)
    on(RATED)
    assert "数出来就知道是谁评的" in step(cast, election, "publish").content.decode()
    on(RATED + dt.timedelta(days=1))
    late = hand_in(cast, election, RATE[2]).content.decode()
    assert "刚刚有了变化" in late
    step(cast, election, "more")
    hand_in(cast, election, RATE[2])
    assert HandedIn.objects.count() == 3


@pytest.mark.system("T5")
def test_a_paper_is_whole_and_handed_in_once(cast, on):
    election = rating(cast, on)
    address = f"{ELECTIONS}{election.pk}/rate/"
    answer = by(cast, "principal").post(address, {})
    assert answer.status_code == 422
    assert "这一项还没选。" in answer.content.decode()
    hand_in(cast, election, "principal", teacher=9)
    assert not Ballot.objects.exists()
    hand_in(cast, election, "principal")
    assert "你已经交过了" in hand_in(cast, election, "principal", teacher=1).content.decode()
    assert Ballot.objects.count() == 3


@pytest.mark.system("T5")
def test_a_colleague_is_named_once_and_may_leave_until_rating_begins(cast, on):
    election = opened(cast)
    stand(cast, election, "teacher")
    told = {"staff": cast.staff["teacher"].pk, "why": "好"}
    answer = by(cast, "homeroom").post(f"{ELECTIONS}{election.pk}/nominate/", told)
    assert "已经有人推荐了" in answer.content.decode()
    held = Candidate.objects.get()
    by(cast, "teacher").post(f"{ELECTIONS}{election.pk}/nominations/{held.pk}/", {"answer": "no"})
    on(NOMINATED)
    assert "还没有人愿意参评" in step(cast, election, "rate").content.decode()


@pytest.mark.system("T5")
def test_an_organiser_who_stands_does_not_run_it(cast, on):
    election = opened(cast)
    stand(cast, election, "secretary", "teacher")
    on(NOMINATED)
    address = f"{ELECTIONS}{election.pk}/go-on/"
    assert by(cast, "secretary").post(address, {"step": "rate"}).status_code == 404
    assert "往下办" not in page(cast, "secretary", election)
    step(cast, election, "rate", "principal")
    assert Election.objects.get().state == "rating"


@pytest.mark.system("T5")
@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"title": ""}, "请写叫什么。"),
        ({"seats": "0"}, "请写 1 到 50 的整数。"),
        ({"notice_days": "2"}, "请写 5 到 60 的整数。"),
        ({"nominate_until": "2026-11-01"}, "请写今天以后、半年以内的一天。"),
        ({"rate_until": "2026-11-08"}, "评议要在推荐以后，半年以内。"),
        ({"rubric": "nonsense"}, "请选一种。"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(cast, changed, sentence):
    answer = by(cast, "principal").post(f"{ELECTIONS}new/", asked(**changed))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Election.objects.exists()


@pytest.mark.system("T5")
def test_every_deed_is_a_row_of_the_log(cast, on):
    election = published(cast, on)
    deeds = LogEntry.objects.filter(object_pk=str(election.pk), content_type__model="election")
    told = list(deeds.order_by("pk").values_list("additional_data__deed", flat=True))
    assert told == [
        "open_election",
        "begin_rating",
        *["rate_candidates"] * len(RATE),
        "publish_election",
    ]


@pytest.mark.system("T5")
def test_the_page_costs_the_same_for_three_and_for_thirty(cast, on, client):
    from tests.growth.conftest import hire

    election = published(cast, on)
    cast.sign_in(client, "secretary")

    def cost() -> int:
        with CaptureQueriesContext(connection) as taken:
            client.get(f"{ELECTIONS}{election.pk}/")
        return len(taken)

    cost()
    before = cost()
    for number in range(30):
        Candidate.objects.create(
            school=cast.school,
            election=election,
            staff=hire(cast, number, year=2015),
            nominated_by=cast.staff["teacher"],
            why="好",
            accepted=True,
        )
    assert cost() == before
