"""Finding figures: by a word, a system, a part of the house, a dimension; pinning one's own."""

import pytest
from auditlog.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from qingshan.indicators.models import Pin
from qingshan.indicators.services import AT_MOST
from tests.indicators.small_school import EARLIER, record

LIST = "/indicators/"


def shown(client, **asked) -> str:
    return client.get(LIST, asked).content.decode()


@pytest.mark.parametrize(
    ("asked", "there", "away"),
    [
        ({"q": "小水滴"}, "drops.told", "care.visits"),
        ({"q": "M5"}, "drops.library", "care.visits"),
        ({"system": "C5"}, "care.visits", "care.home_teaching"),
        ({"app": "growth"}, "growth.titled", "care.visits"),
        ({"by": "village"}, "students.total", "care.visits"),
        ({"q": "家访", "by": "class"}, "care.visits", "staff.total"),
    ],
)
def test_what_is_asked_for_is_shown(client, cast, asked, there, away):
    cast.sign_in(client, "principal")
    text = shown(client, **asked)
    assert f"/indicators/{there}/" in text
    assert f"/indicators/{away}/" not in text


def test_nothing_found_says_what_to_do(client, cast):
    cast.sign_in(client, "principal")
    assert "少选一样再找" in shown(client, system="C5", app="growth")


def test_only_what_is_asked_for_is_counted(client, cast):
    cast.sign_in(client, "principal")
    everything = queries_of(lambda: shown(client))
    assert queries_of(lambda: shown(client, system="C5")) < everything / 2


def test_the_list_costs_the_same_for_few_rows_and_for_many(client, cast):
    cast.sign_in(client, "principal")
    few = queries_of(lambda: shown(client, system="C5"))
    for number in range(30):
        record(cast.school, cast.staff["homeroom"], f"X{number}", "home_visit", cast.wang, EARLIER)
    assert queries_of(lambda: shown(client, system="C5")) == few


def pin(client, key, **more):
    return client.post(reverse("indicators:pin", args=[key]), more, follow=True)


def test_a_pinned_figure_stands_first_and_on_the_overview(client, cast):
    cast.sign_in(client, "teacher")
    assert "我钉住的" not in shown(client)
    assert "钉住了" in pin(client, "drops.told").content.decode()
    text = shown(client)
    assert text.index("我钉住的") < text.index("学校概况")
    assert 'hx-get="/indicators/pinned/"' in client.get(reverse("desk:overview")).content.decode()
    assert "讲过的小水滴" in client.get(reverse("indicators:pinned")).content.decode()
    said = LogEntry.objects.latest("pk")
    assert (said.additional_data["deed"], said.actor) == ("pin_figure", cast.accounts["teacher"])


def test_a_pin_is_ones_own(client, cast):
    cast.sign_in(client, "teacher")
    pin(client, "drops.told")
    cast.sign_in(client, "homeroom")
    assert "我钉住的" not in shown(client)
    assert "讲过的小水滴" not in client.get(reverse("indicators:pinned")).content.decode()


def test_pinning_twice_pins_once_and_the_pin_comes_out(client, cast):
    cast.sign_in(client, "teacher")
    for _ in range(2):
        pin(client, "exam.entered.2025")
    assert Pin.objects.count() == 1
    pin(client, "exam.entered.2025", off="1")
    pin(client, "exam.entered.2025", off="1")
    assert Pin.objects.count() == 0
    assert LogEntry.objects.filter(additional_data__deed="unpin_figure").count() == 1


def test_more_pins_than_stay_readable_are_refused(client, cast):
    cast.sign_in(client, "teacher")
    for number in range(AT_MOST):
        Pin.objects.create(account=cast.accounts["teacher"], key=f"exam.entered.{2000 + number}")
    assert "先取下一个" in pin(client, "drops.told").content.decode()
    assert Pin.objects.count() == AT_MOST


def test_what_one_may_not_know_cannot_be_pinned(client, cast):
    cast.sign_in(client, "teacher")
    assert pin(client, "cases.open").status_code == 404


def test_a_pin_of_what_one_may_no_longer_know_is_passed_over(client, cast):
    Pin.objects.create(account=cast.accounts["teacher"], key="cases.open")
    Pin.objects.create(account=cast.accounts["teacher"], key="gone.figure")
    cast.sign_in(client, "teacher")
    assert "cases.open" not in client.get(reverse("indicators:pinned")).content.decode()


def queries_of(deed) -> int:
    with CaptureQueriesContext(connection) as caught:
        deed()
    return len(caught)
