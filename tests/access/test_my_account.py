from __future__ import annotations

import pytest

from qingshan.access.roles import Role
from qingshan.school.models import Appointment
from tests.cast import LONG_AGO


def test_it_names_ones_offices_and_school(client, cast):
    page = cast.sign_in(client, "administrator").get("/access/me/").content.decode()
    assert "管理员" in page
    assert "青山镇学校" in page


def test_without_an_office_one_is_told_whom_to_ask(client, cast):
    Appointment.objects.filter(account=cast.accounts["teacher"]).delete()
    page = cast.sign_in(client, "teacher").get("/access/me/").content.decode()
    assert "还没有职责" in page


def test_whoever_serves_two_schools_chooses_between_them(client, cast):
    Appointment.objects.create(
        account=cast.accounts["teacher"],
        school=cast.other_school,
        role=Role.TEACHER,
        since=LONG_AGO,
    )
    cast.sign_in(client, "teacher")
    assert "换一所学校" in client.get("/access/me/").content.decode()
    client.post("/access/me/school/", {"school": cast.other_school.pk})
    assert "现在看的是白水镇学校" in client.get("/access/me/").content.decode()


@pytest.mark.parametrize("wanted", ["other", "", "x"])
def test_a_school_one_does_not_serve_cannot_be_chosen(client, cast, wanted):
    cast.sign_in(client, "teacher")
    school = cast.other_school.pk if wanted == "other" else wanted
    assert client.post("/access/me/school/", {"school": school}).status_code == 404


def test_the_look_is_kept_on_the_device(client, cast):
    cast.sign_in(client, "teacher")
    client.post("/access/me/look/", {"look": "dark"})
    assert 'data-theme="dark"' in client.get("/access/me/").content.decode()
    client.post("/access/me/look/", {"look": "pink"})
    assert "data-theme" not in client.get("/access/me/").content.decode()
