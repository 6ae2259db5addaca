"""Who joined and who applied is for those who lead the branch; the number is for everybody."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

APPLIED = "staff.special_post.party_applicants"


@pytest.fixture
def applicant(cast):
    colleague = cast.staff["teacher"]
    colleague.applied_party_on = dt.date(2026, 3, 5)
    colleague.save()
    return colleague


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("secretary", True),
        ("principal", True),
        ("teacher", True),  # herself
        ("homeroom", False),
        ("group_head", False),
        ("student_affairs", False),
    ],
)
def test_a_colleagues_application_is_not_for_every_colleague(client, cast, applicant, who, sees):
    page = cast.sign_in(client, who).get(reverse("indicators:indicator", args=[APPLIED]))
    told = page.content.decode()
    assert (reverse("people:staff_member", args=[applicant.pk]) in told) is sees
    assert ("另有 1 条不在你的可见范围内" in told) is not sees


def test_only_those_who_may_open_every_row_take_the_rows_out(client, cast, applicant):
    address = reverse("indicators:indicator_rows", args=[APPLIED])
    assert cast.sign_in(client, "secretary").post(address).status_code == 200
    assert cast.sign_in(client, "student_affairs").post(address).status_code == 404
    page = client.get(reverse("indicators:indicator", args=[APPLIED])).content.decode()
    assert address not in page


def test_the_day_of_hiring_is_not_told_beside_the_roster(client, cast):
    address = reverse("indicators:indicator", args=["staff.total"])
    page = cast.sign_in(client, "homeroom").get(address).content.decode()
    assert "吴老师" in page
    assert "2024-08-20" not in page
    assert "2024年8月20日" not in page


def test_a_childs_number_stands_masked_beside_a_figure(client, cast):
    cast.wang.number = "G220802201605062191"
    cast.wang.save()
    address = reverse("indicators:indicator", args=["students.total"])
    page = cast.sign_in(client, "principal").get(address).content.decode()
    assert "王同学" in page
    assert "220802201605062191" not in page
