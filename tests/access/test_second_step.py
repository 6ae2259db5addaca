from __future__ import annotations

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from tests.cast import PASSWORD


def code_for(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


@pytest.fixture
def secret(client, cast) -> str:
    """The teacher's second step is on; nobody is signed in."""
    sign_in(client)
    confirm(client)
    page = client.get("/account/2fa/totp/activate/")
    found = page.context["form"].secret
    answer = client.post("/account/2fa/totp/activate/", {"code": code_for(found)})
    assert answer["Location"] == "/account/2fa/recovery-codes/"
    client.logout()
    return found


def sign_in(client):
    return client.post("/account/login/", {"login": "teacher", "password": PASSWORD})


def confirm(client):
    """The password once more, as before anything that touches the account's safety."""
    return client.post("/account/reauthenticate/", {"password": PASSWORD})


def test_a_code_from_the_telephone_is_asked_for_and_opens_the_door(client, secret):
    assert sign_in(client)["Location"] == "/account/2fa/authenticate/"
    assert client.get("/access/me/").status_code == 302
    page = client.get("/account/2fa/authenticate/").content.decode()
    assert page.count("<h1") == 1
    answer = client.post("/account/2fa/authenticate/", {"code": code_for(secret)})
    assert answer["Location"] == "/"
    assert client.get("/access/me/").status_code == 200


def test_a_wrong_code_is_told_in_a_sentence(client, secret):
    sign_in(client)
    page = client.post("/account/2fa/authenticate/", {"code": "000000"}).content.decode()
    assert "验证码不对" in page


def test_a_recovery_code_works_once(client, cast, secret):
    kept = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()[0]
    sign_in(client)
    assert client.post("/account/2fa/authenticate/", {"code": kept}).status_code == 302
    client.logout()
    sign_in(client)
    page = client.post("/account/2fa/authenticate/", {"code": kept})
    assert "验证码不对" in page.content.decode()


def test_the_secret_is_sealed_in_the_database(cast, secret):
    stored = Authenticator.objects.get(type="totp").data["secret"]
    assert secret not in stored


@pytest.mark.parametrize(
    "path",
    ["", "totp/activate/", "totp/deactivate/", "recovery-codes/", "recovery-codes/generate/"],
)
def test_every_page_has_one_heading(client, cast, secret, path):
    sign_in(client)
    client.post("/account/2fa/authenticate/", {"code": code_for(secret)})
    confirm(client)
    page = client.get(f"/account/2fa/{path}", follow=True).content.decode()
    assert page.count("<h1") == 1


def test_it_can_be_taken_off_again(client, cast, secret):
    sign_in(client)
    client.post("/account/2fa/authenticate/", {"code": code_for(secret)})
    confirm(client)
    client.post("/account/2fa/totp/deactivate/")
    assert not Authenticator.objects.exists()


def test_the_password_is_asked_for_before_the_second_step_changes(client, cast):
    sign_in(client)
    answer = client.get("/account/2fa/totp/activate/")
    assert answer["Location"].startswith("/account/reauthenticate/")
    page = client.get(answer["Location"]).content.decode()
    assert "请再填一次密码" in page
    assert page.count("<h1") == 1
