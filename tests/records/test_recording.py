"""Writing a deed down."""

from __future__ import annotations

import datetime as dt

import pytest
from auditlog.models import LogEntry
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qingshan.records.kinds import all_kinds
from qingshan.records.models import Record
from qingshan.records.services import NotTheirsToName, record_deed
from qingshan.school.membership import member_for


def sheet(kind: str) -> str:
    return reverse("records:record_new_of_kind", args=[kind])


def today() -> str:
    return timezone.localdate().isoformat()


def test_a_reading_takes_one_field(client, cast):
    cast.sign_in(client, "teacher")
    answer = client.post(sheet("news_reading"), {"title": "山里的小学", "date": today()})
    record = Record.objects.get()
    assert answer["Location"] == reverse("records:record", args=[record.pk])
    assert (record.staff, record.school) == (cast.staff["teacher"], cast.school)
    assert "记下了：新闻阅读" in client.get(answer["Location"]).content.decode()


def test_the_day_is_today_unless_said(client, cast):
    cast.sign_in(client, "teacher")
    assert f'value="{today()}"' in client.get(sheet("news_reading")).content.decode()


def test_each_deed_leaves_one_audit_row(client, cast):
    cast.sign_in(client, "teacher")
    before = LogEntry.objects.count()
    client.post(sheet("news_reading"), {"title": "一则", "date": today()})
    row = LogEntry.objects.latest("pk")
    assert LogEntry.objects.count() == before + 1
    assert row.actor == cast.accounts["teacher"]
    assert row.additional_data["deed"] == "record_deed"


def test_words_are_counted_where_they_are_not_given(client, cast):
    cast.sign_in(client, "teacher")
    client.post(
        sheet("reading_notes"), {"title": "笔记", "content": "读了 3 页 book。", "date": today()}
    )
    assert Record.objects.get().words == 5


def test_given_words_stand(client, cast):
    cast.sign_in(client, "teacher")
    fields = {"title": "笔记", "content": "短", "words": "1200", "date": today()}
    client.post(sheet("reading_notes"), fields)
    assert Record.objects.get().words == 1200


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"title": ""}, "请写题目。"),
        ({"title": "x" * 201}, "题目最多 200 字。"),
        ({"title": "留着", "date": "2999-01-01"}, "这一天还没有到"),
        ({"title": "留着", "date": "2001-01-01"}, "一年以前的事"),
        ({"title": "留着", "date": "昨天"}, "请写一个有的日期"),
    ],
)
def test_a_slip_is_told_at_its_field_and_nothing_typed_is_lost(client, cast, fields, sentence):
    cast.sign_in(client, "teacher")
    answer = client.post(sheet("news_reading"), {"date": today()} | fields)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert sentence in page
    assert f'value="{fields["title"]}"' in page or not fields["title"]
    assert not Record.objects.exists()


@pytest.mark.system("C5")
def test_a_visit_names_the_child_and_counts_at_once(client, cast):
    cast.sign_in(client, "homeroom")
    client.post(
        sheet("home_visit"), {"student": cast.wang.pk, "content": "谈了校车", "date": today()}
    )
    assert Record.objects.get().student == cast.wang
    cast.sign_in(client, "principal")
    assert "1" in client.get(reverse("indicators:indicator", args=["care.visits"])).content.decode()


def test_a_child_one_may_not_see_cannot_be_named(client, cast):
    cast.sign_in(client, "homeroom")
    for child in (cast.feng, cast.chu):
        answer = client.post(
            sheet("home_visit"), {"student": child.pk, "content": "谈了", "date": today()}
        )
        assert "请从列表里选一个孩子" in answer.content.decode()
    assert not Record.objects.exists()


def test_a_teacher_without_children_is_told_what_to_do(client, cast):
    cast.sign_in(client, "teacher")
    assert "还没有和你结对的孩子" in client.get(sheet("home_visit")).content.decode()


def test_a_drop_names_the_class_one_leads(client, cast):
    cast.sign_in(client, "homeroom")
    page = client.get(sheet("moral_drop")).content.decode()
    assert f'<option value="{cast.class_31.pk}" selected>' in page


def test_it_goes_back_to_the_page_it_was_opened_from(client, cast):
    cast.sign_in(client, "teacher")
    fields = {"title": "一则", "date": today(), "next": "/"}
    assert client.post(sheet("news_reading"), fields)["Location"] == "/"
    fields["next"] = "https://elsewhere.example/"
    assert client.post(sheet("news_reading"), fields)["Location"].startswith("/records/")


def test_an_account_off_the_staff_is_told_so(client, cast):
    cast.sign_in(client, "other_school")
    assert "不在教职工名册里" in client.get(sheet("news_reading")).content.decode()
    client.post(sheet("news_reading"), {"title": "一则", "date": today()})
    assert not Record.objects.exists()


def test_a_kind_that_is_not_there_does_not_exist(client, cast):
    cast.sign_in(client, "teacher")
    assert client.get(sheet("sleeping")).status_code == 404


def test_only_its_writer_corrects_a_record(client, cast):
    cast.sign_in(client, "teacher")
    client.post(sheet("news_reading"), {"title": "旧题目", "date": today()})
    record = Record.objects.get()
    edit = reverse("records:record_edit", args=[record.pk])
    cast.sign_in(client, "principal")
    assert client.get(reverse("records:record", args=[record.pk])).status_code == 200
    assert client.post(edit, {"title": "别人的", "date": today()}).status_code == 404
    cast.sign_in(client, "homeroom")
    assert client.get(reverse("records:record", args=[record.pk])).status_code == 404
    cast.sign_in(client, "teacher")
    client.post(edit, {"title": "新题目", "date": today()})
    record.refresh_from_db()
    assert record.title == "新题目"
    assert LogEntry.objects.latest("pk").additional_data["fields"] == ["title"]


def test_a_withdrawn_record_counts_nowhere_and_leaves_a_trace(client, cast):
    cast.sign_in(client, "teacher")
    client.post(sheet("news_reading"), {"title": "一则", "date": today()})
    record = Record.objects.get()
    page = reverse("records:record_withdraw", args=[record.pk])
    assert "撤回这条记录？" in client.get(page).content.decode()
    client.post(page)
    assert not Record.objects.exists()
    assert LogEntry.objects.latest("pk").additional_data["number"] == record.number


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_whatever_is_typed_gets_an_answer(client, cast, data):
    kind = data.draw(st.sampled_from(sorted(all_kinds())))
    names = ("date", "student", "school_class", "title", "content", "words", "minutes", "next")
    wild = st.one_of(
        st.text(max_size=40), st.integers().map(str), st.dates().map(dt.date.isoformat)
    )
    fields = data.draw(st.dictionaries(st.sampled_from(names), wild))
    cast.sign_in(client, "homeroom")
    assert client.post(sheet(kind), fields).status_code in {302, 422}


@pytest.mark.parametrize("child", ["feng", "chu", None])
def test_the_deed_itself_minds_whom_it_names(cast, child):
    """Whatever form or machine asks for it."""
    named = getattr(cast, child) if child else None
    with pytest.raises(NotTheirsToName):
        record_deed(
            actor=member_for(cast.accounts["homeroom"]),
            kind=all_kinds()["home_visit"],
            date=timezone.localdate(),
            student=named,
        )
    assert not Record.objects.exists()
