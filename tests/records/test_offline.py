"""What a device sends later: each sheet once, and nobody's words over another's."""

from __future__ import annotations

import json
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qingshan.records.models import Evidence, Record
from tests.records.test_evidence import photograph

QUIET = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
SEND = "/records/offline/send/"
BUNDLE = "/records/offline/bundle/"
PHOTO = "/records/offline/photo/"


def visit(cast, **changed: object) -> dict[str, object]:
    fields = {"student": str(cast.wang.pk), "date": "2026-11-20", "content": "谈了校车"}
    sheet = {"id": str(uuid4()), "kind": "home_visit", "edition": "", "fields": fields}
    return sheet | {"owner": str(cast.accounts["homeroom"].pk)} | changed


def saying(sheet: dict, content: str, **changed: object) -> dict:
    return sheet | {"fields": sheet["fields"] | {"content": content}} | changed


def send(client: Client, sheet: object, status: int = 200) -> dict:
    answer = client.post(SEND, json.dumps(sheet), content_type="application/json")
    assert answer.status_code == status, answer.content
    return answer.json()


@pytest.fixture
def phone(cast) -> Client:
    return cast.sign_in(Client(), "homeroom")


@pytest.mark.system("C5")
def test_a_sheet_that_waited_becomes_a_record_and_counts(cast, phone):
    answer = send(phone, visit(cast))
    assert answer["state"] == "saved"
    record = Record.objects.get()
    assert (record.student, record.content) == (cast.wang, "谈了校车")
    assert answer["record"] == record.pk
    assert f"{cast.wang.name}的页面" in answer["counted"]


@pytest.mark.system("C5")
def test_what_is_sent_again_is_written_once_and_said_to_be_saved(cast, phone):
    sheet = visit(cast)
    assert send(phone, sheet) == send(phone, sheet)
    assert Record.objects.count() == 1


def test_words_that_are_counted_and_parts_that_the_text_names_are_the_same_again(cast, phone):
    fields = {"title": "读书", "content": "读了三页", "date": "2026-11-20"}
    sheet = visit(cast, kind="reading_reflection", fields=fields)
    assert [send(phone, sheet)["state"] for _ in range(2)] == ["saved", "saved"]
    said = saying(visit(cast), "解决实事：联系校车；沟通：学习情况")
    assert [send(phone, said)["state"] for _ in range(2)] == ["saved", "saved"]
    assert Record.objects.count() == 2


@pytest.mark.system("C5")
def test_an_edit_that_started_from_what_stands_is_taken(cast, phone):
    sheet = visit(cast)
    edition = send(phone, sheet)["edition"]
    answer = send(phone, saying(sheet, "谈了校车和早饭", edition=edition))
    assert answer["state"] == "saved"
    assert answer["edition"] != edition
    assert Record.objects.get().content == "谈了校车和早饭"


@pytest.mark.system("C5")
def test_two_devices_that_wrote_the_same_sheet_are_told_of_each_other(cast, phone):
    sheet = visit(cast)
    send(phone, sheet)
    answer = send(cast.sign_in(Client(), "homeroom"), saying(sheet, "另一台上写的"))
    assert answer["state"] == "conflict"
    assert answer["fields"]["content"] == "谈了校车"
    assert Record.objects.get().content == "谈了校车"
    chosen = send(phone, saying(sheet, "另一台上写的", edition=answer["edition"]))
    assert chosen["state"] == "saved"
    assert Record.objects.get().content == "另一台上写的"


def test_a_change_by_a_workbook_is_noticed_too(cast, phone):
    sheet = visit(cast)
    edition = send(phone, sheet)["edition"]
    Record.objects.update(content="工作簿里改的")
    assert send(phone, saying(sheet, "手机上改的", edition=edition))["state"] == "conflict"
    assert Record.objects.get().content == "工作簿里改的"


def test_an_edit_of_what_was_taken_back_makes_nothing_new(cast, phone):
    sheet = visit(cast)
    edition = send(phone, sheet)["edition"]
    Record.objects.all().delete()
    assert send(phone, saying(sheet, "改过的", edition=edition)) == {"state": "gone"}
    assert Record.objects.count() == 0


def test_a_field_that_cannot_be_so_has_its_sentence(cast, phone):
    sheet = visit(cast)
    answer = send(phone, sheet | {"fields": sheet["fields"] | {"date": "2199-01-01"}})
    assert answer["errors"] == {"date": ["这一天还没有到，请写做这件事的日期。"]}
    answer = send(phone, sheet | {"fields": sheet["fields"] | {"student": str(cast.feng.pk)}})
    assert "现在不归您看" in answer["errors"]["student"][0]
    answer = send(phone, sheet | {"kind": "no_such_kind"})
    assert "不记这一类" in answer["errors"]["kind"][0]
    assert Record.objects.count() == 0


def test_what_waits_is_not_sent_as_somebody_else(cast, phone):
    other = cast.sign_in(Client(), "principal")
    assert send(other, visit(cast), status=409) == {"state": "other"}
    assert Record.objects.count() == 0


@pytest.mark.trust("bad-offline")
@pytest.mark.parametrize(
    "words", ["", "{", "[]", "null", '{"id": 1}', "[" * 5000, '{"id":"x","owner":"1"}', "\ud800"]
)
def test_what_is_no_sheet_is_told_so(cast, phone, words):
    answer = phone.post(SEND, words.encode("utf-8", "replace"), content_type="application/json")
    assert answer.status_code == 400
    assert answer.json() == {"state": "unreadable"}


WILD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=6,
)
FIELDS = ("student", "school_class", "date", "title", "content", "words", "minutes", "parts")


@pytest.mark.trust("bad-offline")
@settings(max_examples=60, suppress_health_check=QUIET)
@given(fields=st.dictionaries(st.sampled_from(FIELDS), WILD, max_size=8))
def test_wild_fields_are_refused_or_kept_and_never_break_anything(cast, phone, fields):
    answer = send(phone, visit(cast, fields=fields))
    assert answer["state"] in {"saved", "refused"}


@pytest.mark.system("C5")
def test_a_photograph_is_kept_once_however_often_it_is_sent(cast, phone):
    sheet = visit(cast)
    owner, photo = sheet["owner"], str(uuid4())

    def sent() -> dict:
        file = SimpleUploadedFile("photo.jpg", photograph(), "image/jpeg")
        told = {"owner": owner, "sheet": sheet["id"], "photo": photo, "file": file}
        return phone.post(PHOTO, told).json()

    assert sent() == {"state": "gone"}
    send(phone, sheet)
    assert [sent(), sent()] == [{"state": "saved"}] * 2
    assert Evidence.objects.count() == 1


def test_a_file_that_is_no_photograph_is_refused_in_words(cast, phone):
    sheet = visit(cast)
    send(phone, sheet)
    file = SimpleUploadedFile("photo.jpg", b"<script>", "image/jpeg")
    told = {"owner": sheet["owner"], "sheet": sheet["id"], "photo": str(uuid4()), "file": file}
    assert phone.post(PHOTO, told).json()["errors"]["photos"]


@pytest.mark.system("C5")
def test_a_device_takes_names_along_and_nothing_else_of_a_child(cast, phone):
    send(phone, visit(cast))
    answer = phone.get(BUNDLE)
    held = answer.json()
    assert held["children"] == [[str(cast.wang.pk), "王同学", "三年级(1)班"]]
    assert [one["fields"]["content"] for one in held["sent"]] == ["谈了校车"]
    for secret in (cast.wang.phone, cast.wang.id_number, cast.wang.address, cast.wang.number):
        assert secret not in answer.content.decode()


def test_the_page_itself_is_the_same_for_everybody(cast):
    pages = {
        cast.sign_in(Client(), who).get("/records/offline/").content
        for who in ("homeroom", "principal", "other_school")
    }
    assert len(pages) == 1


DEEDS = st.lists(
    st.tuples(
        st.integers(0, 1),  # which device
        st.sampled_from(["write", "send", "send", "lose the answer", "take theirs", "take mine"]),
        st.integers(0, 2),  # which sheet
        st.sampled_from("甲乙丙"),
    ),
    max_size=25,
)


@pytest.mark.trust("bad-offline")
@pytest.mark.system("C5")
@settings(max_examples=50, suppress_health_check=QUIET)
@given(deeds=DEEDS)
def test_in_whatever_order_two_devices_send_each_deed_is_there_once(cast, deeds):
    """A device holds drafts; an answer may be lost; the same sheet may be open on both.

    Whatever comes: one record a sheet, and it says what the last one said who was told "saved"
    or whose answer was lost on the way.
    """
    Record.objects.all().delete()
    phones = [cast.sign_in(Client(), "homeroom") for _ in range(2)]
    fresh = [visit(cast) for _ in range(3)]
    drafts: list[dict[int, dict]] = [{}, {}]
    stands: dict[str, str] = {}
    for device, deed, number, words in deeds:
        held = drafts[device]
        if deed == "write":
            sheet = held.get(number, fresh[number])
            held[number] = saying(sheet, words)
        elif number in held and deed in {"send", "lose the answer"}:
            sheet = held[number]
            answer = send(phones[device], {k: v for k, v in sheet.items() if k != "told"})
            if answer["state"] == "saved":
                stands[sheet["id"]] = sheet["fields"]["content"]
            if deed == "lose the answer":
                continue
            edition = answer["edition"] if answer["state"] == "saved" else sheet["edition"]
            held[number] = sheet | {"edition": edition, "told": answer}
        elif number in held and held[number].get("told", {}).get("state") == "conflict":
            answer = held[number].pop("told")
            mine = held[number]["fields"]
            fields = answer["fields"] if deed == "take theirs" else mine
            held[number] |= {"edition": answer["edition"], "fields": fields}
    written = {str(r.once): r.content for r in Record.objects.all()}
    assert written == stands
    assert Record.objects.count() == len(stands)
