"""The aid fund: one asks, another pays; nothing below zero, nothing deleted, nobody named."""

from __future__ import annotations

import datetime as dt
import io
from decimal import Decimal

import docx
import pytest
from auditlog.models import LogEntry
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from qingshan.care.fund import notice_views
from qingshan.care.fund.books import in_capitals
from qingshan.care.models import FundEntry, FundNotice, FundPayment
from qingshan.exchange.dumping import dump
from qingshan.exchange.loading import load
from qingshan.people.models import Staff, Student
from qingshan.school import membership
from tests.care.cases_ground import by
from tests.care.cases_ground import opened as case_opened
from tests.care.fund_ground import FUND, TODAY, WHY, asked, balance, given, paid, request_for
from tests.cast import add_student

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on(monkeypatch):
    def turn(day: dt.date) -> None:
        for module in (membership, notice_views):
            monkeypatch.setattr(module.timezone, "localdate", lambda: day)

    turn(TODAY)
    return turn


def text(cast, who: str, address: str) -> str:
    return by(cast, who).get(address, follow=True).content.decode()


@pytest.mark.system("C8")
def test_one_asks_another_pays_and_both_are_named(cast):
    given(cast, 500)
    payment = asked(cast)
    assert balance(cast) == 500  # asking moves nothing
    assert "等你核实发放" in text(cast, "principal", FUND)
    assert "等你核实发放" not in text(cast, "homeroom", FUND)
    assert paid(cast, payment).status_code == 302
    payment.refresh_from_db()
    entry = payment.entry
    assert entry is not None
    assert (entry.amount, entry.date, entry.number) == (Decimal("100.50"), TODAY, "2026-00001")
    assert (entry.debit, entry.credit) == ("support", "cash")
    assert balance(cast) == Decimal("399.50")
    page = text(cast, "secretary", f"{FUND}entries/{entry.pk}/")
    for words in ("王同学", "壹佰元伍角整", "周老师", "赵校长", "2026-00001"):
        assert words in page
    told = LogEntry.objects.filter(additional_data__deed="pay_support")
    assert {row.actor for row in told} == {cast.accounts["principal"]}


@pytest.mark.system("C8")
def test_who_asked_cannot_pay_whatever_the_office(cast):
    given(cast, 500)
    payment = asked(cast, "principal")
    assert paid(cast, payment, "principal").status_code == 404
    assert paid(cast, payment, "homeroom").status_code == 404
    assert paid(cast, payment, "administrator").status_code == 404
    assert not FundEntry.objects.filter(kind="support").exists()
    assert paid(cast, payment, "student_affairs").status_code == 302
    with pytest.raises(IntegrityError), transaction.atomic():
        FundPayment.objects.filter(pk=payment.pk).update(decided_by=cast.accounts["principal"])


@pytest.mark.system("C8")
def test_the_fund_never_sinks_below_zero(cast):
    given(cast, 100)
    payment = asked(cast)
    answer = paid(cast, payment)
    assert answer.status_code == 422
    assert "账上只有 100.00 元" in answer.content.decode()
    assert balance(cast) == 100
    given(cast, "0.50")
    assert paid(cast, payment).status_code == 302
    assert balance(cast) == 0


@pytest.mark.system("C8")
def test_what_is_dated_later_is_not_there_yet_and_what_goes_later_is_gone_already(cast):
    given(cast, 200, TODAY + dt.timedelta(days=1))
    assert paid(cast, asked(cast)).status_code == 422


@pytest.mark.system("C8")
def test_a_request_is_decided_once(cast):
    given(cast, 500)
    payment = asked(cast)
    paid(cast, payment)
    again = by(cast, "secretary").post(
        f"{FUND}payments/{payment.pk}/pay/", {"words": ""}, follow=True
    )
    assert "刚刚有人办过" in again.content.decode()
    assert FundEntry.objects.filter(kind="support").count() == 1


@pytest.mark.system("C8")
def test_a_request_is_refused_with_a_reason_or_taken_back(cast):
    first, second = asked(cast), asked(cast)
    principal = by(cast, "principal")
    assert principal.post(f"{FUND}payments/{first.pk}/refuse/", {}).status_code == 422
    principal.post(f"{FUND}payments/{first.pk}/refuse/", {"words": "先走低保"})
    assert "先走低保" in text(cast, "homeroom", f"{FUND}payments/{first.pk}/")
    assert principal.post(f"{FUND}payments/{second.pk}/take-back/").status_code == 404
    by(cast, "homeroom").post(f"{FUND}payments/{second.pk}/take-back/")
    states = set(FundPayment.objects.values_list("state", flat=True))
    assert states == {"refused", "taken_back"}


@pytest.mark.system("C8")
@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"amount": "0"}, "要大于 0"),
        ({"amount": "1.005"}, "不到一分"),
        ({"amount": "很多"}, "很多"),
        ({"amount": ""}, "请写金额。"),
        ({"purpose": "x"}, "请选一种。"),
        ({"student": ""}, "请写是哪个孩子。"),
    ],
)
def test_what_is_wrong_is_told_at_its_field_and_the_words_stay(cast, changed, sentence):
    answer = by(cast, "homeroom").post(f"{FUND}ask/", request_for(cast, **changed))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert WHY in answer.content.decode()
    assert not FundPayment.objects.exists()


@pytest.mark.system("C8")
def test_nobody_asks_for_a_child_they_do_not_help(cast):
    answer = by(cast, "homeroom").post(f"{FUND}ask/", request_for(cast, student=cast.feng.pk))
    assert answer.status_code == 422
    assert by(cast, "teacher").post(f"{FUND}ask/", request_for(cast)).status_code == 404
    assert not FundPayment.objects.exists()


@pytest.mark.system("C8")
def test_a_donation_has_a_receipt_on_the_page_and_in_word(cast):
    told = {"giver": "白城校友会", "amount": "10000.05", "date": "2026-11-20", "note": "冬衣"}
    client = by(cast, "administrator")
    answer = client.post(f"{FUND}give/", told)
    page = client.get(answer["Location"]).content.decode()
    for words in ("捐赠收据", "白城校友会", "壹万元零伍分", "2026-00001", "冬衣"):
        assert words in page
    paper = client.get(f"{answer['Location']}paper/")
    document = docx.Document(io.BytesIO(paper.content))
    written = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "捐赠人：白城校友会" in written
    assert "人民币壹万元零伍分" in written
    assert client.post(f"{FUND}give/", told | {"date": "2026-12-01"}).status_code == 422


@pytest.mark.system("C8")
def test_a_sheet_that_is_sent_twice_counts_once(cast):
    once = {"once": "5b0c0cf4-54a5-4f5a-9be2-2fd2fbbb0d55"}
    told = {"giver": "老周", "amount": "50", "date": "2026-11-20"} | once
    client = by(cast, "principal")
    first, second = client.post(f"{FUND}give/", told), client.post(f"{FUND}give/", told)
    assert first["Location"] == second["Location"]
    assert balance(cast) == 50
    asked(cast, **once)
    asked(cast, **once)
    assert FundPayment.objects.count() == 1


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("0.05", "伍分"),
        ("0.30", "叁角整"),
        ("10", "壹拾元整"),
        ("105.20", "壹佰零伍元贰角整"),
        ("1010.01", "壹仟零壹拾元零壹分"),
        ("20000", "贰万元整"),
        ("100003.40", "壹拾万零叁元肆角整"),
        ("50001000", "伍仟万壹仟元整"),
        ("100000001", "壹亿零壹元整"),
    ],
)
def test_amounts_in_capitals(amount, words):
    assert in_capitals(Decimal(amount)) == words


@pytest.mark.system("C8")
def test_a_mistake_is_taken_back_by_another_person_and_stays_in_the_books(cast):
    given(cast, 500)
    paid(cast, asked(cast))
    entry = FundEntry.objects.get(kind="support")
    reversing = f"{FUND}entries/{entry.pk}/reverse/"
    assert by(cast, "principal").get(reversing).status_code == 404  # who paid it
    secretary = by(cast, "secretary")
    assert secretary.post(reversing, {"words": ""}).status_code == 422
    secretary.post(reversing, {"words": "发重了，奶奶退回来了"})
    made = FundEntry.objects.get(reverses=entry)
    assert (made.debit, made.credit, made.net) == ("cash", "support", Decimal("-100.50"))
    assert balance(cast) == 500
    assert "冲正" in text(cast, "secretary", f"{FUND}entries/{entry.pk}/")
    for one in (entry, made):
        address = f"{FUND}entries/{one.pk}/reverse/"
        assert by(cast, "student_affairs").get(address).status_code == 404
    figures = by(cast, "principal").get("/indicators/care.funds_yuan/").content.decode()
    assert ">0.00" in figures


@pytest.mark.system("C8")
def test_a_donation_that_is_spent_cannot_be_taken_back(cast):
    gift = given(cast, 100)
    paid(cast, asked(cast, amount="60"))
    answer = by(cast, "secretary").post(f"{FUND}entries/{gift.pk}/reverse/", {"words": "记错了"})
    assert answer.status_code == 422
    assert "账上只有 40.00 元" in answer.content.decode()
    assert balance(cast) == 40


@pytest.mark.system("C8")
def test_the_workbook_carries_reversals_and_loading_it_again_changes_nothing(cast, tmp_path):
    for model in (Staff, Student):
        model.objects.update(id_number="")  # those of the cast are none that a workbook may hold
    given(cast, 500, who="administrator")
    paid(cast, asked(cast))
    entry = FundEntry.objects.get(kind="support")
    out = tmp_path / "school.xlsx"
    dump(cast.school, out)
    assert "冲正" not in [cell.value for cell in load_workbook(out)["资金"][1]]
    by(cast, "secretary").post(f"{FUND}entries/{entry.pk}/reverse/", {"words": "发重了"})
    dump(cast.school, out)
    rows = [row[2:] for row in load_workbook(out)["资金"].iter_rows(min_row=2, values_only=True)]
    assert [(row[0], row[-1]) for row in rows] == [(500, None), (100.5, None), (100.5, "是")]
    outcome = load(out)
    assert outcome.ok, outcome.problems
    assert (outcome.counts["资金"].created, outcome.counts["资金"].unchanged) == (0, 3)
    FundPayment.objects.all().delete()
    FundEntry.objects.exclude(reverses=None).delete()
    FundEntry.objects.all().delete()
    assert load(out).counts["资金"].created == 3
    assert balance(cast) == 500


@pytest.mark.system("C8")
def test_a_public_list_says_what_was_paid_and_not_to_whom(cast, on):
    given(cast, 1000)
    paid(cast, asked(cast))
    wrong = asked(cast, amount="77.77")
    paid(cast, wrong)
    wrong.refresh_from_db()
    by(cast, "secretary").post(f"{FUND}entries/{wrong.entry.pk}/reverse/", {"words": "发错"})
    FundEntry.objects.create(  # as a workbook has it: a note in which anything may stand
        school=cast.school,
        date=TODAY,
        kind="support",
        amount=20,
        student=cast.wang,
        note="给王同学买药",
    )
    secretary = by(cast, "secretary")
    answer = secretary.post(
        f"{FUND}notices/", {"first": "2026-11-01", "last": "2026-11-24"}, follow=True
    )
    notice = FundNotice.objects.get()
    address = f"{FUND}public/{notice.token}/"
    assert address in answer.content.decode()
    seen = Client().get(address)
    page = seen.content.decode()
    for words in ("学习用品", "家庭经济困难", "100.50", "20.00", "困难学生"):
        assert words in page
    assert "77.77" not in page
    child = cast.wang
    for word in (child.name, "买药", child.number, child.id_number, child.phone, child.address):
        assert word not in page
    assert "2016" not in page  # born
    assert WHY not in page
    assert "noindex" in seen["X-Robots-Tag"]
    on(TODAY + dt.timedelta(days=7))
    assert Client().get(address).status_code == 200
    on(TODAY + dt.timedelta(days=8))
    assert Client().get(address).status_code == 404
    assert "撤下了" in text(cast, "secretary", f"{FUND}notices/")


@pytest.mark.system("C8")
def test_a_public_list_is_taken_down_and_stays_up_as_long_as_the_school_sets(cast):
    principal = by(cast, "principal")
    refused = principal.post(f"{FUND}notices/days/", {"days": "60"}, follow=True)
    assert "请写 5 到 30 之间的天数。" in refused.content.decode()
    principal.post(f"{FUND}notices/days/", {"days": "10"})
    principal.post(f"{FUND}notices/", {"first": "2026-11-01", "last": "2026-11-24"})
    notice = FundNotice.objects.get()
    assert notice.until == TODAY + dt.timedelta(days=10)
    principal.post(f"{FUND}notices/{notice.pk}/down/")
    assert Client().get(f"{FUND}public/{notice.token}/").status_code == 404
    wrong = principal.post(f"{FUND}notices/", {"first": "2026-11-20", "last": "2026-11-02"})
    assert "结束的那天在开始之前了。" in wrong.content.decode()
    assert not Client().get(f"{FUND}public/none/").content.decode().count("公示到")


@pytest.mark.system("C8")
@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("principal", True),
        ("secretary", True),
        ("student_affairs", True),
        ("homeroom", True),
        ("administrator", False),
        ("group_head", False),
        ("teacher", False),
        ("county_officer", False),
        ("other_school", False),
        ("stranger", False),
    ],
)
def test_the_words_of_a_request_are_for_who_helps_the_child_and_who_pays(cast, who, sees):
    payment = asked(cast)
    client = by(cast, who)
    answer = client.get(f"{FUND}payments/{payment.pk}/")
    assert (answer.status_code == 200) is sees
    assert (WHY in answer.content.decode()) is sees
    for address in (FUND, f"{FUND}payments/", f"{FUND}entries/", f"/search/?q={WHY}"):
        page = client.get(address).content.decode()
        assert WHY not in page.replace(f'value="{WHY}"', "").replace(f"“{WHY}”", "")
    with connection.cursor() as cursor:
        for table in ("care_fundpayment", "auditlog_logentry"):
            cursor.execute(f"SELECT * FROM {table}")
            assert WHY not in repr(cursor.fetchall())


@pytest.mark.system("C8", "C4")
def test_a_payment_stands_on_the_timeline_of_the_childs_case_and_on_the_childs_page(cast):
    given(cast, 500)
    case = case_opened(cast)
    paid(cast, asked(cast))
    entry = FundEntry.objects.get(kind="support")
    page = text(cast, "homeroom", f"/care/cases/{case.pk}/")
    assert "帮扶金 100.50 元" in page
    assert f"{FUND}entries/{entry.pk}/" in page
    assert f"{FUND}ask/?student={cast.wang.pk}" in text(
        cast, "homeroom", f"/people/students/{cast.wang.pk}/"
    )


@pytest.mark.system("C8")
@pytest.mark.parametrize("page", ["", "entries/", "payments/", "notices/"])
def test_a_page_costs_the_same_for_one_row_and_for_thirty(cast, page):
    given(cast, 9000)
    client = by(cast, "principal")

    def grown(number: int) -> int:
        for n in range(number):
            child = add_student(cast.school, cast.class_31, f"H{n}{number}", f"丁{n}")
            payment = FundPayment.objects.create(
                school=cast.school,
                student=child,
                amount=10,
                purpose="living",
                need="family",
                asked_by=cast.accounts["homeroom"],
                asked_on=TODAY,
            )
            if n % 2:
                paid(cast, payment)
            FundNotice.objects.create(
                school=cast.school,
                token=f"{n}-{number}",
                first=TODAY,
                last=TODAY,
                posted_on=TODAY,
                posted_by=cast.accounts["principal"],
                until=TODAY + dt.timedelta(days=7),
            )
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(f"{FUND}{page}").status_code == 200
        return len(queries)

    client.get(f"{FUND}{page}")
    assert grown(2) == grown(30)
