"""Every role, every outlet and the application's own database account try to remove a complaint."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.db.models import ProtectedError

from qingshan.voice.guards import ONLY_ADDED, missing
from qingshan.voice.models import Complaint, ComplaintStep, Incident, IncidentStep
from tests.cast import ROLES
from tests.voice.ground import by, said, that_loads

pytestmark = pytest.mark.django_db
TABLES = ("voice_complaint", "voice_complaintstep", "voice_incidentstep")
QUIET = "/voice/quiet/"


@pytest.fixture
def held(cast) -> Complaint:
    said(cast, words="饭菜凉了")
    said(cast, words="校车超载", about="safety")
    from qingshan.school.membership import member_for
    from qingshan.voice.incidents.services import handle_incident

    accident = Incident.objects.create(
        school=cast.school, date="2026-11-02", kind="accident", description="摔了一跤"
    )
    member = member_for(cast.accounts["principal"])
    handle_incident(actor=member, incident=accident, words="送医", settled=False)
    return Complaint.objects.get(number=1)


def rows() -> list[list[tuple]]:
    found = []
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"SELECT * FROM {table} ORDER BY id")
            found.append(cursor.fetchall())
        cursor.execute("SELECT id, school_id, date, kind, description FROM voice_incident")
        found.append(sorted(cursor.fetchall()))
    return found


def refused(statement: str) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def statements() -> list[str]:
    made = []
    for table in TABLES:
        made += [f"DELETE FROM {table}", f"UPDATE {table} SET school_id = school_id"]
    made += [
        "UPDATE voice_complaint SET number = 9, seal = 'x'",
        "UPDATE voice_complaintstep SET words = ''",
        "UPDATE voice_incidentstep SET words = ''",
        "DELETE FROM voice_incident",
        "UPDATE voice_incident SET description = '没有的事'",
        "UPDATE voice_incident SET kind = 'opinion'",
        "UPDATE voice_incident SET date = '2020-01-01'",
    ]
    if connection.vendor == "sqlite":
        for table in TABLES:
            made.append(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")
            made.append(f"UPDATE OR REPLACE {table} SET id = 1")
    else:
        made += [f"TRUNCATE {table} CASCADE" for table in (*TABLES, "voice_incident")]
    return made


def test_no_statement_of_the_applications_account_changes_or_removes_one(held):
    before = rows()
    for statement in statements():
        refused(statement)
    assert rows() == before


def test_no_model_is_a_way_around(held):
    before = rows()
    step = ComplaintStep.objects.filter(complaint=held).first()
    for attempt in (
        held.delete,
        step.delete,
        held.save,
        Complaint.objects.all().delete,
        ComplaintStep.objects.all().delete,
        IncidentStep.objects.all().delete,
        Incident.objects.all().delete,
        held.school.delete,
        lambda: ComplaintStep.objects.update(words="没有的事"),
        lambda: ComplaintStep.objects.bulk_update([step], ["date"]),
        lambda: Complaint.objects.update(about="other"),
    ):
        with pytest.raises((DatabaseError, ProtectedError)), transaction.atomic():
            attempt()
    assert rows() == before


def test_no_role_finds_an_address_that_takes_one_away(held, cast):
    """Every address of the house, posted to with what a deletion might be told."""
    before = rows()
    words = {
        "words": "没有的事",
        "confirm": "yes",
        "why": "重复",
        "delete": "1",
        "_method": "DELETE",
    }
    said_before = {line[0] for table in before for line in table}
    for who in ROLES:
        client = by(cast, who)
        for pk in (held.pk, held.incident_id):
            for rest in ("", "edit/", "remove/", "delete/", "note/", "settle/", "away/", "handle/"):
                for room in ("complaints", "incidents"):
                    address = f"/voice/{room}/{pk}/{rest}"
                    client.post(address, words)
                    client.delete(address)
                    client.put(address, words)
    after = rows()
    assert said_before <= {line[0] for table in after for line in table}
    for was, now in zip(before, after, strict=True):
        assert set(was) <= set(now)


def test_a_workbook_does_not_rewrite_one(held, cast, tmp_path):
    from openpyxl import load_workbook

    from qingshan.exchange.dumping import dump
    from qingshan.exchange.loading import load

    that_loads()
    out = tmp_path / "dump.xlsx"
    dump(cast.school, out)
    book = load_workbook(out)
    sheet = book["事件"]
    sheet.delete_rows(2)
    sheet.cell(2, 3).value = "没有的事"
    book.save(out)
    before = rows()
    assert load(out).ok
    for was, now in zip(before, rows(), strict=True):
        assert set(was) <= set(now)


def test_a_record_that_is_whole_says_so(held, cast):
    assert not missing()
    page = by(cast, "teacher").get(QUIET).content.decode()
    assert "2 件都在" in page
    assert "对不上" not in page


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("UPDATE voice_complaintstep SET words = '' WHERE place = 1", "被改过"),
        ("UPDATE voice_complaintstep SET words = '没有的事' WHERE place = 1", "被改过"),
        ("UPDATE voice_complaint SET about = 'other' WHERE number = 1", "第1号投诉被改过"),
        ("UPDATE voice_incident SET description = '没有的事'", "被改过"),
        ("DELETE FROM voice_complaintstep", "说的话不见了"),
        (
            "DELETE FROM voice_complaintstep WHERE complaint_id IN"
            " (SELECT id FROM voice_complaint WHERE number = 2);"
            "DELETE FROM voice_complaint WHERE number = 2",
            "第 2 号投诉不见了",
        ),
        (
            "DELETE FROM voice_complaintstep WHERE complaint_id IN"
            " (SELECT id FROM voice_complaint WHERE number = 1);"
            "DELETE FROM voice_complaint WHERE number = 1",
            "第 1 号投诉不见了",
        ),
    ],
)
def test_who_takes_the_guards_away_first_leaves_a_trace_that_the_page_shows(
    held, cast, statement, sentence
):
    """The owner of the tables can drop a trigger: then it shows, and so does what was done."""
    without_guards()
    with connection.cursor() as cursor:
        for each in statement.split(";"):
            cursor.execute(each)
    page = by(cast, "teacher").get(QUIET).content.decode()
    assert "保护少了" in page
    assert sentence in page
    if "'没有的事' WHERE place" in statement:
        told = by(cast, "principal").get(f"/voice/complaints/{held.pk}/").content.decode()
        assert "读不出来了" in told


def test_a_recording_that_is_gone_shows(cast):
    from django.core.files.uploadedfile import SimpleUploadedFile

    note = SimpleUploadedFile("a.ogg", b"OggS" + b"\0" * 64, "audio/ogg")
    said(cast, words="", file=note)
    step = ComplaintStep.objects.get()
    step.file.storage.delete(step.file.name)
    assert "录音不见了" in by(cast, "teacher").get(QUIET).content.decode()


def without_guards() -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type='trigger'")
            for (name,) in cursor.fetchall():
                if name.startswith("voice_"):
                    cursor.execute(f"DROP TRIGGER {name}")
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # nothing is left to be checked
            for table in (*TABLES, "voice_incident"):
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")


def test_the_tables_that_families_write_in_are_the_guarded_ones():
    tables = {model._meta.db_table for model in apps.get_app_config("voice").get_models()}
    assert set(TABLES) <= tables
    assert set(TABLES) == set(ONLY_ADDED)
