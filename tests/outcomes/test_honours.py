"""Honours: entered once, with certificates; told in public only where that was agreed to."""

from __future__ import annotations

import datetime as dt

import pytest
from auditlog.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from qingshan.outcomes.honours import services
from qingshan.outcomes.models import Certificate, Honour
from qingshan.school.membership import member_for
from tests.records.test_evidence import photograph
from tests.routes_outcomes import an_honour, an_honour_of_a_child

LIST = "/outcomes/honours/"
HOSTILE = "<script>alert(1)</script>{{ 7|add:1 }}=1+1\u202e"


def by(cast, who: str) -> Client:
    return cast.sign_in(Client(), who)


def public(cast) -> str:
    page = Client().get(f"{LIST}public/{cast.school.code}/")
    assert page.status_code == 200
    return page.content.decode()


def told(**changed) -> dict:
    return {"name": "优秀教师", "level": "district", "date": "2026-09-10"} | changed


def test_an_office_writes_down_a_colleagues_honour_with_its_certificate(cast):
    client = by(cast, "principal")
    file = SimpleUploadedFile("证书.jpg", photograph(), "image/jpeg")
    sheet = told(staff=cast.staff["teacher"].pk, certificates=file, awarded_by="区教育局")
    page = client.post(f"{LIST}new/staff/", sheet, follow=True)
    assert "记下了：优秀教师。" in page.content.decode()
    honour = Honour.objects.get()
    assert (honour.recipient, honour.staff) == ("staff", cast.staff["teacher"])
    assert Certificate.objects.get().media_type == "image/jpeg"
    assert LogEntry.objects.filter(additional_data__deed="record_honour").count() == 1


def test_a_teacher_writes_down_their_own_and_no_colleagues(cast):
    client = by(cast, "teacher")
    own = told(staff=cast.staff["teacher"].pk)
    assert client.post(f"{LIST}new/staff/", own).status_code == 302
    theirs = told(staff=cast.staff["homeroom"].pk, name="别人的")
    assert client.post(f"{LIST}new/staff/", theirs).status_code == 422
    assert client.get(f"{LIST}new/school/").status_code == 404


def test_the_same_again_is_noticed_and_kept_only_when_said_so(cast):
    client = by(cast, "principal")
    sheet = told(staff=cast.staff["teacher"].pk)
    client.post(f"{LIST}new/staff/", sheet)
    again = client.post(f"{LIST}new/staff/", sheet)
    assert again.status_code == 409
    assert "像是记过了" in again.content.decode()
    assert Honour.objects.count() == 1
    client.post(f"{LIST}new/staff/", sheet | {"again": "yes"})
    assert Honour.objects.count() == 2
    twice = client.get(f"{LIST}?twice=yes").content.decode()
    assert "共 2 项" in twice


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"name": " "}, "请写荣誉的名称"),
        ({"level": ""}, "请选级别。"),
        ({"date": "2990-01-01"}, "年份不对"),
        ({"date": (timezone.localdate() + dt.timedelta(days=2)).isoformat()}, "还没有到"),
        ({"date": "昨天"}, "不是日期"),
        ({"staff": ""}, "请写是哪位老师"),
    ],
)
def test_a_wrong_field_is_told_and_the_rest_stays(cast, changed, sentence):
    sheet = told(staff=cast.staff["teacher"].pk, awarded_by="区教育局") | changed
    page = by(cast, "principal").post(f"{LIST}new/staff/", sheet)
    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert "区教育局" in page.content.decode()


def test_nobody_stands_on_the_public_list_without_consent(cast):
    (mine,) = an_honour(cast)
    (childs,) = an_honour_of_a_child(cast)
    Honour.objects.create(
        school=cast.school, recipient="school", name="足球特色校", level="nation", date="2026-01-05"
    )
    assert "足球特色校" in public(cast)
    assert "吴老师" not in public(cast)
    assert "王同学" not in public(cast)
    soon = timezone.localdate() + dt.timedelta(days=30)
    sheet = {"said_by": "妈妈", "way": "paper", "until": soon.isoformat()}
    assert by(cast, "homeroom").post(f"{LIST}{childs}/consent/", sheet).status_code == 302
    assert "王同学" in public(cast)
    by(cast, "homeroom").post(f"{LIST}{childs}/consent/withdraw/")
    assert "王同学" not in public(cast)
    by(cast, "teacher").post(f"{LIST}{mine}/consent/", sheet | {"said_by": "本人"})
    assert "吴老师" in public(cast)


def test_a_consent_ends_by_itself(cast):
    (childs,) = an_honour_of_a_child(cast)
    services.note_consent(
        actor=member_for(cast.accounts["homeroom"]),
        honour=Honour.objects.get(pk=childs),
        said_by="爷爷",
        way="call",
        since=timezone.localdate() - dt.timedelta(days=9),
        until=timezone.localdate() - dt.timedelta(days=1),
    )
    assert "王同学" not in public(cast)


def test_the_public_list_sets_no_cookie(cast):
    assert not Client().get(f"{LIST}public/{cast.school.code}/").cookies


def test_an_honour_is_corrected_and_taken_back_by_who_keeps_it_with_a_reason(cast):
    (pk,) = an_honour(cast)
    client = by(cast, "teacher")
    client.post(f"{LIST}{pk}/edit/", told(name="师德标兵", level="city"))
    assert Honour.objects.get().name == "师德标兵"
    assert client.post(f"{LIST}{pk}/remove/", {"why": ""}).status_code == 422
    client.post(f"{LIST}{pk}/remove/", {"why": "重复登记"})
    assert not Honour.objects.exists()
    row = LogEntry.objects.get(additional_data__deed="remove_honour")
    assert row.additional_data["reason"] == "重复登记"


def test_a_file_that_is_no_picture_is_refused_with_a_sentence(cast):
    (pk,) = an_honour(cast)
    file = SimpleUploadedFile("证书.jpg", b"MZ" + b"\0" * 99, "image/jpeg")
    page = by(cast, "teacher").post(f"{LIST}{pk}/certificates/", {"files": file})
    assert page.status_code == 422
    assert not Certificate.objects.exists()


def test_hostile_words_are_only_words(cast):
    sheet = told(staff=cast.staff["teacher"].pk, name=HOSTILE, awarded_by=HOSTILE)
    page = by(cast, "principal").post(f"{LIST}new/staff/", sheet, follow=True).content.decode()
    assert "<script>alert" not in page
    assert "{{ 7|add:1 }}" in page
    assert "<script>alert" not in by(cast, "principal").get(LIST).content.decode()


def test_another_app_turns_a_result_into_an_honour(cast):
    member = member_for(cast.accounts["student_affairs"])
    result = {"name": "校园艺术节一等奖", "level": "school", "date": dt.date(2026, 11, 2)}
    made = services.record_honour(actor=member, student=cast.wang, category="艺术", **result)
    assert made.recipient == "student"
    with pytest.raises(services.AlreadyHonoured):
        services.record_honour(actor=member, student=cast.wang, **result)
    with pytest.raises(services.NotOfThisSchool):
        services.record_honour(actor=member, student=cast.chu, **result)


def test_the_list_costs_the_same_for_one_honour_and_for_thirty(cast):
    client = by(cast, "principal")

    def cost() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(LIST).status_code == 200
        return len(asked)

    an_honour(cast)
    client.get(LIST)
    one = cost()
    for _ in range(29):
        an_honour(cast)
    assert cost() == one
