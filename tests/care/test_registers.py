"""Registers compared in the browser: put in, looked through, decided, forgotten."""

from __future__ import annotations

import datetime as dt
import io
import re

import pytest
from auditlog.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from qingshan.care.models import RegisterDoubt, RegisterRow, RegisterRun, RegisterVerdict
from qingshan.care.registers import work
from qingshan.care.registers.retention import rows_of_registers, scrub
from qingshan.exchange import working
from tests.crosscheck.ground import child, write

NAMES = ["赵一鸣", "钱多福", "孙小雨", "李青松", "周晓月", "吴海波", "郑爱民"]
DOUBTFUL = {
    "身份证件号": "",
    "监护人姓名": "包青山",
    "出生日期": "2012-05-20",
    "联系电话": "15804310099",
}


def crowd():
    return [child(n, name) for n, name in enumerate(NAMES, start=1)]


@pytest.fixture
def officer(client, cast, settings, tmp_path, monkeypatch):
    settings.QINGSHAN_HOME = tmp_path / "home"
    monkeypatch.setattr(working, "run_deed", lambda deed: deed())
    return cast.sign_in(client, "student_affairs")


@pytest.fixture
def put_in(officer, tmp_path):
    """Puts registers in through the page; returns the run."""

    def deed(population, roll, present=None, *, encoding="utf-8") -> RegisterRun:
        registers = {
            "population": population,
            "roll": roll,
            "present": roll if present is None else present,
        }
        files = {}
        for key, rows in registers.items():
            path = write(tmp_path / key, rows, home=key == "population", encoding=encoding)
            files[key] = SimpleUploadedFile(f"{key}.csv", path.read_bytes())
        answer = officer.post(reverse("care:register_list"), files)
        assert answer.status_code == 302, answer.context["form"].errors
        return RegisterRun.objects.latest("pk")

    return deed


def page(client, name, *args, **query):
    return client.get(reverse(f"care:{name}", args=args), query)


@pytest.mark.system("C1")
def test_registers_are_put_in_and_each_missing_child_stands_in_a_list(put_in, officer, cast):
    rows = crowd()
    rows[0] |= {"姓名": cast.wang.name, "出生日期": cast.wang.birth_date.isoformat()}
    run = put_in([*rows, child(20, "冯春生")], rows, rows[1:])
    assert run.state == RegisterRun.State.DONE
    text = page(officer, "register_run", run.pk).content.decode()
    assert "有户籍没学籍" in text
    text = page(officer, "register_rows", run.pk, "not_enrolled").content.decode()
    assert "冯春生" in text
    assert "学籍名册" in text
    text = page(officer, "register_rows", run.pk, "dropouts").content.decode()
    assert cast.wang.name in text
    assert "本校" in text
    row = RegisterRow.objects.get(run=run, listed="dropouts")
    text = page(officer, "register_row", row.pk).content.decode()
    assert f"{reverse('care:case_new')}?student={cast.wang.pk}" in text


def test_nothing_of_the_files_is_left(put_in, settings):
    run = put_in(crowd(), crowd())
    assert run.folder == ""
    assert list((settings.QINGSHAN_HOME / "registers").iterdir()) == []
    assert list((settings.QINGSHAN_HOME / "exchange").iterdir()) == []


def test_a_refused_register_is_named_as_the_person_knows_it(put_in, officer):
    rows = crowd()
    rows[3]["编号"] = "1"
    run = put_in(crowd(), rows)
    text = page(officer, "register_run", run.pk).content.decode()
    assert "学籍（roll.csv）第 5 行：编号 1 重复了" in text


def test_a_form_without_files_says_which(officer):
    answer = officer.post(reverse("care:register_list"), {})
    assert answer.status_code == 422
    assert "请选户籍的文件" in answer.content.decode()


def test_a_row_says_its_cells_only_sealed_and_each_reading_is_noted(put_in, officer):
    run = put_in([*crowd(), child(20, "冯春生")], crowd())
    row = RegisterRow.objects.get(run=run)
    with connection.cursor() as cursor:
        cursor.execute("SELECT cells, why FROM care_registerrow")
        assert all("2012" not in cell for line in cursor.fetchall() for cell in line)
    text = page(officer, "register_row", row.pk).content.decode()
    assert row.columns()["身份证件号"] in text
    assert LogEntry.objects.filter(additional_data__deed="read_register_row").count() == 1


def doubtful(put_in):
    roll = crowd()
    roll[2] |= DOUBTFUL
    run = put_in(crowd(), roll)
    return run, RegisterDoubt.objects.get(run=run)


def test_what_is_marked_says_something_else_and_not_only_typed_otherwise(put_in, officer):
    roll = crowd()
    roll[2] |= DOUBTFUL | {"编号": "93", "姓名": "孙　小雨"}
    run = put_in(crowd(), roll)
    text = page(officer, "register_review", run.pk).content.decode()
    assert "孙　小雨" in text
    marked = set(re.findall(r'<tr class="differs"><th scope="row">([^<]+)', text))
    assert marked == {"出生日期", "监护人姓名", "联系电话"}


def test_a_pair_is_decided_and_the_next_run_remembers(put_in, officer):
    run, doubt = doubtful(put_in)
    text = page(officer, "register_review", run.pk).content.decode()
    assert "包青山" in text
    assert "differs" in text
    told = {"doubt": doubt.pk, "verdict": "same"}
    officer.post(reverse("care:register_review", args=[run.pk]), told)
    assert RegisterVerdict.objects.get().is_same
    assert "都看完了" in page(officer, "register_review", run.pk).content.decode()
    assert not RegisterRow.objects.filter(run=run, listed="not_enrolled", is_settled=False).exists()

    moved = [row | {"编号": str(int(row["编号"]) + 70)} for row in crowd()]
    moved[2] |= DOUBTFUL
    again = put_in(crowd(), list(reversed(moved)))
    assert again.doubts.count() == 0
    assert again.counts["not_enrolled"] == 0


def test_a_pair_that_is_two_children_stays_two(put_in, officer):
    run, doubt = doubtful(put_in)
    told = {"doubt": doubt.pk, "verdict": "different"}
    officer.post(reverse("care:register_review", args=[run.pk]), told)
    roll = crowd()
    roll[2] |= DOUBTFUL
    again = put_in(crowd(), roll)
    assert again.doubts.count() == 0
    assert again.counts["not_enrolled"] == 1


def test_a_pair_may_wait(put_in, officer):
    run, doubt = doubtful(put_in)
    officer.post(reverse("care:register_review", args=[run.pk]), {"doubt": doubt.pk})
    assert not RegisterVerdict.objects.exists()


def test_the_lists_leave_the_house_for_a_reason(put_in, officer):
    run = put_in([*crowd(), child(20, "=冯春生")], crowd())
    where = reverse("care:register_export", args=[run.pk])
    assert officer.post(where, {"reason": ""}).status_code == 422
    answer = officer.post(where, {"reason": "报县教育局"})
    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    assert book["有户籍没学籍"]["B2"].value == "'=冯春生"
    entry = LogEntry.objects.get(additional_data__deed="export_registers")
    assert entry.additional_data["reason"] == "报县教育局"


def test_a_run_is_forgotten_at_once_and_the_decisions_stay(put_in, officer):
    run, doubt = doubtful(put_in)
    officer.post(
        reverse("care:register_review", args=[run.pk]), {"doubt": doubt.pk, "verdict": "same"}
    )
    officer.post(reverse("care:register_forget", args=[run.pk]))
    assert not RegisterRow.objects.exists()
    assert not RegisterDoubt.objects.exists()
    assert RegisterVerdict.objects.count() == 1


def test_a_run_that_was_cut_off_says_so_and_leaves_nothing(put_in, officer, monkeypatch, settings):
    monkeypatch.setattr(working, "run_deed", lambda deed: None)
    run = put_in(crowd(), crowd())
    assert (settings.QINGSHAN_HOME / "registers" / run.folder).exists()
    monkeypatch.setattr("qingshan.exchange.progress.SILENCE", -1.0)
    assert "中断了" in page(officer, "register_run", run.pk).content.decode()
    work.sweep()
    run.refresh_from_db()
    assert run.state == RegisterRun.State.FAILED


def test_old_lists_are_forgotten(put_in):
    put_in([*crowd(), child(20, "冯春生")], crowd())
    assert scrub(before=dt.date(2000, 1, 1)) == 0
    assert scrub(before=dt.date(2100, 1, 1)) == 1
    assert RegisterRun.objects.count() == 1


def test_the_common_job_lets_go_of_doubtful_pairs_of_one_school_alone(put_in):
    run, _ = doubtful(put_in)
    late = dt.date(2100, 1, 1)
    RegisterRow.objects.all().delete()
    assert rows_of_registers(run.school_id + 1, late, dry_run=False) == 0
    assert rows_of_registers(run.school_id, late, dry_run=True) == 1
    assert rows_of_registers(run.school_id, late, dry_run=False) == 1
    assert not RegisterDoubt.objects.exists()


def test_the_list_costs_the_same_for_one_and_for_thirty(officer, cast):
    run = RegisterRun.objects.create(
        school=cast.school, account=cast.accounts["student_affairs"], state="done"
    )

    def rows(first: int, last: int) -> None:
        RegisterRow.objects.bulk_create(
            RegisterRow(
                school=cast.school,
                run=run,
                listed="dropouts",
                place=n,
                number=str(n),
                name="某某",
                cells="{}",
                why="没有。",
            )
            for n in range(first, last)
        )

    def cost() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            page(officer, "register_rows", run.pk, "dropouts")
            page(officer, "register_run", run.pk)
        return len(queries)

    rows(1, 2)
    cost()
    one = cost()
    rows(2, 31)
    assert cost() == one


def test_two_people_cannot_decide_for_another_school(put_in, officer, cast, client):
    run, doubt = doubtful(put_in)
    cast.sign_in(client, "other_school")
    where = reverse("care:register_review", args=[run.pk])
    assert client.post(where, {"doubt": doubt.pk, "verdict": "same"}).status_code == 404
    assert not RegisterVerdict.objects.exists()
