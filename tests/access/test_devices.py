"""Where one is signed in: seen on one's own page, ended from afar."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from qingshan.access.devices import devices_of
from tests.cast import PASSWORD

PHONE = "Mozilla/5.0 (Linux; Android 14; V2001A) AppleWebKit/537.36 Chrome/126 Mobile"
IN_WECHAT = f"{PHONE} MicroMessenger/8.0"
DESK = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/126"


def signed_in(browser: str, who: str = "teacher") -> Client:
    client = Client(headers={"user-agent": browser})
    client.post("/account/login/", {"login": who, "password": PASSWORD})
    return client


def page_of(client: Client) -> str:
    return client.get("/access/me/").content.decode()


def is_in(client: Client) -> bool:
    return client.get("/access/me/").status_code == 200


@pytest.fixture
def three(cast):
    return [signed_in(browser) for browser in (DESK, PHONE, IN_WECHAT)]


def test_each_is_named_as_people_call_it_and_this_one_is_known(three):
    page = page_of(three[0])
    assert "Windows 电脑 · 就是这台" in page
    for words in ("安卓手机", "安卓手机，在微信里", "别的都退出"):
        assert words in page
    for client in three:
        assert (
            client.session.session_key not in page
        )  # whoever reads it over a shoulder gets no key


def test_one_is_signed_out_and_the_others_stay(three):
    desk, phone, wechat = three
    wanted = next(
        one.key
        for one in devices_of(desk.get("/access/me/").wsgi_request.user, "")
        if one.what == "安卓手机"
    )
    answer = desk.post("/access/me/devices/out/", {"device": wanted}, follow=True)
    assert "1 台设备退出了" in answer.content.decode()
    assert [is_in(client) for client in three] == [True, False, True]
    again = desk.post("/access/me/devices/out/", {"device": wanted}, follow=True)
    assert "已经不在登录着了" in again.content.decode()
    assert is_in(wechat)
    assert not is_in(phone)


def test_all_others_are_signed_out_at_once(three):
    three[1].post("/access/me/devices/out/")
    assert [is_in(client) for client in three] == [False, True, False]


def test_nobody_signs_out_somebody_else(three, cast):
    other = signed_in(DESK, "homeroom")
    keys = re.findall(r'name="device" value="(\w+)"', page_of(three[0]))
    assert len(keys) == 2
    for key in keys:
        other.post("/access/me/devices/out/", {"device": key})
    other.post("/access/me/devices/out/")
    assert all(map(is_in, three))
    assert "安卓手机" not in page_of(other)


def test_it_is_noted_in_the_log(three, client, cast):
    three[0].post("/access/me/devices/out/")
    page = cast.sign_in(client, "principal").get("/school/audit/").content.decode()
    assert "让别的设备退出" in page


def test_of_a_password_that_is_no_longer_theirs_nothing_is_listed(three, cast):
    teacher = cast.accounts["teacher"]
    teacher.set_password("quite another horse battery")
    teacher.save()
    assert devices_of(teacher, "") == []


def test_a_device_that_says_nothing_is_a_device(cast):
    assert "别的设备 · 就是这台" in page_of(signed_in(""))
