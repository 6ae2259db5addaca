from __future__ import annotations

import pytest

from tests.cast import PASSWORD


def sign_in(client, username="teacher", password=PASSWORD, **more):
    return client.post("/account/login/", {"login": username, "password": password, **more})


def test_the_page_has_one_heading_and_two_fields(client, db):
    page = client.get("/account/login/").content.decode()
    assert page.count("<h1") == 1
    assert "账号" in page
    assert 'autocomplete="current-password"' in page


def test_account_and_password_open_the_door(client, cast):
    answer = sign_in(client)
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert client.get("/access/me/").status_code == 200


def test_one_comes_back_to_the_page_asked_for(client, cast):
    assert sign_in(client, next="/access/me/")["Location"] == "/access/me/"


def test_nobody_is_sent_to_another_host(client, cast):
    assert sign_in(client, next="https://elsewhere.example/")["Location"] == "/"


def test_a_wrong_password_is_told_in_a_sentence(client, cast):
    page = sign_in(client, password="wrong").content.decode()
    assert "账号或密码不对" in page
    assert "请学校管理员重设" in page


def test_an_unknown_account_gets_the_same_sentence(client, cast):
    assert "账号或密码不对" in sign_in(client, username="nobody").content.decode()


def test_after_five_wrong_passwords_the_right_one_must_wait(client, cast):
    for _ in range(5):
        sign_in(client, password="wrong")
    assert "试的次数太多了" in sign_in(client).content.decode()


def test_a_whole_school_may_sign_in_from_one_address(client, cast):
    assert {sign_in(client).status_code for _ in range(40)} == {302}


def test_a_closed_account_cannot_sign_in(client, cast):
    account = cast.accounts["teacher"]
    account.is_active = False
    account.save()
    page = client.get(sign_in(client)["Location"]).content.decode()
    assert "已停用" in page
    assert client.get("/access/me/").status_code == 302


@pytest.mark.parametrize("path", ["signup", "password/reset"])
def test_without_account_or_password_one_is_told_whom_to_ask(client, db, path):
    page = client.get(f"/account/{path}/")
    assert "学校管理员" in page.content.decode()
    assert client.post(f"/account/{path}/", {"username": "me"}).status_code == 405


@pytest.mark.parametrize("path", ["email", "confirm-email", "password/set", "login/code"])
def test_what_the_house_does_not_use_is_not_there(client, db, path):
    assert client.get(f"/account/{path}/").status_code == 404


def test_signing_out_takes_a_press(client, cast):
    cast.sign_in(client, "teacher")
    assert client.get("/account/logout/").status_code == 200
    assert client.post("/account/logout/")["Location"] == "/account/login/"
    assert client.get("/access/me/").status_code == 302
