"""An observed lesson that was written down without a signal: sent once, and over nobody's words."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from qingshan.records.models import Record
from qingshan.teaching.models import ObservationLevel, ObservationNote
from tests.records.test_offline import BUNDLE, send
from tests.teaching.test_observing import note, planned
from tests.timetable.ground import TUESDAY

if TYPE_CHECKING:
    from qingshan.teaching.models import Observation

pytestmark = [pytest.mark.django_db, pytest.mark.system("A1")]


@pytest.fixture
def one(ground) -> Observation:
    return planned(ground)


@pytest.fixture
def phone(cast) -> Client:
    return cast.sign_in(Client(), "group_head")


def line(words="追问了三个孩子", **more: str) -> dict[str, str]:
    return {"once": str(uuid4()), "words": words, "phase": "question", "minute": "5"} | more


WHOLE = {
    "hand_over": "yes",
    "topic": "草船借箭",
    "question.open": "3",
    "summary": "问得好，等的时间短了些。\r\n",
    "next_step": "问完等三秒。",
}


def taken_along(phone: Client) -> dict:
    (coming,) = phone.get(BUNDLE).json()["coming"]
    return coming


def sheet(phone: Client, cast, *lines: dict, **fields: object) -> dict:
    coming = taken_along(phone)
    held = {name: coming[name] for name in ("id", "kind", "edition")}
    said = coming["fields"] | {"notes": [*coming["fields"]["notes"], *lines]} | fields
    return held | {"fields": said, "owner": str(cast.accounts["group_head"].pk)}


def words() -> list[str]:
    return [one.words for one in ObservationNote.objects.order_by("minute", "pk")]


def test_the_lesson_comes_along_with_what_is_asked_and_what_stands_on_it(phone, one):
    note(phone, one, words="在网页上记的")
    coming = taken_along(phone)
    assert coming["label"] == f"听{one.teacher.name}的语文"
    assert [held["words"] for held in coming["fields"]["notes"]] == ["在网页上记的"]
    asked = {each["name"]: each for each in coming["asks"]}
    assert asked["question.open"]["when"] == [["hand_over", "yes"], ["notes.phase", "question"]]
    assert asked["notes"]["parts"][2]["since"] == "2026-11-24T08:00"


def test_nobody_else_takes_it_along(client, cast, one):
    for who in ("teacher", "principal", "homeroom"):
        assert cast.sign_in(client, who).get(BUNDLE).json()["coming"] == []


def test_notes_alone_arrive_and_the_levels_can_follow_on_the_page(phone, cast, one):
    answer = send(phone, sheet(phone, cast, line(), line("后排也举手了", minute="9")))
    assert answer["state"] == "saved"
    assert words() == ["追问了三个孩子", "后排也举手了"]
    assert not Record.objects.exists()
    assert phone.get(reverse("teaching:observation_send", args=[one.pk])).status_code == 200
    assert taken_along(phone)["edition"] == answer["edition"]


def test_a_whole_sheet_goes_to_the_teacher_and_is_a_record(phone, cast, one):
    assert send(phone, sheet(phone, cast, line(), **WHOLE))["state"] == "saved"
    one.refresh_from_db()
    assert (one.state, one.summary) == ("sent", "问得好，等的时间短了些。")
    assert ObservationLevel.objects.get().level == 3
    assert Record.objects.get() == one.record


def test_what_is_sent_again_is_written_once(phone, cast, one):
    whole = sheet(phone, cast, line(), **WHOLE)
    assert [send(phone, whole)["state"] for _ in range(3)] == ["saved"] * 3
    assert Record.objects.count() == 1
    assert words() == ["追问了三个孩子"]


def test_a_note_taken_out_on_the_phone_goes(phone, cast, one):
    send(phone, sheet(phone, cast, line("留着"), line("不要了")))
    held = sheet(phone, cast)
    held["fields"]["notes"] = [each for each in held["fields"]["notes"] if each["words"] == "留着"]
    assert send(phone, held)["state"] == "saved"
    assert words() == ["留着"]


def test_two_devices_are_told_of_each_other_and_one_chooses(phone, cast, one):
    first, second = (sheet(phone, cast, line(told)) for told in ("第一台", "第二台"))
    assert send(phone, first)["state"] == "saved"
    answer = send(phone, second)
    assert answer["state"] == "conflict"
    assert [held["words"] for held in answer["fields"]["notes"]] == ["第一台"]
    assert words() == ["第一台"]
    both = second["fields"] | {"notes": [*answer["fields"]["notes"], *second["fields"]["notes"]]}
    mended = second | {"edition": answer["edition"], "fields": both}
    assert send(phone, mended)["state"] == "saved"
    assert sorted(words()) == sorted(["第一台", "第二台"])


def test_levels_without_notes_of_their_phase_are_not_written(phone, cast, one):
    told = WHOLE | {"group.shared": "4"}
    assert send(phone, sheet(phone, cast, line(), **told))["state"] == "saved"
    assert ObservationLevel.objects.get().item == "question.open"


def test_what_cannot_be_so_has_its_sentence_and_nothing_is_written(phone, cast, one):
    answer = send(phone, sheet(phone, cast, line(), **WHOLE | {"summary": " "}))
    assert "请写一两句" in answer["errors"]["summary"][0]
    answer = send(phone, sheet(phone, cast, line(minute="900")))
    assert answer["state"] == "refused"
    answer = send(phone, sheet(phone, cast, **WHOLE))
    assert "先记下看到的" in answer["errors"]["notes"][0]
    answer = send(phone, sheet(phone, cast) | {"fields": {"notes": [7, {"once": "x"}, None]}})
    assert answer["state"] == "saved"
    assert words() == []


def test_a_lesson_that_was_handed_over_elsewhere_is_refused_kindly(phone, cast, one):
    late = sheet(phone, cast, line("晚到的"))
    send(phone, sheet(phone, cast, line(), **WHOLE))
    assert "已经交给老师了" in send(phone, late)["errors"]["kind"][0]
    assert words() == ["追问了三个孩子"]


def test_a_lesson_that_is_observed_no_more_is_refused_kindly(phone, cast, one):
    late = sheet(phone, cast, line())
    one.delete()
    assert "不在您要听的课里了" in send(phone, late)["errors"]["kind"][0]
    assert "不在您要听的课里了" in send(phone, late | {"id": str(uuid4())})["errors"]["kind"][0]


def test_a_lesson_still_to_come_is_refused_until_then(phone, cast, ground, one):
    one.date = TUESDAY + timedelta(days=1)
    one.save()
    assert "还没有到" in send(phone, sheet(phone, cast, line()))["errors"]["kind"][0]
