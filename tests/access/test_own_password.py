from __future__ import annotations

import pytest

from tests.cast import PASSWORD

OWN = "green hills in spring"


@pytest.fixture
def newcomer(client, cast):
    account = cast.accounts["teacher"]
    account.must_change_password = True
    account.save()
    cast.sign_in(client, "teacher")
    return account


def test_nothing_opens_before_ones_own_password(client, newcomer):
    for path in ("/access/me/", "/kit/", "/account/password/change/", "/account/2fa/"):
        assert client.get(path)["Location"] == "/access/me/password/"


def test_one_may_still_sign_out(client, newcomer):
    assert client.get("/account/logout/").status_code == 200


def test_the_own_password_opens_the_house(client, newcomer):
    answer = client.post("/access/me/password/", {"password": OWN, "again": OWN})
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert client.get("/access/me/").status_code == 200
    newcomer.refresh_from_db()
    assert newcomer.check_password(OWN)


@pytest.mark.parametrize(
    ("password", "again", "sentence"),
    [
        (OWN, "something else 1", "两次填的不一样"),
        (PASSWORD, PASSWORD, "还是发给您的那个密码"),
        ("12345678", "12345678", "密码"),
        ("Qingshan2026", "Qingshan2026", "人人想得到的词"),
    ],
)
def test_a_password_that_will_not_do_is_told_beside_its_field(
    client, newcomer, password, again, sentence
):
    answer = client.post("/access/me/password/", {"password": password, "again": again})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert 'aria-invalid="true"' in answer.content.decode()


def test_whoever_has_an_own_password_changes_it_with_the_old_one(client, cast):
    cast.sign_in(client, "teacher")
    assert client.get("/access/me/password/")["Location"] == "/account/password/change/"
    answer = client.post(
        "/account/password/change/",
        {"oldpassword": PASSWORD, "password1": OWN, "password2": OWN},
    )
    assert answer["Location"] == "/access/me/"
    assert client.get("/access/me/").status_code == 200


def test_a_wrong_old_password_changes_nothing(client, cast):
    cast.sign_in(client, "teacher")
    page = client.post(
        "/account/password/change/", {"oldpassword": "no", "password1": OWN, "password2": OWN}
    )
    assert "请再填一次" in page.content.decode()
    cast.accounts["teacher"].refresh_from_db()
    assert cast.accounts["teacher"].check_password(PASSWORD)
