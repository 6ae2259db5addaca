"""Cases: from an empty chair to a closing that two people answer for."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from auditlog.models import LogEntry
from django.db import IntegrityError, transaction
from openpyxl import load_workbook

from qingshan.care.cases import services
from qingshan.care.models import Absence, Case, CaseReading, CaseStep
from qingshan.records.models import Record
from qingshan.school import membership
from qingshan.school.membership import member_for
from tests.care.cases_ground import CASES, FIRST, NEXT, WHY, by, closing, new_case, opened, shown

LEDGER = f"{CASES}ledgers/"


@pytest.fixture(autouse=True)
def on(monkeypatch):
    def turn(day: dt.date) -> None:
        monkeypatch.setattr(membership.timezone, "localdate", lambda: day)

    turn(FIRST)
    return turn


def figures(cast, month: str) -> dict[str, int]:
    """Each figure of the month's report, which must open into as many rows."""
    client = by(cast, "student_affairs")
    page = client.get(f"{LEDGER}?month={month}")
    found = {}
    for line in page.context["lines"]:
        rows = client.get(f"{LEDGER}?month={month}&rows={line.key}")
        assert rows.context["table"].total == line.number, line.key
        found[line.key] = line.number
    return found


@pytest.mark.system("C1", "C4")
def test_from_an_empty_chair_to_a_closing_by_two(cast, on):
    homeroom, officer = by(cast, "homeroom"), by(cast, "student_affairs")
    for day in (30, 29, 28):
        Absence.objects.create(
            school=cast.school,
            date=dt.date(2026, 10, day),
            session="morning",
            student=cast.wang,
            school_class=cast.class_31,
            reason="unexplained",
        )
        homeroom.post(f"/care/attendance/{cast.class_31.pk}/morning/2026-10-{day}/", {"seen": ""})
    assert not Case.objects.exists()  # signs open nothing
    assert "立案" in homeroom.get(f"/care/signs/{cast.wang.pk}/").content.decode()

    case = opened(cast, "homeroom")
    address = f"{CASES}{case.pk}/"
    assert figures(cast, "2026-10") == {"suspected": 0, "out": 0, "opened": 0, "closed": 0}
    assert figures(cast, "2026-11") == {"suspected": 1, "out": 0, "opened": 1, "closed": 0}

    # The plan: nobody came back, so it is a child out of school now, one step further.
    plan = {"concern": "out", "stage": "2", "goals": "回到教室", "next_step": "再去一趟"}
    homeroom.post(f"{address}plan/", plan | {"next_step_on": "2026-11-12", "words": "没找到人"})
    assert figures(cast, "2026-11")["out"] == 1
    page = homeroom.get(address).content.decode()
    assert "回到教室" in page
    assert "没找到人" in page
    assert 'aria-current="step"><b>筑梦</b>' in page

    # December: the child is back; a photograph shows it, and a second person goes to see.
    on(dt.date(2026, 12, 8))
    record = shown(cast, dt.date(2026, 12, 7))
    assert "一起走回了学校" in homeroom.get(address).content.decode()
    homeroom.post(f"{address}close/", closing(record))
    assert Case.objects.get().state == "closing"
    assert figures(cast, "2026-12")["out"] == 1
    assert homeroom.post(f"{address}confirm/", {}).status_code == 404
    assert officer.post(f"{address}confirm/", {"words": "到班里看了"}).status_code == 302
    case.refresh_from_db()
    assert (case.state, case.closed_by) == ("closed", cast.accounts["student_affairs"])
    told = {"suspected": 0, "out": 0, "opened": 0, "closed": 1, "closed-returned": 1}
    assert figures(cast, "2026-12") == told
    assert figures(cast, "2026-11") == {"suspected": 0, "out": 1, "opened": 1, "closed": 0}

    # January: away again. The months that are over stay as they were.
    on(dt.date(2027, 1, 5))
    assert homeroom.get(f"{address}reopen/").status_code == 404
    officer.post(f"{address}reopen/", {"words": "又没来"})
    assert Case.objects.get().state == "open"
    assert figures(cast, "2027-01") == {"suspected": 0, "out": 1, "opened": 1, "closed": 0}
    assert figures(cast, "2026-12") == told
    kinds = list(CaseStep.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds == ["opened", "stage", "asked", "closed", "reopened"]
    deeds = LogEntry.objects.filter(additional_data__deed="close_case")
    assert deeds.filter(actor=cast.accounts["student_affairs"]).exists()


def done(cast, kind: str, day: dt.date, parts: str = "") -> None:
    Record.objects.create(
        school=cast.school,
        number=f"D{Record.objects.count()}",
        date=day,
        kind=kind,
        parts=parts,
        staff=cast.staff["teacher"],
        student=cast.wang,
    )


@pytest.mark.system("C4")
def test_what_ends_a_stage_is_held_against_what_was_done(cast, on):
    case = opened(cast)
    address = f"{CASES}{case.pk}/"
    homeroom = by(cast, "homeroom")
    done(cast, "home_visit", dt.date(2026, 11, 1), "help")  # before the case was opened
    page = homeroom.get(address).content.decode()
    assert "做了 0 次，还差 2 次" in page
    assert f"/records/new/home_visit/?student={cast.wang.pk}" in page
    plan = {"concern": "suspected", "stage": "2", "goals": "", "next_step": ""}
    early = homeroom.post(f"{address}plan/", plan)
    assert early.status_code == 422
    assert "走访两次（还差 2 次）、解决一件实事（还差 1 件）" in early.content.decode()
    assert Case.objects.get().stage == 1
    homeroom.post(f"{address}plan/", plan | {"words": "家里已经稳下来了"})
    assert Case.objects.get().stage == 2
    assert "往下走时还没做到：走访两次" in homeroom.get(address).content.decode()
    assert "谈心三次" in homeroom.get(address).content.decode()
    for day in (2, 3, 4):
        done(cast, "heart_talk", dt.date(2026, 11, day))
    on(dt.date(2026, 11, 5))
    assert "做了 3 次</small>" in homeroom.get(address).content.decode()
    assert homeroom.post(f"{address}plan/", plan | {"stage": "3"}).status_code == 302  # no reason
    assert homeroom.post(f"{address}plan/", plan | {"stage": "1"}).status_code == 302  # back
    assert Case.objects.get().stage == 1


@pytest.mark.system("C1")
def test_a_child_has_one_case_at_a_time(cast):
    case = opened(cast)
    again = by(cast, "homeroom").post(f"{CASES}new/", new_case(cast))
    assert again["Location"] == f"{CASES}{case.pk}/"
    assert Case.objects.count() == 1


@pytest.mark.system("C1")
@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"why": " "}, "请写为什么立案。"),
        ({"concern": "bad"}, "请选一种。"),
        ({"student": ""}, "请写是哪个孩子。"),
        ({"responsible": ""}, "请写是哪位老师。"),
        ({"next_step_on": "2036-01-01"}, "这个日期离得太远了"),
        ({"why": "长" * 4001}, "写得太长了"),
    ],
)
def test_what_is_missing_is_told_at_its_field_and_what_was_typed_stays(cast, changed, sentence):
    answer = by(cast, "homeroom").post(f"{CASES}new/", new_case(cast, **changed))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert NEXT in answer.content.decode()
    assert not Case.objects.exists()


@pytest.mark.system("C1")
def test_nobody_opens_a_case_for_a_child_they_do_not_help(cast):
    answer = by(cast, "homeroom").post(f"{CASES}new/", new_case(cast, student=cast.feng.pk))
    assert answer.status_code == 422
    assert by(cast, "teacher").post(f"{CASES}new/", new_case(cast)).status_code == 404
    assert not Case.objects.exists()


@pytest.mark.system("C1")
def test_a_record_that_shows_nothing_closes_nothing(cast):
    case = opened(cast)
    for record in (
        shown(cast, FIRST, bare=True),
        shown(cast, FIRST - dt.timedelta(days=1)),
        shown(cast, FIRST, child=cast.feng),
    ):
        answer = by(cast, "homeroom").post(f"{CASES}{case.pk}/close/", closing(record))
        assert answer.status_code == 422
        assert "请从列表里选一条带照片或文件的记录。" in answer.content.decode()
        actor = member_for(cast.accounts["homeroom"])
        with pytest.raises(services.NoEvidence):
            services.ask_to_close(
                actor=actor, case=case, ground="returned", evidence=record, words="在"
            )
    assert Case.objects.get().state == "open"


@pytest.mark.system("C1")
def test_whoever_asked_cannot_be_the_second_person_whatever_office_they_hold(cast):
    case = opened(cast)
    record = shown(cast, FIRST)
    officer = by(cast, "student_affairs")
    officer.post(f"{CASES}{case.pk}/close/", closing(record))
    assert officer.post(f"{CASES}{case.pk}/confirm/", {}).status_code == 404
    with pytest.raises(services.NotTheSecondPerson):
        services.confirm_closing(actor=member_for(cast.accounts["student_affairs"]), case=case)
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(
            state="closed", closed_by=cast.accounts["student_affairs"], closed_on=FIRST
        )
    by(cast, "secretary").post(f"{CASES}{case.pk}/confirm/", {})
    assert Case.objects.get().state == "closed"


@pytest.mark.system("C1")
def test_the_second_of_two_deeds_finds_what_the_first_did(cast):
    case = opened(cast)
    by(cast, "homeroom").post(f"{CASES}{case.pk}/close/", closing(shown(cast, FIRST)))
    by(cast, "principal").post(f"{CASES}{case.pk}/confirm/", {})
    late = by(cast, "student_affairs").post(
        f"{CASES}{case.pk}/send-back/", {"words": "再看看"}, follow=True
    )
    assert "刚刚有人改过状态" in late.content.decode()
    assert Case.objects.get().state == "closed"
    steps = CaseStep.objects.values_list("kind", flat=True)
    assert "sent_back" not in steps


@pytest.mark.system("C1")
def test_what_is_not_convincing_goes_back_with_a_reason(cast):
    case = opened(cast)
    by(cast, "homeroom").post(f"{CASES}{case.pk}/close/", closing(shown(cast, FIRST)))
    secretary = by(cast, "secretary")
    assert secretary.post(f"{CASES}{case.pk}/send-back/", {}).status_code == 422
    secretary.post(f"{CASES}{case.pk}/send-back/", {"words": "照片看不清"})
    case.refresh_from_db()
    assert (case.state, case.ground, case.evidence) == ("open", "", None)
    assert "照片看不清" in by(cast, "homeroom").get(f"{CASES}{case.pk}/").content.decode()


@pytest.mark.system("C1")
def test_what_shows_that_a_child_is_back_cannot_be_taken_away(cast):
    case = opened(cast)
    record = shown(cast, FIRST)
    homeroom = by(cast, "homeroom")
    homeroom.post(f"{CASES}{case.pk}/close/", closing(record))
    answer = homeroom.post(f"/records/{record.pk}/withdraw/", follow=True)
    assert "个案销号的佐证，不能撤回" in answer.content.decode()
    file = record.evidence.get()
    answer = homeroom.post(f"/records/evidence/{file.pk}/remove/", follow=True)
    assert "文件不能拿掉" in answer.content.decode()
    assert Record.objects.get(pk=record.pk).evidence.count() == 1


@pytest.mark.system("C1")
def test_a_case_is_handed_over_and_who_had_it_stays_on_the_team(cast):
    case = opened(cast)
    homeroom = by(cast, "homeroom")
    answer = homeroom.post(
        f"{CASES}{case.pk}/hand-over/", {"staff": cast.staff["teacher"].pk}, follow=True
    )
    assert "交接好了" in answer.content.decode()
    assert WHY in by(cast, "teacher").get(f"{CASES}{case.pk}/").content.decode()
    assert WHY in homeroom.get(f"{CASES}{case.pk}/").content.decode()  # on the team still
    assert homeroom.get(f"{CASES}{case.pk}/hand-over/").status_code == 404
    (member,) = case.members.all()
    by(cast, "teacher").post(f"{CASES}{case.pk}/team/{member.pk}/leave/")
    page = homeroom.get(f"{CASES}{case.pk}/").content.decode()
    assert WHY not in page
    assert "由责任人和成员来看" in page


@pytest.mark.system("C1")
def test_the_responsible_person_is_told_who_read_it(cast):
    case = opened(cast)
    by(cast, "principal").get(f"{CASES}{case.pk}/")
    by(cast, "principal").get(f"{CASES}{case.pk}/")
    by(cast, "secretary").get(f"{CASES}{case.pk}/")  # sees no words: no reading
    page = by(cast, "homeroom").get(f"{CASES}{case.pk}/").content.decode()
    assert "谁看过" in page
    assert CaseReading.objects.get().by == cast.accounts["principal"]
    assert "谁看过" not in by(cast, "principal").get(f"{CASES}{case.pk}/").content.decode()


@pytest.mark.system("C1")
def test_the_ledgers_leave_the_house_with_a_reason_and_a_row_in_the_log(cast):
    opened(cast)
    officer = by(cast, "student_affairs")
    assert officer.post(LEDGER, {"reason": " "}).status_code == 422
    answer = officer.post(LEDGER, {"reason": "报县教育局"})
    book = load_workbook(io.BytesIO(answer.content))
    assert book.sheetnames == ["月报", "近六个月", "适龄儿童台账", "疑似失学台账", "失学辍学台账"]
    names = [row[1] for row in book["疑似失学台账"].iter_rows(min_row=2, values_only=True)]
    assert names == [cast.wang.name]
    assert book["失学辍学台账"].max_row == 1
    cells = [str(cell) for sheet in book for row in sheet.values for cell in row]
    assert not any(WHY in cell or NEXT in cell for cell in cells)
    entry = LogEntry.objects.get(additional_data__deed="export_ledgers")
    assert entry.additional_data["reason"] == "报县教育局"


@pytest.mark.system("C1")
@pytest.mark.parametrize("month", ["", "2026-13", "9999-01", "nonsense", "2027-01"])
def test_a_month_that_is_none_is_the_present_one(cast, month):
    page = by(cast, "principal").get(f"{LEDGER}?month={month}&rows=nonsense")
    assert page.context["month"].key == "2026-11"


@pytest.mark.system("C1")
def test_the_home_page_says_which_next_step_is_due_and_what_waits_for_a_second(cast, on):
    case = opened(cast)
    due = "你负责的个案里，有 1 份的下一步到日子了。"
    waits = "有 1 份个案等第二个人核实销号。"
    assert due not in by(cast, "homeroom").get("/").content.decode()
    on(dt.date(2026, 11, 10))
    assert due in by(cast, "homeroom").get("/").content.decode()
    assert due not in by(cast, "principal").get("/").content.decode()
    by(cast, "principal").post(f"{CASES}{case.pk}/close/", closing(shown(cast, FIRST)))
    assert waits in by(cast, "secretary").get("/").content.decode()
    assert waits not in by(cast, "principal").get("/").content.decode()  # who asked
    assert waits not in by(cast, "homeroom").get("/").content.decode()
