"""A teacher at a gate: two who write, an answer, an appeal to somebody else, all with dates."""

from __future__ import annotations

import datetime as dt

import pytest
from auditlog.models import LogEntry
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from qingshan.growth.models import Opinion, OpinionEvidence, Review, ReviewReading
from qingshan.growth.reviews import services
from qingshan.records.models import Record
from qingshan.school import membership
from qingshan.school.membership import member_for
from tests.cast import ROLES

REVIEWS = "/growth/reviews/"
FIRST = dt.date(2026, 11, 2)
REASONS, OTHER, ANSWER, APPEAL, DECISION = (
    "密语理由甲",
    "密语理由乙",
    "密语答复丙",
    "密语申诉丁",
    "密语决定戊",
)


@pytest.fixture(autouse=True)
def on(monkeypatch):
    def turn(day: dt.date) -> None:
        monkeypatch.setattr(membership.timezone, "localdate", lambda: day)

    turn(FIRST)
    return turn


def by(cast, who: str) -> Client:
    return cast.sign_in(Client(), who)


def asked(cast, **changed: object) -> dict[str, object]:
    """吴老师 is reviewed by 郑组长 and 孙主任; an appeal would go to 周老师."""
    return {
        "gate": "craft",
        "staff": cast.staff["teacher"].pk,
        "first": cast.staff["group_head"].pk,
        "second": cast.staff["student_affairs"].pk,
        "judge": cast.staff["homeroom"].pk,
        "why": "入职满一年",
        "write_by": "2026-11-12",
    } | changed


def opened(cast, **changed: object) -> Review:
    answer = by(cast, "secretary").post(f"{REVIEWS}new/", asked(cast, **changed))
    assert answer.status_code == 302, answer.content.decode()
    return Review.objects.latest("pk")


def lesson(cast) -> Record:
    return Record.objects.create(
        school=cast.school,
        number=f"R{Record.objects.count()}",
        date=dt.date(2026, 10, 20),
        kind="open_lesson",
        title="《秋天的雨》公开课",
        staff=cast.staff["teacher"],
    )


def write(cast, review: Review, who: str, *, verdict: str = "help", words: str = REASONS, **more):
    told = {"verdict": verdict, "reasons": words} | more
    return by(cast, who).post(f"{REVIEWS}{review.pk}/opinion/", told)


def told_to(cast) -> Review:
    """Both wrote the same."""
    review = opened(cast)
    write(cast, review, "group_head")
    write(cast, review, "student_affairs", words=OTHER)
    review.refresh_from_db()
    assert review.state == "told"
    return review


def page(cast, who: str, review: Review) -> str:
    return by(cast, who).get(f"{REVIEWS}{review.pk}/").content.decode()


@pytest.mark.system("T4")
def test_from_two_opinions_to_an_appeal_that_changes_the_verdict(cast, on):
    review, record = opened(cast), lesson(cast)
    write(cast, review, "group_head", evidence=[record.pk])
    assert REASONS not in page(cast, "student_affairs", review)  # not before one's own is in
    assert REASONS in page(cast, "group_head", review)
    write(cast, review, "student_affairs", words=OTHER)
    review.refresh_from_db()
    assert (review.state, review.verdict) == ("told", "help")
    assert review.appeal_by == dt.date(2026, 11, 17)

    shown = page(cast, "teacher", review)
    assert REASONS in shown
    assert "《秋天的雨》公开课" in shown
    assert f"/records/{record.pk}/" in shown
    teacher = by(cast, "teacher")
    teacher.post(f"{REVIEWS}{review.pk}/answer/", {"agrees": "no", "words": ANSWER})
    on(dt.date(2026, 11, 17))
    assert APPEAL not in page(cast, "homeroom", review)
    assert "请你看两位的意见再定" in page(cast, "homeroom", review)
    teacher.post(f"{REVIEWS}{review.pk}/appeal/", {"words": APPEAL})
    assert all(word in page(cast, "homeroom", review) for word in (REASONS, ANSWER, APPEAL))
    by(cast, "homeroom").post(
        f"{REVIEWS}{review.pk}/decide/", {"verdict": "passed", "words": DECISION}
    )
    review.refresh_from_db()
    assert (review.state, review.verdict) == ("settled", "passed")
    assert review.decided_on == review.settled_on == dt.date(2026, 11, 17)
    assert DECISION in page(cast, "teacher", review)
    deeds = list(
        LogEntry.objects.filter(content_type__model="review")
        .order_by("pk")
        .values_list("additional_data__deed", flat=True)
    )
    assert deeds == [
        "open_review",
        "write_opinion",
        "answer_review",
        "appeal_review",
        "decide_appeal",
    ]


@pytest.mark.system("T4")
def test_two_who_differ_talk_first_and_nobody_is_told(cast):
    review = opened(cast)
    write(cast, review, "group_head", verdict="passed")
    write(cast, review, "student_affairs", verdict="help", words=OTHER)
    review.refresh_from_db()
    assert review.state == "writing"
    assert "两位的结论不一样" in page(cast, "group_head", review)
    assert OTHER in page(cast, "group_head", review)  # both in: they may talk about it
    for who in ("teacher", "secretary", "principal", "homeroom"):
        assert not any(word in page(cast, who, review) for word in (REASONS, OTHER, "帮一把"))
    write(cast, review, "student_affairs", verdict="passed", words=OTHER)
    review.refresh_from_db()
    assert (review.state, review.verdict) == ("told", "passed")


@pytest.mark.system("T4")
def test_whoever_agrees_settles_it(cast):
    review = told_to(cast)
    by(cast, "teacher").post(f"{REVIEWS}{review.pk}/answer/", {"agrees": "yes"})
    review.refresh_from_db()
    assert (review.state, review.settled_on) == ("settled", FIRST)
    late = by(cast, "teacher").post(f"{REVIEWS}{review.pk}/appeal/", {"words": APPEAL}, follow=True)
    assert "刚刚有了变化" in late.content.decode()
    assert not Review.objects.get().appeal


@pytest.mark.system("T4")
def test_an_appeal_comes_too_late_after_its_day_and_the_office_may_then_settle(cast, on):
    review = told_to(cast)
    secretary = by(cast, "secretary")
    secretary.post(f"{REVIEWS}{review.pk}/settle/")
    assert Review.objects.get().state == "told"  # the days are not over
    on(dt.date(2026, 11, 18))
    late = by(cast, "teacher").post(f"{REVIEWS}{review.pk}/appeal/", {"words": APPEAL}, follow=True)
    assert "申诉的期限过了" in late.content.decode()
    secretary.post(f"{REVIEWS}{review.pk}/settle/")
    assert Review.objects.get().state == "settled"


@pytest.mark.system("T4")
@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"second": "first"}, "郑组长已经是“第一位评议人”了，这里要另一位。"),
        ({"judge": "first"}, "郑组长已经是“第一位评议人”了，这里要另一位。"),
        ({"first": "staff"}, "吴老师已经是“评哪位老师”了，这里要另一位。"),
        ({"why": " "}, "请写为什么评。"),
        ({"gate": "money"}, "请选一种。"),
        ({"write_by": "2026-11-01"}, "请写今天以后、三个月以内的一天。"),
        ({"staff": ""}, "请写是哪位老师。"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(cast, changed, sentence):
    told = asked(cast)
    told |= {name: told.get(value, value) for name, value in changed.items()}
    answer = by(cast, "principal").post(f"{REVIEWS}new/", told)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Review.objects.exists()


@pytest.mark.system("T4")
def test_one_review_a_gate_at_a_time(cast):
    opened(cast)
    answer = by(cast, "secretary").post(f"{REVIEWS}new/", asked(cast))
    assert "还有一份没定的评议" in answer.content.decode()
    opened(cast, gate="ethics")
    assert Review.objects.count() == 2


@pytest.mark.system("T4")
def test_the_four_are_four_whatever_writes_to_the_database(cast):
    review = opened(cast)
    for field in ("first", "second", "judge"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Review.objects.filter(pk=review.pk).update(**{field: review.staff})


@pytest.mark.system("T4")
@pytest.mark.parametrize("who", ROLES)
def test_who_sees_what_of_a_review(cast, who):
    """Told, not appealed: the teacher, the two and the offices; the judge only that it is there."""
    review = told_to(cast)
    answer = by(cast, who).get(f"{REVIEWS}{review.pk}/")
    reads = {"teacher", "group_head", "student_affairs", "secretary", "principal"}
    assert (answer.status_code == 200) is (who in reads | {"homeroom"})
    assert (REASONS in answer.content.decode()) is (who in reads)
    listed = by(cast, who).get(REVIEWS)
    knows = listed.status_code == 200 and "吴老师" in str(listed.context["table"].body)
    assert knows is (who in reads | {"homeroom"})


@pytest.mark.system("T4")
def test_a_principal_under_review_sees_no_more_than_a_teacher_would(cast):
    review = opened(cast, staff=cast.staff["principal"].pk)
    write(cast, review, "group_head")
    assert REASONS not in page(cast, "principal", review)
    assert by(cast, "principal").get(f"{REVIEWS}{review.pk}/opinion/").status_code == 404


@pytest.mark.system("T4")
def test_only_the_right_person_does_each_deed(cast):
    review = told_to(cast)
    for who, deed in (
        ("group_head", "answer"),
        ("group_head", "appeal"),
        ("secretary", "appeal"),
        ("teacher", "decide"),
        ("teacher", "opinion"),
        ("secretary", "decide"),
        ("administrator", "settle"),
        ("teacher", "settle"),
    ):
        sent = {"words": "x", "verdict": "passed", "reasons": "x", "agrees": "yes"}
        answer = by(cast, who).post(f"{REVIEWS}{review.pk}/{deed}/", sent)
        assert answer.status_code == 404, (who, deed)
    with pytest.raises(services.NotYours):
        services.answer(
            actor=member_for(cast.accounts["group_head"]), review=review, words="", agrees=True
        )
    review.refresh_from_db()
    assert (review.state, review.answered_on) == ("told", None)


@pytest.mark.system("T4")
def test_the_teacher_is_told_who_else_read_it(cast):
    review = told_to(cast)
    for who in ("secretary", "secretary", "group_head", "homeroom"):
        page(cast, who, review)
    shown = page(cast, "teacher", review)
    assert "谁看过" in shown
    assert ReviewReading.objects.get().by == cast.accounts["secretary"]
    assert "谁看过" not in page(cast, "secretary", review)


@pytest.mark.system("T4")
def test_a_record_that_an_opinion_rests_on_stays_and_names_no_child(cast):
    review, record = opened(cast), lesson(cast)
    about_a_child = Record.objects.create(
        school=cast.school,
        number="R9",
        date=FIRST,
        kind="home_visit",
        staff=cast.staff["teacher"],
        student=cast.wang,
    )
    answer = write(cast, review, "group_head", evidence=[about_a_child.pk])
    assert answer.status_code == 422
    assert "请从列表里勾。" in answer.content.decode()
    assert REASONS in answer.content.decode()
    write(cast, review, "group_head", evidence=[record.pk])
    assert OpinionEvidence.objects.get().record == record
    answer = by(cast, "teacher").post(f"/records/{record.pk}/withdraw/", follow=True)
    assert "关口评议的依据" in answer.content.decode()


@pytest.mark.system("T4")
def test_nothing_that_is_kept_holds_its_words_in_the_clear(cast):
    review = told_to(cast)
    by(cast, "teacher").post(f"{REVIEWS}{review.pk}/answer/", {"agrees": "no", "words": ANSWER})
    by(cast, "teacher").post(f"{REVIEWS}{review.pk}/appeal/", {"words": APPEAL})
    held = ""
    with connection.cursor() as cursor:
        for table in (Review._meta.db_table, Opinion._meta.db_table, LogEntry._meta.db_table):
            cursor.execute(f"SELECT * FROM {table}")
            held += str(cursor.fetchall())
    assert not any(word in held for word in (REASONS, OTHER, ANSWER, APPEAL))


@pytest.mark.system("T4")
def test_the_home_page_says_what_waits_for_whom(cast):
    waits = "有 1 份关口评议等你写。"
    review = opened(cast)
    assert waits in by(cast, "group_head").get("/").content.decode()
    assert waits not in by(cast, "teacher").get("/").content.decode()
    write(cast, review, "group_head")
    write(cast, review, "student_affairs")
    assert waits not in by(cast, "group_head").get("/").content.decode()
    assert waits in by(cast, "teacher").get("/").content.decode()


@pytest.mark.system("T4")
def test_the_list_and_a_review_cost_the_same_for_one_and_for_thirty(cast, client):
    review = told_to(cast)
    cast.sign_in(client, "secretary")

    def cost(address: str) -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as taken:
            client.get(address)
        return len(taken)

    opinion = Opinion.objects.first()
    OpinionEvidence.objects.create(school=cast.school, opinion=opinion, record=lesson(cast))
    before = cost(REVIEWS), cost(f"{REVIEWS}{review.pk}/")
    for _ in range(30):
        OpinionEvidence.objects.create(school=cast.school, opinion=opinion, record=lesson(cast))
        Review.objects.create(
            school=cast.school,
            staff=review.staff,
            gate="politics",
            why="x",
            first=review.first,
            second=review.second,
            judge=review.judge,
            opened_by=review.opened_by,
            opened_on=FIRST,
            write_by=FIRST,
            state="settled",
            told_on=FIRST,
            verdict="passed",
        )
    assert (cost(REVIEWS), cost(f"{REVIEWS}{review.pk}/")) == before
