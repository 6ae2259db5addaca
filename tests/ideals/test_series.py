"""The series: no piece without the consent of whom it is about, and another's review."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction

from qingshan.ideals.models import Piece, PieceStep
from qingshan.records.models import Record
from tests.gatherings.alone import told_by
from tests.gatherings.ground import by
from tests.ideals.ground import SERIES, WORDS, begun, do, published, sheet, written
from tests.ideals.press import PIECES

SCHOOL = ("administrator", "principal", "secretary", "student_affairs", "group_head")


def opens(cast, who: str, piece: Piece) -> bool:
    return by(cast, who).get(f"{SERIES}{piece.pk}/").status_code == 200


@pytest.mark.system("B3")
def test_from_draft_to_print_by_three_people(cast):
    piece = written(cast)
    assert [opens(cast, who, piece) for who in ("homeroom", "teacher", "secretary")] == [
        True,
        False,
        False,
    ]
    do(cast, "homeroom", piece, "ask")
    assert "有一篇写你的稿子" in by(cast, "teacher").get("/").content.decode()
    assert "等你同意" in by(cast, "teacher").get(SERIES).content.decode()
    assert not opens(cast, "secretary", piece)
    do(cast, "teacher", piece, "consent")
    assert "有 1 篇风采稿本人同意了" in by(cast, "secretary").get("/").content.decode()
    assert "等你审" in by(cast, "secretary").get(SERIES).content.decode()
    assert not opens(cast, "group_head", piece)
    page = do(cast, "secretary", piece, "publish").content.decode()
    assert "这是第 1 期。风采报道的记录一起记好了" in page
    record = Record.objects.get()
    assert record.kind == "portrait"
    assert record.staff == cast.staff["homeroom"]
    assert record.title == "《扎根农村，教书育人》第1期 吴老师：把讲台站成家"
    assert all(opens(cast, who, piece) for who in SCHOOL)
    page = by(cast, "group_head").get(f"/people/staff/{cast.staff['teacher'].pk}/")
    assert "第 1 期 把讲台站成家" in page.content.decode()
    kinds = list(PieceStep.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds == ["begun", "asked", "consented", "published"]


@pytest.mark.system("B3")
def test_consent_is_taken_back_at_any_time_and_the_piece_is_down(cast):
    published(cast, title="第一篇")
    piece = published(cast, title="第二篇")
    page = do(cast, "teacher", piece, "withdraw").content.decode()
    assert "只有你看得到" in page
    piece.refresh_from_db()
    assert (piece.state, piece.number) == ("down", 2)
    for who in (*SCHOOL, "homeroom"):
        assert not opens(cast, who, piece), who
        page = by(cast, who).get(f"/people/staff/{cast.staff['teacher'].pk}/").content.decode()
        assert "第二篇" not in page
        archive = by(cast, who).get(SERIES).content.decode()
        assert "第二篇" not in archive
        assert "应本人要求撤下" in archive
        assert by(cast, who).get(f"{SERIES}{piece.pk}/html/").status_code == 404
        picture = piece.pictures.get().pk
        assert by(cast, who).get(f"{SERIES}pictures/{picture}/").status_code == 404
    record = Record.objects.get(pk=piece.record_id)
    assert "吴老师" not in record.title + record.content
    with connection.cursor() as cursor:
        cursor.execute("SELECT changes, additional_data, object_repr FROM auditlog_logentry")
        assert not any(WORDS in str(row) for row in cursor.fetchall())
    assert published(cast, title="第三篇").number == 3
    # Consented to again, it is reviewed again and keeps its number.
    do(cast, "teacher", piece, "consent")
    do(cast, "principal", piece, "publish")
    piece.refresh_from_db()
    assert (piece.state, piece.number) == ("published", 2)
    record.refresh_from_db()
    assert "吴老师：第二篇" in record.title
    assert Record.objects.filter(kind="portrait").count() == 3


def test_consent_taken_back_before_print_asks_again(cast):
    piece = written(cast)
    do(cast, "homeroom", piece, "ask")
    do(cast, "teacher", piece, "consent")
    do(cast, "teacher", piece, "withdraw")
    piece.refresh_from_db()
    assert (piece.state, piece.consented_on) == ("asked", None)


@pytest.mark.parametrize(
    ("who", "deed", "state"),
    [
        ("secretary", "consent", "asked"),
        ("homeroom", "consent", "asked"),
        ("teacher", "publish", "review"),
        ("homeroom", "publish", "review"),
        ("group_head", "publish", "review"),
        ("student_affairs", "publish", "review"),
        ("secretary", "withdraw", "published"),
        ("other_school", "publish", "review"),
        ("teacher", "take-back", "review"),
    ],
)
def test_nobody_does_what_is_anothers_to_do(cast, who, deed, state):
    piece = written(cast)
    steps = {"asked": 1, "review": 2, "published": 3}
    way = (("homeroom", "ask"), ("teacher", "consent"), ("secretary", "publish"))
    for by_whom, done in way[: steps[state]]:
        do(cast, by_whom, piece, done)
    assert do(cast, who, piece, deed).status_code == 404
    piece.refresh_from_db()
    assert piece.state == state


def test_who_wrote_it_or_is_in_it_does_not_review_it_whatever_their_office(cast):
    told = {"portrayed": cast.staff["secretary"].pk, "title": "书记"}
    by(cast, "principal").post(f"{SERIES}new/", told)
    piece = Piece.objects.get()
    sent = sheet(piece, {"kind": "text", "text": WORDS})
    by(cast, "principal").post(f"{SERIES}{piece.pk}/edit/", sent)
    do(cast, "principal", piece, "ask")
    do(cast, "secretary", piece, "consent")
    for who in ("principal", "secretary"):
        assert do(cast, who, piece, "publish").status_code == 404
    do(cast, "administrator", piece, "publish")
    piece.refresh_from_db()
    assert piece.state == "published"
    with pytest.raises(IntegrityError), transaction.atomic():
        Piece.objects.filter(pk=piece.pk).update(reviewer=cast.staff["principal"])
    with pytest.raises(IntegrityError), transaction.atomic():
        Piece.objects.filter(pk=piece.pk).update(consented_on=None)


def test_what_is_changed_is_consented_to_again(cast):
    piece = written(cast)
    do(cast, "homeroom", piece, "ask")
    do(cast, "teacher", piece, "consent")
    assert by(cast, "homeroom").get(f"{SERIES}{piece.pk}/edit/").status_code == 404
    do(cast, "homeroom", piece, "take-back")
    piece.refresh_from_db()
    assert (piece.state, piece.consented_on) == ("draft", None)


def test_sent_back_and_declined_say_why(cast):
    piece = written(cast)
    do(cast, "homeroom", piece, "ask")
    teacher = by(cast, "teacher")
    address = f"{SERIES}{piece.pk}/why/decline/"
    assert "请写一句哪里要改。" in teacher.post(address, {"words": ""}).content.decode()
    teacher.post(address, {"words": "别写我家里的事"})
    assert "别写我家里的事" in by(cast, "homeroom").get(f"{SERIES}{piece.pk}/").content.decode()
    do(cast, "homeroom", piece, "ask")
    do(cast, "teacher", piece, "consent")
    by(cast, "principal").post(f"{SERIES}{piece.pk}/why/send-back/", {"words": "第二段核实一下"})
    piece.refresh_from_db()
    assert (piece.state, piece.consented_on) == ("draft", None)


def test_numbers_go_on_from_the_issues_among_the_records(cast):
    for n in range(3):
        Record.objects.create(
            school=cast.school,
            number=f"R{n}",
            date=dt.date(2026, 3, n + 1),
            kind="portrait",
            staff=cast.staff["homeroom"],
        )
    assert [published(cast, title=f"第{n}篇").number for n in range(3)] == [4, 5, 6]


@pytest.mark.system("B3")
def test_of_many_printed_at_once_no_number_is_left_out_or_given_twice(tmp_path):
    told = told_by("tests.ideals.press", tmp_path)
    assert told == {"numbers": list(range(1, PIECES + 1)), "records": PIECES}


def test_the_record_of_an_issue_stays(cast):
    piece = published(cast)
    page = by(cast, "homeroom").post(f"/records/{piece.record_id}/withdraw/", follow=True)
    assert "系列的一期" in page.content.decode()
    assert Record.objects.filter(pk=piece.record_id).exists()


# The editor


def kinds(piece: Piece) -> list[str]:
    piece.refresh_from_db()
    return [block["kind"] for block in piece.blocks]


def press(cast, piece: Piece, deed: str, *blocks: dict):
    address = f"{SERIES}{piece.pk}/edit/"
    answer = by(cast, "homeroom").post(address, sheet(piece, *blocks, do=deed))
    piece.refresh_from_db()
    return answer


def test_blocks_are_added_moved_and_dropped_without_script(cast):
    piece = begun(cast)
    one, two = {"kind": "heading", "text": "甲"}, {"kind": "text", "text": "乙"}
    assert press(cast, piece, "add-quote", one, two)["Location"].endswith("#block-2")
    assert kinds(piece) == ["heading", "text", "quote"]
    press(cast, piece, "up-1", one, two)
    assert kinds(piece) == ["text", "heading"]
    press(cast, piece, "down-0", one, two)
    assert kinds(piece) == ["text", "heading"]
    press(cast, piece, "up-0", one, two)
    assert kinds(piece) == ["heading", "text"]
    press(cast, piece, "drop-0", one, two)
    assert kinds(piece) == ["text"]
    for odd in ("add-script", "up-99", "drop-x", "", "fly"):
        press(cast, piece, odd, one, two)
        assert kinds(piece) == ["heading", "text"]


def test_a_slip_keeps_what_was_typed(cast):
    piece = begun(cast)
    long = {"kind": "heading", "text": "长" * 41}
    answer = press(cast, piece, "save", long, {"kind": "text", "text": "还在"})
    assert answer.status_code == 422
    assert "最多 40 个字" in answer.content.decode()
    assert "还在" in answer.content.decode()
    answer = by(cast, "homeroom").post(
        f"{SERIES}{piece.pk}/edit/", sheet(piece, {"kind": "text", "text": "还在"}, title="")
    )
    assert "请写题目。" in answer.content.decode()
    assert "还在" in answer.content.decode()


def test_saved_in_two_places_nothing_is_overwritten_unasked(cast):
    piece = begun(cast)
    address = f"{SERIES}{piece.pk}/edit/"
    homeroom = by(cast, "homeroom")
    homeroom.post(address, sheet(piece, {"kind": "text", "text": "先存的"}))
    answer = homeroom.post(address, sheet(piece, {"kind": "text", "text": "后写的"}))
    assert answer.status_code == 409
    assert "后写的" in answer.content.decode()
    piece.refresh_from_db()
    assert piece.blocks[0]["text"] == "先存的"


def test_a_picture_of_another_piece_is_not_taken(cast):
    other = written(cast)
    theirs = other.pictures.get().pk
    piece = begun(cast)
    press(cast, piece, "save", {"kind": "picture", "picture": theirs})
    assert piece.blocks[0]["picture"] is None


def test_nobody_is_asked_about_nothing(cast):
    piece = begun(cast)
    page = do(cast, "homeroom", piece, "ask").content.decode()
    assert "至少写一段话" in page
    piece.refresh_from_db()
    assert piece.state == "draft"
