"""Calling people together: what is asked, what is refused, and what is kept of it."""

from __future__ import annotations

import pytest
from auditlog.models import LogEntry
from django.core.files.base import ContentFile

from qingshan.gatherings.models import Attendance, Gathering, GatheringFile
from qingshan.gatherings.visibility import called_to, calls
from qingshan.people.models import Staff
from qingshan.records.models import Record
from tests.gatherings.ground import ADDRESS, by, called, plan
from tests.records.test_evidence import photograph

HOSTILE = '<script>alert(1)</script>{{ 7|add:"7" }}{% now "Y" %}\u202egnp.exe=cmd|'


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"title": " "}, "请写题目。"),
        ({"date": "2026-02-30"}, "2026-02-30"),
        ({"date": "2036-01-01"}, "这个日期离得太远了"),
        ({"ends_at": "15:30"}, "结束要在开始之后。"),
        ({"starts_at": "25:00"}, "请写成 15:30 这样的时间。"),
        ({"place": ""}, "请写在哪里。"),
        ({"leader": ""}, "请写是哪位老师。"),
        ({"audience": "groups"}, "请选至少一个教研组。"),
        ({"audience": "named"}, "请写请哪几位。"),
        ({"audience": "named", "named": "周老师、路人甲"}, "没有找到“路人甲”"),
        ({"topic1": "扎根"}, "请写是谁讲。"),
        ({"sign_in": "wish"}, "请选一种。"),
    ],
)
def test_a_slip_is_told_at_its_field_and_what_was_typed_stays(cast, changed, sentence):
    sheet = plan(cast, **({"words": "带上笔记本"} | changed))
    answer = by(cast, "secretary").post(f"{ADDRESS}new/training/", sheet)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert sentence in page
    assert "带上笔记本" in page
    assert not Gathering.objects.exists()


def test_the_two_sides_of_being_called_agree(cast):
    """Who is called, and to what somebody is called, for every audience and colleague."""
    cast.staff["teacher"].hired_on = "2026-12-01"
    cast.staff["teacher"].save()
    group = cast.staff["homeroom"].group_id
    called(cast)
    called(cast, audience="party")
    called(cast, audience="groups", groups=[group])
    called(cast, audience="named", named="周老师、吴老师 007")
    for gathering in Gathering.objects.all():
        one_side = set(called_to(gathering).values_list("pk", flat=True))
        other = {
            staff.pk
            for staff in Staff.objects.filter(school=cast.school)
            if Gathering.objects.filter(calls(staff), pk=gathering.pk).exists()
        }
        assert one_side == other, gathering.audience
    assert called_to(Gathering.objects.latest("pk")).get() == cast.staff["homeroom"]


def test_a_head_of_a_group_calls_the_group_and_nobody_else(cast):
    head = by(cast, "group_head")
    sheet = plan(cast, leader=cast.staff["group_head"].pk)
    assert head.post(f"{ADDRESS}new/training/", sheet).status_code == 422
    group = cast.staff["group_head"].group_id
    sheet |= {"audience": "groups", "groups": [group]}
    assert head.post(f"{ADDRESS}new/training/", sheet).status_code == 302
    assert by(cast, "teacher").get(f"{ADDRESS}new/training/").status_code == 404


@pytest.mark.system("T6")
def test_a_talk_has_speakers_listeners_and_a_record(cast):
    talk = called(
        cast,
        "ethics_talk",
        title="把心留在讲台上",
        speaker1="周老师",
        topic1="我和二十八个孩子",
        speaker2="县里的劳模",
        leader=cast.staff["principal"].pk,
    )
    for who in ("teacher", "homeroom"):
        by(cast, who).post(f"{ADDRESS}{talk.pk}/here/")
    principal = by(cast, "principal")
    sheet = {
        "summary": "两个人讲，听的人都写了一句话。",
        "photos": ContentFile(photograph(), name="a.jpg"),
    }
    page = principal.post(f"{ADDRESS}{talk.pk}/write-up/", sheet, follow=True).content.decode()
    assert "给周老师各记了一条“师德报告”" in page
    assert "我和二十八个孩子" in page
    assert "两个人讲" in page
    kinds = sorted(Record.objects.values_list("kind", "staff__name", "title"))
    assert kinds == [
        ("ethics_talk", "周老师", "我和二十八个孩子"),
        ("school_training", "吴老师", "把心留在讲台上"),
        ("school_training", "周老师", "把心留在讲台上"),
    ]
    held = GatheringFile.objects.get()
    picture = b"".join(by(cast, "teacher").get(f"{ADDRESS}files/{held.pk}/").streaming_content)
    assert picture.startswith(b"\xff\xd8")
    assert "把心留在讲台上" in by(cast, "teacher").get(f"{ADDRESS}ethics-talks/").content.decode()
    # Written up again, and planned again: the talk is no second deed.
    principal.post(f"{ADDRESS}{talk.pk}/write-up/", {"summary": "改了一句。"})
    again = plan(cast, title="把心留在讲台上", speaker1="周老师", topic1="我和二十八个孩子")
    principal.post(f"{ADDRESS}{talk.pk}/edit/", again)
    principal.post(f"{ADDRESS}{talk.pk}/write-up/", {"summary": "又改了一句。"})
    assert Record.objects.filter(kind="ethics_talk").count() == 1
    deeds = set(LogEntry.objects.values_list("additional_data__deed", flat=True))
    assert {"call_gathering", "attend_gathering", "write_up_gathering"} <= deeds


def test_a_tenth_photograph_is_refused_and_the_words_stay(cast):
    gathering = called(cast)
    secretary, address = by(cast, "secretary"), f"{ADDRESS}{gathering.pk}/write-up/"
    for n in range(GatheringFile.AT_MOST):
        GatheringFile.objects.create(
            school=cast.school,
            gathering=gathering,
            file=ContentFile(b"%PDF", name=f"{n}.pdf"),
            name=f"{n}.pdf",
            media_type="application/pdf",
            added_by=cast.accounts["secretary"],
        )
    sheet = {"summary": "一句纪要", "photos": ContentFile(photograph(), name="a.jpg")}
    answer = secretary.post(address, sheet)
    assert answer.status_code == 422
    assert "最多放 9 个文件" in answer.content.decode()
    assert "一句纪要" in answer.content.decode()
    assert GatheringFile.objects.count() == GatheringFile.AT_MOST


def test_a_longer_hour_makes_longer_records(cast):
    gathering = called(cast)
    by(cast, "teacher").post(f"{ADDRESS}{gathering.pk}/here/")
    sheet = plan(cast, ends_at="17:00")
    by(cast, "secretary").post(f"{ADDRESS}{gathering.pk}/edit/", sheet)
    assert Record.objects.get().minutes == 90


def test_a_day_on_which_people_came_stands(cast):
    gathering = called(cast)
    by(cast, "teacher").post(f"{ADDRESS}{gathering.pk}/here/")
    secretary = by(cast, "secretary")
    answer = secretary.post(f"{ADDRESS}{gathering.pk}/edit/", plan(cast, date="2026-11-25"))
    assert answer.status_code == 422
    assert "已经有人签到了" in answer.content.decode()
    secretary.post(f"{ADDRESS}{gathering.pk}/call-off/", {"why": "下雨"})
    assert not Gathering.objects.get().called_off


def test_what_is_called_off_asks_nobody(cast):
    gathering = called(cast)
    by(cast, "secretary").post(f"{ADDRESS}{gathering.pk}/call-off/", {"why": "下大雪，路封了"})
    teacher = by(cast, "teacher")
    assert "我到了" not in teacher.get("/").content.decode()
    assert "下大雪" in teacher.get(f"{ADDRESS}{gathering.pk}/").content.decode()
    teacher.post(f"{ADDRESS}{gathering.pk}/here/")
    assert not Attendance.objects.exists()


def test_hostile_text_comes_out_inert(cast):
    gathering = called(
        cast,
        title=HOSTILE,
        place=HOSTILE[:60],
        words=HOSTILE,
        speaker1=HOSTILE[:50],
        topic1=HOSTILE,
    )
    by(cast, "secretary").post(f"{ADDRESS}{gathering.pk}/write-up/", {"summary": HOSTILE})
    for page in (f"{gathering.pk}/", f"{gathering.pk}/screen/", "", f"{gathering.pk}/edit/"):
        told = by(cast, "secretary").get(f"{ADDRESS}{page}").content.decode()
        assert "<script>alert" not in told
        assert "{{ 7|add" in told


def test_names_of_those_who_came_are_for_the_one_who_leads(cast):
    gathering = called(cast)
    by(cast, "homeroom").post(f"{ADDRESS}{gathering.pk}/here/")
    page = by(cast, "teacher").get(f"{ADDRESS}{gathering.pk}/").content.decode()
    assert "到了 1 位" in page
    assert "周老师" not in page
    assert by(cast, "teacher").get(f"{ADDRESS}{gathering.pk}/list/").status_code == 404
