"""What a program records: the same form, each deed once, and one's own alone."""

from __future__ import annotations

import io
import json

import pytest
from auditlog.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from PIL import Image

from qingshan.api.models import AnsweredDeed
from qingshan.records.models import Evidence, Record
from tests.api.ground import V1, a_record, got, program, send, talk


@pytest.fixture
def client(cast):
    return program(cast, "homeroom")


def test_a_record_is_written_as_from_the_page(cast, client):
    answer = send(client, "/records", talk(cast), "a1")
    assert answer.status_code == 201, answer.content.decode()
    told = answer.json()
    record = Record.objects.get()
    assert (record.staff, record.student) == (cast.staff["homeroom"], cast.wang)
    assert told["number"] == record.number
    assert told["page"] == f"/records/{record.pk}/"
    entry = LogEntry.objects.get(additional_data__deed="record_deed")
    assert entry.actor == cast.accounts["homeroom"]


def test_a_field_that_is_missing_is_named_with_the_sentence_of_the_page(cast, client):
    answer = send(client, "/records", talk(cast, content=""), "a1")
    assert answer.status_code == 422
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["errors"] == [{"field": "content", "message": "请写几句。"}]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"date": "2026-11-25"}, "date"),
        ({"date": "yesterday"}, "date"),
        ({"kind": "nonsense"}, "kind"),
        ({"student": None}, "student"),
        ({"minutes": -1}, "minutes"),
        ({"mood": "good"}, "mood"),
        ({"content": 5}, "content"),
    ],
)
def test_what_cannot_be_so_is_refused_at_its_field(cast, client, changed, field):
    answer = send(client, "/records", talk(cast, **changed), "a1")
    assert answer.status_code == 422, answer.content.decode()
    assert [one["field"] for one in answer.json()["errors"]] == [field]
    assert not Record.objects.exists()


@pytest.mark.parametrize("whose", ["feng", "chu"])
def test_nobody_writes_about_a_child_that_is_not_theirs(cast, client, whose):
    answer = send(client, "/records", talk(cast, student=getattr(cast, whose).pk), "a1")
    assert answer.status_code == 422
    assert "不归您看" in answer.json()["detail"]


def test_a_token_that_may_only_read_writes_nothing(cast):
    reader = program(cast, "homeroom", "read")
    mine = a_record(cast, "R1")
    answers = [
        send(reader, "/records", talk(cast), "a1"),
        send(reader, f"/records/{mine.pk}", {"content": "x"}, method="patch"),
        send(reader, f"/records/{mine.pk}", {}, method="delete"),
    ]
    assert [answer.status_code for answer in answers] == [403, 403, 403]
    assert Record.objects.get().content == ""


def test_the_same_key_and_body_give_the_same_answer_and_one_record(cast, client):
    first = send(client, "/records", talk(cast), "a1")
    again = send(client, "/records", talk(cast), "a1")
    assert (again.status_code, again.json()) == (201, first.json())
    assert again["Idempotent-Replayed"] == "true"
    assert Record.objects.count() == 1


def test_the_same_key_with_another_body_is_refused(cast, client):
    send(client, "/records", talk(cast), "a1")
    answer = send(client, "/records", talk(cast, content="别的"), "a1")
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "Idempotency-Key"
    assert Record.objects.count() == 1


def test_a_refused_deed_leaves_its_key_free(cast, client):
    assert send(client, "/records", talk(cast, content=""), "a1").status_code == 422
    assert send(client, "/records", talk(cast), "a1").status_code == 201


def test_without_a_key_nothing_is_written(cast, client):
    answer = send(client, "/records", talk(cast))
    assert answer.status_code == 422
    assert answer.json()["errors"] == [{"field": "Idempotency-Key", "message": "这一项要填。"}]


def test_keys_of_two_people_say_nothing_about_each_other(cast, client):
    send(client, "/records", talk(cast), "a1")
    assert send(program(cast, "principal"), "/records", talk(cast), "a1").status_code == 201


def test_what_was_answered_long_ago_is_still_written_once(cast, client):
    send(client, "/records", talk(cast), "a1")
    AnsweredDeed.objects.all().delete()
    assert send(client, "/records", talk(cast), "a1").status_code == 201
    assert send(client, "/records", talk(cast, content="别的"), "a2").status_code == 201
    AnsweredDeed.objects.all().delete()
    assert send(client, "/records", talk(cast, content="又是别的"), "a2").status_code == 422
    assert Record.objects.count() == 2


def test_a_kept_answer_is_sealed(cast, client):
    send(client, "/records", talk(cast), "a1")
    with connection.cursor() as cursor:
        cursor.execute("SELECT answer FROM api_answereddeed")
        (held,) = cursor.fetchone()
    assert "数学" not in held
    assert "数学" not in json.dumps(held)


def test_one_s_own_is_corrected_field_by_field(cast, client):
    told = send(client, "/records", talk(cast), "a1").json()
    answer = send(client, f"/records/{told['id']}", {"content": "聊了家里"}, method="patch")
    assert answer.status_code == 200
    record = Record.objects.get()
    assert (record.content, record.student, str(record.date)) == (
        "聊了家里",
        cast.wang,
        "2026-11-24",
    )


def test_a_correction_of_what_was_changed_meanwhile_is_refused(cast, client):
    told = send(client, "/records", talk(cast), "a1").json()
    path = f"{V1}/records/{told['id']}"
    mark = client.get(path)["ETag"]
    Record.objects.update(content="页面上改了")
    answer = client.patch(
        path, {"content": "x"}, content_type="application/json", headers={"if-match": mark}
    )
    assert answer.status_code == 412
    assert Record.objects.get().content == "页面上改了"


def test_another_s_record_is_neither_corrected_nor_taken_back(cast):
    theirs = a_record(cast, "R1")
    head = program(cast, "principal")
    assert got(head, f"/records/{theirs.pk}")["may_change"] is False
    assert send(head, f"/records/{theirs.pk}", {"content": "x"}, method="patch").status_code == 404
    assert send(head, f"/records/{theirs.pk}", {}, method="delete").status_code == 404


def test_one_s_own_is_taken_back(cast, client):
    mine = a_record(cast, "R1")
    assert send(client, f"/records/{mine.pk}", {}, method="delete").status_code == 204
    assert not Record.objects.exists()


def picture() -> SimpleUploadedFile:
    drawn = io.BytesIO()
    Image.new("RGB", (8, 8), "green").save(drawn, "PNG")
    return SimpleUploadedFile("a.png", drawn.getvalue(), "image/png")


def test_a_file_is_put_to_a_record_once_and_read_again(cast, client):
    mine = a_record(cast, "R1")
    path = f"{V1}/records/{mine.pk}/evidence"
    answers = [
        client.post(path, {"file": picture()}, headers={"idempotency-key": "p1"}) for _ in range(2)
    ]
    assert [answer.status_code for answer in answers] == [201, 201], answers[0].content.decode()
    assert Evidence.objects.count() == 1
    (told,) = got(client, f"/records/{mine.pk}")["evidence"]
    file = client.get(f"{V1}/evidence/{told['id']}")
    assert file["Content-Type"] == "image/png"
    assert b"".join(file.streaming_content).startswith(b"\x89PNG")
    assert program(cast, "teacher").get(f"{V1}/evidence/{told['id']}").status_code == 404


def test_a_file_that_may_not_be_kept_is_refused_with_its_sentence(cast, client):
    mine = a_record(cast, "R1")
    upload = SimpleUploadedFile("a.png", b"MZ not a picture", "image/png")
    answer = client.post(
        f"{V1}/records/{mine.pk}/evidence", {"file": upload}, headers={"idempotency-key": "p1"}
    )
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "file"


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe", b"[" * 100_000, b'"text"', b"null"])
def test_a_body_that_cannot_be_read_is_told_so(cast, client, body):
    answer = client.post(
        f"{V1}/records", body, content_type="application/json", headers={"idempotency-key": "x"}
    )
    assert answer.status_code in {400, 422}
    assert answer["Content-Type"] == "application/problem+json"


def test_half_a_sign_does_not_reach_the_database(cast, client):
    body = json.dumps(talk(cast, content="好\ud83d"))
    answer = client.post(
        f"{V1}/records", body, content_type="application/json", headers={"idempotency-key": "x"}
    )
    assert answer.status_code in {201, 400, 422}
