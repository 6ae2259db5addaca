"""Children who left long ago are listed, and two people erase each of them; the job only counts."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from qingshan.people.models import Student
from qingshan.privacy.models import KeptDays
from qingshan.privacy.scrubbing import scrub_all
from tests.privacy.test_kept_days import KEPT, NOW, days

LIST = "/privacy/left/"
SIX_YEARS = 6 * 365


def left_days_ago(cast, number: int) -> None:
    day = timezone.localdate() - dt.timedelta(days=number)
    Student.objects.filter(pk=cast.wang.pk).update(left_on=day, left_how="graduated")


def line(client):
    form = client.get(KEPT).context["form"]
    (found,) = [one for one in form.kept if one.leaving.key == "privacy.left"]
    return found


def test_who_left_long_enough_ago_is_listed_with_the_way_to_erase_them(client, cast):
    left_days_ago(cast, SIX_YEARS + 1)
    cast.sign_in(client, "principal")
    assert (line(client).now, client.get(KEPT).context["now"]) == (1, 0)
    assert LIST in client.get(KEPT).content.decode()
    told = client.get(LIST).content.decode()
    assert f"/privacy/of/child/{cast.wang.pk}/erase/" in told
    assert "冯同学" not in told


@pytest.mark.parametrize("ago", [0, SIX_YEARS])
def test_who_left_later_is_not(client, cast, ago):
    left_days_ago(cast, ago)
    cast.sign_in(client, "principal")
    assert line(client).now == 0
    assert "王同学" not in client.get(LIST).content.decode()


def test_a_school_may_choose_how_long(client, cast):
    left_days_ago(cast, 400)
    cast.sign_in(client, "principal")
    client.post(KEPT, days(privacy__left=365))
    assert KeptDays.objects.get().key == "privacy.left"
    assert "王同学" in client.get(LIST).content.decode()


def test_nobody_is_erased_by_the_job_or_at_one_press(client, cast):
    left_days_ago(cast, SIX_YEARS + 100)
    scrub_all(timezone.localdate())
    cast.sign_in(client, "principal").post(NOW)
    assert Student.objects.get(pk=cast.wang.pk).name == "王同学"


def test_who_was_erased_is_not_listed_any_more_and_has_left(client, cast):
    left_days_ago(cast, SIX_YEARS + 1)
    page = f"/privacy/of/child/{cast.wang.pk}/erase/"
    day = Student.objects.get(pk=cast.wang.pk).left_on
    assert day.isoformat() in cast.sign_in(client, "principal").get(page).content.decode()
    client.post(page, {"deed": "ask", "left_on": day.isoformat(), "why": "到期了"})
    cast.sign_in(client, "student_affairs").post(page, {"deed": "do"})
    assert Student.objects.get(pk=cast.wang.pk).name == "（已删去）"
    assert "（已删去）" not in client.get(LIST).content.decode()
    assert Student.objects.get(pk=cast.wang.pk).left_on == day


def test_a_child_erased_while_still_on_the_roster_has_that_day_as_its_last(client, cast):
    page = f"/privacy/of/child/{cast.wang.pk}/erase/"
    cast.sign_in(client, "principal")
    client.post(page, {"deed": "ask", "left_on": "2026-07-10", "why": "转走了"})
    cast.sign_in(client, "student_affairs").post(page, {"deed": "do"})
    assert Student.objects.get(pk=cast.wang.pk).left_on == timezone.localdate()
