"""Bringing a workbook in through the pages: check, mend, load."""

from __future__ import annotations

import datetime as dt
import io
import os
import threading
import time
from typing import TYPE_CHECKING

import pytest
from auditlog.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from qingshan.access.models import Account
from qingshan.exchange import services, storage, working
from qingshan.exchange.models import LoadProblem, LoadRun
from qingshan.exchange.progress import Worker, progress_of
from qingshan.exchange.retention import scrub
from qingshan.people.models import Student
from qingshan.school.models import Appointment, School
from tests.cast import add_student
from tests.exchange.books import a_school, spoiled, write

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_once")]
HOME = "/exchange/"


def ours(cast: Cast, sheets=None):
    """The workbook of the cast's own school."""
    sheets = sheets or a_school()
    sheets["学校"][1][1], sheets["学校"][2][1] = cast.school.name, cast.school.code
    return sheets


@pytest.fixture
def put_in(client, tmp_path: Path):
    def deed(sheets, name: str = "school.xlsx"):
        content = write(tmp_path / "given.xlsx", sheets).read_bytes()
        return client.post(HOME, {"file": SimpleUploadedFile(name, content)})

    return deed


@pytest.fixture
def principal(client, cast):
    return cast.sign_in(client, "principal")


def page(client, answer) -> str:
    return client.get(answer["Location"]).content.decode()


def test_a_workbook_is_checked_then_loaded_by_one_more_press(principal, cast, put_in):
    answer = put_in(ours(cast))
    run = LoadRun.objects.get()
    shown = page(principal, answer)
    assert "可以载入" in shown
    assert Student.objects.filter(number="G1").count() == 0
    begun = principal.post(reverse("exchange:load_begin", args=[run.pk]))
    shown = page(principal, begun)
    assert "载入好了" in shown
    assert "<td" in shown
    assert Student.objects.get(number="G1").school == cast.school
    run.refresh_from_db()
    assert (run.state, run.file) == ("loaded", "")
    assert [p.name for p in storage.room().iterdir()] == []
    deeds = list(LogEntry.objects.values_list("additional_data__deed", flat=True))
    assert deeds.count("load_workbook") == 1
    assert LogEntry.objects.filter(actor=cast.accounts["principal"]).exists()


@pytest.mark.system("C1")
def test_children_who_are_not_in_a_new_years_workbook_are_told_and_may_be_let_go(
    principal, cast, put_in
):
    sheets = ours(cast)
    told = ["王同学", "男", "2016-05-06", None, None, "三年级", "C31", None, None, None]
    sheets["学生"].append(["G2001", *told])
    run_page = put_in(sheets)["Location"]
    begun = principal.post(reverse("exchange:load_begin", args=[LoadRun.objects.get().pk]))
    assert begun["Location"] == run_page
    assert "名册里有 1 个在校的孩子，这份工作簿里没有" in page(principal, begun)
    assert Student.objects.get(pk=cast.feng.pk).left_on is None
    where = reverse("people:student_unlisted")
    shown = principal.get(where).content.decode()
    assert ("冯同学" in shown, "王同学" in shown) == (True, False)
    assert f'value="{cast.feng.pk}" checked' not in shown
    day = timezone.localdate().isoformat()
    deed = {"on": day, "how": "graduated", "children": [cast.feng.pk]}
    principal.post(where, deed)
    assert Student.objects.get(pk=cast.feng.pk).left_how == "graduated"
    assert "冯同学" not in principal.get(where).content.decode()


def test_a_workbook_with_a_few_new_children_says_nothing_of_the_others(principal, cast, put_in):
    for number in range(8):
        add_student(cast.school, cast.class_31, f"G30{number}", f"孩子{number}")
    put_in(ours(cast))
    begun = principal.post(reverse("exchange:load_begin", args=[LoadRun.objects.get().pk]))
    assert "这份工作簿里没有" not in page(principal, begun)


@pytest.mark.system("C1")
def test_of_the_few_whom_a_small_workbook_brings_it_says_that_they_are_here(
    principal, cast, put_in
):
    for number in range(8):
        add_student(cast.school, cast.class_31, f"G30{number}", f"孩子{number}")
    asked = ["G2001", "G300"]
    Student.objects.filter(number__in=asked).update(unlisted_on=timezone.localdate())
    sheets = ours(cast)
    told = ["王同学", "男", "2016-05-06", None, None, "三年级", "C31", None, None, None]
    sheets["学生"].append(["G2001", *told])
    put_in(sheets)
    principal.post(reverse("exchange:load_begin", args=[LoadRun.objects.get().pk]))
    shown = principal.get(reverse("people:student_unlisted")).content.decode()
    assert ("王同学" in shown, "孩子0" in shown) == (False, True)


def test_pressing_twice_loads_once(principal, cast, put_in, monkeypatch):
    put_in(ours(cast))
    run = LoadRun.objects.get()
    begun = []
    monkeypatch.setattr(working, "run_deed", begun.append)
    for _ in range(2):
        principal.post(reverse("exchange:load_begin", args=[run.pk]))
    assert len(begun) == 1


def test_problems_stand_beside_their_rows_and_the_marked_workbook_can_be_taken(
    principal, cast, put_in
):
    sheets = ours(cast, spoiled("学生", 3, "性别", "不详"))
    sheets["记录"][1][2] = "串门"
    answer = put_in(sheets, "名册.xlsx")
    shown = page(principal, answer)
    assert "有 2 处要改" in shown
    assert "学生 第 3 行 性别" in shown.replace("\N{NO-BREAK SPACE}", " ")
    assert "不详" in shown
    only = principal.get(answer["Location"], {"sheet": "记录"}).content.decode()
    assert "记录 第 2 行 类型" in only.replace("\N{NO-BREAK SPACE}", " ")
    assert "不详" not in only
    run = LoadRun.objects.get()
    marked = principal.get(reverse("exchange:marked_download", args=[run.pk]))
    book = load_workbook(io.BytesIO(b"".join(marked.streaming_content)))
    assert "不详" in book["学生"].cell(3, book["学生"].max_column).value
    assert Student.objects.filter(number="G1").count() == 0
    principal.post(reverse("exchange:load_begin", args=[run.pk]))
    run.refresh_from_db()
    assert run.state == "refused"


def test_the_marked_workbook_can_be_asked_for_while_it_is_being_made(
    principal, cast, put_in, monkeypatch
):
    put_in(ours(cast, spoiled("学生", 3, "性别", "不详")))
    run = LoadRun.objects.get()
    marked = storage.beside(run.file, storage.MARKED)
    marked.unlink()
    mark, asked = services.write_marked, []

    def interrupted(*words):
        mark(*words)
        if not asked:
            asked.append(None)
            services.marked_workbook(run)

    monkeypatch.setattr(services, "write_marked", interrupted)
    answer = principal.get(reverse("exchange:marked_download", args=[run.pk]))
    assert load_workbook(io.BytesIO(b"".join(answer.streaming_content))).sheetnames
    assert asked
    beside_it = {path.name for path in marked.parent.glob(f"{run.file.removesuffix('.xlsx')}*")}
    assert beside_it == {run.file, marked.name}


def test_problems_are_paged_in_the_database(principal, cast, put_in):
    def queries(rows: int) -> int:
        LoadRun.objects.all().delete()
        sheets = ours(cast)
        sheets["记录"] += [[f"X{n}", "昨天", "家访", "T001", "G1"] for n in range(rows)]
        answer = put_in(sheets)
        principal.get(answer["Location"])
        with CaptureQueriesContext(connection) as asked:
            principal.get(answer["Location"])
        return len(asked)

    assert queries(1) == queries(300)
    assert LoadProblem.objects.count() == 300


def test_a_workbook_of_another_school_is_refused(principal, put_in):
    shown = page(principal, put_in(a_school()))
    assert "别的学校" in shown
    assert not School.objects.filter(code="3122000777").exists()


def test_what_is_no_workbook_is_told_in_words(principal, client):
    answer = client.post(HOME, {"file": SimpleUploadedFile("a.xlsx", b"%PDF-1.7")})
    shown = page(principal, answer)
    assert "PDF" in shown
    run = LoadRun.objects.get()
    assert client.get(reverse("exchange:marked_download", args=[run.pk])).status_code == 404


def test_no_file_or_too_large_a_one_is_told_on_the_page(principal, client, monkeypatch):
    assert client.post(HOME, {}).status_code == 422
    monkeypatch.setattr("qingshan.exchange.forms.LARGEST", 3)
    answer = client.post(HOME, {"file": SimpleUploadedFile("a.xlsx", b"1234")})
    assert answer.status_code == 422
    assert LoadRun.objects.count() == 0


def test_the_page_asks_for_itself_while_a_run_is_at_work(principal, cast, put_in, monkeypatch):
    monkeypatch.setattr(working, "run_deed", lambda deed: None)
    put_in(ours(cast))
    run = LoadRun.objects.get()
    address = reverse("exchange:load_run", args=[run.pk])
    with Worker(run.file) as worker:
        worker.tell("核对“学生”", 3, 12)
        shown = principal.get(address, headers={"HX-Request": "true", "HX-Target": "run"})
    text = shown.content.decode()
    assert "核对“学生”，3 / 12" in text
    assert 'hx-trigger="every 1s"' in text
    assert "<html" not in text


def test_a_run_that_fell_silent_says_that_nothing_was_written(principal, cast, put_in, monkeypatch):
    monkeypatch.setattr(working, "run_deed", lambda deed: None)
    put_in(ours(cast))
    run = LoadRun.objects.get()
    worker = Worker(run.file)
    worker.tell("写入“记录”", 3, 12)
    old = time.time() - 100
    os.utime(worker.path, (old, old))
    shown = principal.get(reverse("exchange:load_run", args=[run.pk])).content.decode()
    assert "中断了，什么都没有写入" in shown
    assert "every 1s" not in shown
    assert not progress_of("none.xlsx", begun=old).alive


def test_a_failure_of_ours_is_told_and_writes_nothing(principal, cast, put_in, monkeypatch):
    put_in(ours(cast))

    def fails(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("qingshan.exchange.loading.apply", fails)
    monkeypatch.setattr(services.log, "exception", lambda *_: None)
    run = LoadRun.objects.get()
    shown = page(principal, principal.post(reverse("exchange:load_begin", args=[run.pk])))
    assert "什么都没有写入" in shown
    assert Student.objects.filter(number="G1").count() == 0


def test_whoever_serves_no_school_moves_the_first_one_in_and_becomes_its_administrator(
    client, put_in
):
    first = Account.objects.create_user(username="first", name="第一人", is_superuser=True)
    client.force_login(first, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get(HOME).status_code == 200
    put_in(a_school())
    run = LoadRun.objects.get()
    shown = page(client, client.post(reverse("exchange:load_begin", args=[run.pk])))
    assert "载入好了" in shown
    office = Appointment.objects.get(account=first)
    assert (office.role, office.school.name) == ("administrator", "南坪学校")


def test_a_school_that_is_there_already_is_not_taken_over(client, cast, put_in):
    first = Account.objects.create_user(username="first", name="第一人", is_superuser=True)
    client.force_login(first, backend="allauth.account.auth_backends.AuthenticationBackend")
    shown = page(client, put_in(ours(cast)))
    assert "已经在这里了" in shown
    assert not Appointment.objects.filter(account=first).exists()


def test_a_run_of_another_school_does_not_exist(client, cast, put_in):
    cast.sign_in(client, "principal")
    put_in(ours(cast))
    run = LoadRun.objects.get()
    for who in ("other_school", "secretary", "teacher", "county_officer"):
        cast.sign_in(client, who)
        assert client.get(reverse("exchange:load_run", args=[run.pk])).status_code == 404
        assert client.post(reverse("exchange:load_begin", args=[run.pk])).status_code == 404
        assert client.get(reverse("exchange:marked_download", args=[run.pk])).status_code == 404


def test_the_whole_school_and_an_empty_workbook_can_be_taken(principal, cast):
    answer = principal.post(reverse("exchange:dump_download"))
    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    assert book["学生"].max_row == 3
    row = LogEntry.objects.get(additional_data__deed="dump_workbook")
    assert row.actor == cast.accounts["principal"]
    answer = principal.get(reverse("exchange:template_download"))
    assert "填写说明" in load_workbook(io.BytesIO(b"".join(answer.streaming_content))).sheetnames


def test_files_are_private_and_leave_in_time(principal, cast, put_in):
    put_in(ours(cast))
    run = LoadRun.objects.get()
    path = storage.stored(run.file)
    assert path.stat().st_mode & 0o777 == 0o600
    assert scrub(before=run.created_at.date()) == 0
    assert scrub(before=run.created_at.date() + dt.timedelta(days=2)) == 1
    assert not path.exists()
    shown = principal.get(reverse("exchange:load_run", args=[run.pk])).content.decode()
    assert "已经清掉了" in shown


def test_work_is_done_in_a_thread_of_its_own():
    done = threading.Event()
    names = []

    def deed() -> None:
        names.append(threading.current_thread().name)
        done.set()

    working.in_a_thread(deed)
    assert done.wait(10)
    assert names == ["exchange"]
