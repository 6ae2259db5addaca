from __future__ import annotations

import ast
import datetime as dt
import inspect
from pathlib import Path

import pytest
from auditlog.models import LogEntry
from django.db import DatabaseError, connection, transaction

import qingshan
from qingshan.access.audit import note, note_reveal
from qingshan.growth.models import Election
from qingshan.school.audit import NOT_SHOWN, WORDS_OF_DETAILS
from tests.cast import PASSWORD


@pytest.fixture
def row(cast):
    return note(
        actor=cast.accounts["administrator"],
        deed="grant_office",
        subject=cast.accounts["teacher"],
        school_id=cast.school.pk,
        office="教师",
    )


def details_of_deeds() -> dict[str, str]:
    """Every keyword that a deed passes on to the log → a file that does."""
    of_each = {one for one in inspect.signature(note).parameters if one != "details"}
    return {
        told.arg: str(file)
        for file in Path(qingshan.__file__).parent.rglob("*.py")
        for call in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in {"note", "_note"}
        for told in call.keywords
        if told.arg and told.arg not in of_each
    }


def test_whatever_a_deed_notes_has_a_word_on_the_page():
    noted = details_of_deeds()
    assert {"went", "reason", "came", "verdict"} <= set(noted)
    assert {
        key: file for key, file in noted.items() if key not in {*WORDS_OF_DETAILS, *NOT_SHOWN}
    } == {}
    assert all(not word.isascii() for word in WORDS_OF_DETAILS.values())


def test_numbers_of_what_went_stand_under_its_titles_and_yes_or_no_in_words(client, cast):
    school = cast.school
    about = {"actor": cast.accounts["principal"], "subject": school, "school_id": school.pk}
    note(**about, deed="scrub", went={"care.looks": 3, "不认识的": 1})
    note(**about, deed="open_bundle", opened=True, new=False)
    note(**about, deed="keep_course_wishes", children=[7001, 7002])
    page = cast.sign_in(client, "principal").get("/school/audit/").content.decode()
    for words in ("看过的预警 3", "不认识的 1", "打开 是", "新的 否", "孩子 2 个"):
        assert words in page
    for key in ("care.looks", "went", "True", "7001"):
        assert key not in page


@pytest.mark.trust("audit-kept")
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE auditlog_logentry SET object_repr = 'x'",
        "UPDATE auditlog_logentry SET actor_id = NULL",
        "DELETE FROM auditlog_logentry",
        "TRUNCATE auditlog_logentry CASCADE",
    ],
)
def test_no_statement_changes_or_clears_the_log(row, statement):
    if connection.vendor == "sqlite" and statement.startswith("TRUNCATE"):
        pytest.skip("SQLite has no TRUNCATE")
    connection.check_constraints()  # else PostgreSQL refuses TRUNCATE for its own reason
    with (
        pytest.raises(DatabaseError, match="audit rows cannot be changed"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert LogEntry.objects.get(pk=row.pk).object_repr == "吴老师"


@pytest.mark.trust("audit-kept")
def test_neither_does_django(row):
    with pytest.raises(DatabaseError), transaction.atomic():
        row.delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        LogEntry.objects.all().update(object_repr="x")


def test_signing_in_is_noted_with_the_address(client, cast):
    client.post("/account/login/", {"login": "teacher", "password": PASSWORD})
    noted = LogEntry.objects.get(additional_data__deed="sign_in")
    assert noted.actor == cast.accounts["teacher"]
    assert noted.remote_addr == "127.0.0.1"


def test_a_saved_row_names_its_fields_and_hides_sealed_values(cast):
    staff = cast.staff["teacher"]
    staff.phone = "13900001111"
    staff.position = "年级主任"
    staff.save()
    noted = LogEntry.objects.filter(object_pk=str(staff.pk)).latest("timestamp")
    assert noted.changes["position"] == ["", "年级主任"]
    assert noted.changes["phone"] == ["＊＊＊", "＊＊＊"]
    assert noted.additional_data["school"] == cast.school.pk


def test_the_page_shows_a_deed_in_words(client, cast, row):
    page = cast.sign_in(client, "principal").get("/school/audit/").content.decode()
    assert page.count("<h1") == 1
    for word in ("李助理", "给职责", "吴老师", "职责 教师"):
        assert word in page


def test_a_look_at_a_sealed_field_is_there_without_the_value(client, cast):
    note_reveal(
        actor=cast.accounts["principal"],
        subject=cast.staff["teacher"],
        school_id=cast.school.pk,
        field="身份证件号",
    )
    page = cast.sign_in(client, "principal").get("/school/audit/").content.decode()
    assert "查看遮住的内容" in page
    assert "身份证件号" in page
    assert "220802199702039717" not in page


def test_another_schools_deeds_are_not_there(client, cast, row):
    page = cast.sign_in(client, "other_school").get("/school/audit/").content.decode()
    assert "吴老师" not in page


@pytest.mark.parametrize("query", ["deed=grant_office", "q=吴老师", "q=李助理", "days=1"])
def test_the_rows_are_narrowed_by_deed_person_and_day(client, cast, row, query):
    cast.sign_in(client, "principal")
    assert "给职责" in client.get(f"/school/audit/?{query}").content.decode().split("<tbody")[1]
    assert "<tbody" not in client.get(f"/school/audit/?{query}&q=谁也不是").content.decode()


def test_ones_own_sign_in_shows_at_ones_school(client, cast):
    client.post("/account/login/", {"login": "teacher", "password": PASSWORD})
    page = cast.sign_in(client, "principal").get("/school/audit/").content.decode()
    assert "吴老师" in page


@pytest.mark.parametrize("who", ["teacher", "secretary", "county_officer"])
def test_for_others_the_page_does_not_exist(client, cast, who):
    assert cast.sign_in(client, who).get("/school/audit/").status_code == 404


def test_a_deed_costs_one_insert(cast, django_assert_num_queries):
    about = {"subject": cast.staff["teacher"], "school_id": cast.school.pk, "deed": "grant_office"}
    note(actor=cast.accounts["principal"], **about)
    with django_assert_num_queries(1):
        note(actor=cast.accounts["principal"], **about)


def test_behind_a_proxy_the_log_names_who_asks_and_not_the_proxy(client, cast, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    client.post(
        "/account/login/",
        {"login": "teacher", "password": PASSWORD},
        headers={"X-Forwarded-For": "10.9.8.7, 203.0.113.5"},
    )
    assert LogEntry.objects.get(additional_data__deed="sign_in").remote_addr == "203.0.113.5"


def test_the_page_names_what_changed_as_the_school_does(client, cast):
    staff = cast.staff["teacher"]
    staff.position = "年级主任"
    staff.save()
    page = cast.sign_in(client, "principal").get("/school/audit/").content.decode()
    assert "职务：空 → 年级主任" in page
    assert "position" not in page


def test_what_only_programs_read_is_said_in_a_word(client, cast):
    opened = Election(
        pk=1,
        school=cast.school,
        title="四有教师",
        rubric={"criteria": [{"title": "理想"}]},
        honour="优秀",
    )
    LogEntry.objects.log_create(
        opened,
        force_log=True,
        action=LogEntry.Action.UPDATE,
        changes={"rubric": ["None", '{"criteria": [{"title": "\\u7406\\u60f3"}]}']},
        additional_data={"school": cast.school.pk},
    )
    page = cast.sign_in(client, "principal").get("/school/audit/").content.decode()
    assert "评什么：改了内容" in page
    assert "criteria" not in page


def test_a_password_that_failed_is_noted_and_shown_without_whose_hand_it_was(client, cast):
    for name in ("teacher", "nobody"):
        client.post("/account/login/", {"login": name, "password": "wrong"})
    (noted,) = LogEntry.objects.filter(additional_data__deed="fail_sign_in")
    assert (noted.object_id, noted.actor) == (cast.accounts["teacher"].pk, None)
    assert noted.remote_addr == "127.0.0.1"
    page = cast.sign_in(client, "principal").get("/school/audit/").content.decode()
    assert "密码不对，没登录成" in page
    other = cast.sign_in(client, "other_school").get("/school/audit/").content.decode()
    assert "密码不对，没登录成" not in other.split("<table")[1]


@pytest.mark.parametrize("who", ["administrator", "principal"])
def test_words_that_are_their_writers_alone_are_not_told_by_the_log(client, cast, who):
    from qingshan.teaching.models import LessonDesign

    design = LessonDesign(
        school=cast.school,
        author=cast.staff["teacher"],
        subject=cast.staff["teacher"].subject,
        grade_number=3,
        unit="第二单元",
        title="秋天的雨",
        goals="没有给人看过的目标",
        changed_on=dt.date(2026, 11, 2),
    )
    design.save()
    shown = cast.sign_in(client, who).get("/school/audit/").content.decode()
    assert "《秋天的雨》" in shown
    assert "没有给人看过的目标" not in shown


def test_what_was_logged_before_a_field_was_sealed_is_covered_too(client, cast):
    staff = cast.staff["teacher"]
    LogEntry.objects.log_create(
        staff,
        force_log=True,
        action=LogEntry.Action.UPDATE,
        changes={"phone": ["13904360001", "13904360002"]},
        additional_data={"deed": "change_staff", "school": cast.school.pk},
    )
    shown = cast.sign_in(client, "principal").get("/school/audit/").content.decode()
    assert "＊＊＊ → ＊＊＊" in shown
    assert "1390436" not in shown
