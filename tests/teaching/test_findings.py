"""What a check or review found: written, mended, seen again, by those it concerns."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from qingshan.records.models import Record
from qingshan.teaching.models import Finding

pytestmark = [pytest.mark.django_db, pytest.mark.system("A3")]


@pytest.fixture
def look(cast):
    return Record.objects.create(
        school=cast.school,
        number="R9",
        date=dt.date(2026, 11, 2),
        kind="teaching_check",
        staff=cast.staff["group_head"],
        title="查教案",
    )


def told(cast, look, **more):
    until = timezone.localdate() + dt.timedelta(days=7)
    return {
        "record": look.pk,
        "mender": cast.staff["teacher"].pk,
        "words": "第二单元没有反思固学。",
        "until": until.isoformat(),
    } | more


@pytest.fixture
def written(client, cast, look):
    cast.sign_in(client, "group_head")
    client.post(reverse("teaching:finding_new"), told(cast, look))
    return Finding.objects.get()


def sheet(client, found, **more):
    address = reverse("teaching:finding", args=[found.pk])
    return client.post(address, more) if more else client.get(address)


def test_it_is_mended_seen_again_not_good_enough_and_mended_for_good(client, cast, written):
    later = (timezone.localdate() + dt.timedelta(days=3)).isoformat()
    cast.sign_in(client, "teacher")
    assert "第二单元没有反思固学" in sheet(client, written).content.decode()
    sheet(client, written, words="补上了。")
    cast.sign_in(client, "group_head")
    assert sheet(client, written, is_mended="no", words="还差一课").status_code == 422
    sheet(client, written, is_mended="no", words="还差一课", until=later)
    written.refresh_from_db()
    assert (written.done_on, written.until.isoformat()) == (None, later)
    cast.sign_in(client, "teacher")
    assert "还差一课" in sheet(client, written).content.decode()
    sheet(client, written, words="都补上了。")
    cast.sign_in(client, "group_head")
    sheet(client, written, is_mended="yes", words="看了，都有了。")
    written.refresh_from_db()
    assert written.is_mended
    assert sheet(client, written, is_mended="no", words="x", until=later).status_code == 404


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("group_head", 200),
        ("teacher", 200),
        ("principal", 200),
        ("homeroom", 404),
        ("secretary", 404),
        ("administrator", 404),
        ("other_school", 404),
    ],
)
def test_it_is_between_those_it_concerns(client, cast, written, who, status):
    cast.sign_in(client, who)
    assert sheet(client, written).status_code == status
    listed = client.get(reverse("teaching:finding_list")).content.decode()
    assert ("吴老师" in listed.partition("<table")[2]) is (status == 200)


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"words": ""}, "请写看到了什么问题"),
        ({"until": "2020-01-01"}, "已经过了"),
        ({"mender": "99999"}, "请从列表里选"),
        ({"record": ""}, "请选一次查或评"),
    ],
)
def test_a_wrong_field_is_told(client, cast, look, more, sentence):
    cast.sign_in(client, "group_head")
    answer = client.post(reverse("teaching:finding_new"), told(cast, look, **more))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_the_check_stays_for_as_long_as_something_rests_on_it(client, cast, written, look):
    cast.sign_in(client, "group_head")
    client.post(reverse("records:record_withdraw", args=[look.pk]))
    assert Record.objects.filter(pk=look.pk).exists()


def test_who_leads_no_group_finds_nothing(client, cast, look):
    cast.sign_in(client, "teacher")
    assert client.post(reverse("teaching:finding_new"), told(cast, look)).status_code == 404
