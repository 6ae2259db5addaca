"""Learning elsewhere: the trip, its cost to the cent, the report back and who heard it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db.models import Sum
from django.urls import reverse

from qingshan.records.models import Record
from qingshan.teaching.models import Trip, TripCost, TripHearer

pytestmark = [pytest.mark.django_db, pytest.mark.system("A4")]


def told(**more):
    return {
        "place": "长春市第八十七中学",
        "topic": "单元整体教学",
        "starts_on": "2026-11-02",
        "ends_on": "2026-11-04",
        "cost_0": "126.50",
        "cost_1": "300",
        "cost_2": "0.05",
        "cost_3": "",
        "cost_4": "",
    } | more


@pytest.fixture
def kept(client, cast):
    cast.sign_in(client, "teacher")
    client.post(reverse("teaching:trip_new"), told())
    return Trip.objects.get()


def page(client, trip):
    return client.get(reverse("teaching:trip", args=[trip.pk])).content.decode()


def test_it_is_counted_to_the_cent_and_shown_to_those_who_count(client, cast, kept):
    total = TripCost.objects.aggregate(total=Sum("amount"))["total"]
    assert total == Decimal("426.55")
    assert "426.55 元" in page(client, kept)
    cast.sign_in(client, "principal")
    assert "426.55 元" in page(client, kept)
    cast.sign_in(client, "homeroom")
    shown = page(client, kept)
    assert "单元整体教学" in shown
    assert "426.55" not in shown


def test_a_cost_is_changed_and_taken_out(client, cast, kept):
    client.post(reverse("teaching:trip_edit", args=[kept.pk]), told(cost_0="", cost_1="288.8"))
    assert dict(TripCost.objects.values_list("item", "amount")) == {
        "住宿": Decimal("288.80"),
        "伙食": Decimal("0.05"),
    }


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"cost_0": "12.345"}, "两位小数"),
        ({"cost_0": "-3"}, "要大于 0"),
        ({"place": ""}, "请写去哪里"),
        ({"ends_on": "2026-11-01"}, "比第一天还早"),
    ],
)
def test_a_wrong_field_is_told(client, cast, more, sentence):
    cast.sign_in(client, "teacher")
    answer = client.post(reverse("teaching:trip_new"), told(**more))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Trip.objects.exists()


def test_the_report_is_a_record_and_those_who_heard_it_are_named(client, cast, kept):
    address = reverse("teaching:trip_report", args=[kept.pk])
    heard = [cast.staff["homeroom"].pk, cast.staff["group_head"].pk]
    report = {"on": "2026-11-06", "minutes": "30", "words": "带回三张课例。", "hearers": heard}
    assert client.post(address, report | {"hearers": []}).status_code == 422
    assert client.post(address, report | {"on": "2026-10-06"}).status_code == 422
    assert client.post(address, report).status_code == 302
    record = Record.objects.get()
    assert (record.kind, record.title, record.minutes) == ("trip_report", "单元整体教学", 30)
    assert TripHearer.objects.count() == 2
    shown = page(client, kept)
    assert "来听的 2 位" in shown
    assert "周老师" in shown
    assert client.post(address, report).status_code == 404, "once"
    client.post(reverse("records:record_withdraw", args=[record.pk]))
    assert Record.objects.exists()


def test_only_the_traveller_reports(client, cast, kept):
    cast.sign_in(client, "principal")
    assert client.get(reverse("teaching:trip_report", args=[kept.pk])).status_code == 404
    cast.sign_in(client, "homeroom")
    assert client.get(reverse("teaching:trip_edit", args=[kept.pk])).status_code == 404
