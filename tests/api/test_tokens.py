"""Tokens: made, told once, revoked; what ends them."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from allauth.mfa.models import Authenticator
from auditlog.models import LogEntry
from django.test import Client

from qingshan.access.services import reset_password, set_open
from qingshan.api import services
from qingshan.api.models import AccessToken
from qingshan.school import membership
from qingshan.school.models import Appointment
from tests.api.ground import DAY, V1, got, program, token_of, with_token
from tests.cast import PASSWORD

NEW = {"name": "教务平台", "scope": "record", "days": "90"}


@pytest.fixture
def browser(cast) -> Client:
    """The teacher, who typed the password a moment ago."""
    client = Client()
    client.post("/account/login/", {"login": "teacher", "password": PASSWORD})
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    return client


def made(browser: Client, **changed: str) -> str:
    page = browser.post("/api/tokens/new/", NEW | changed).content.decode()
    return re.search(r"qs_[\w-]{43}", page)[0]


def test_a_token_is_told_once_and_only_its_hash_is_kept(cast, browser):
    text = made(browser)
    held = AccessToken.objects.get()
    assert text not in str(AccessToken.objects.values().get())
    assert held.expires_on == DAY + dt.timedelta(days=90)
    page = browser.get("/api/tokens/").content.decode()
    assert text not in page
    assert held.prefix in page
    assert "还没用过" in page
    assert got(with_token(text), "/me")["name"] == "吴老师"
    assert "上次用" in browser.get("/api/tokens/").content.decode()


def test_making_and_revoking_leave_a_row_in_the_audit_log(cast, browser):
    text = made(browser)
    browser.post(f"/api/tokens/{AccessToken.objects.get().pk}/revoke/")
    assert not AccessToken.objects.exists()
    assert with_token(text).get(f"{V1}/me").status_code == 401
    deeds = LogEntry.objects.filter(actor=cast.accounts["teacher"])
    noted = set(deeds.values_list("additional_data__deed", flat=True))
    assert {"make_token", "revoke_token"} <= noted
    assert text not in str(list(deeds.values()))


def test_a_form_filled_in_badly_comes_back_with_a_sentence_at_the_field(browser):
    answer = browser.post("/api/tokens/new/", NEW | {"name": ""})
    assert answer.status_code == 422
    assert "请写给哪个程序用。" in answer.content.decode()


def test_whoever_signed_in_long_ago_types_the_password_again(cast):
    answer = cast.sign_in(Client(), "teacher").get("/api/tokens/new/")
    assert answer.status_code == 302
    assert "/reauthenticate/" in answer["Location"]


def test_nobody_revokes_the_token_of_another(cast, browser):
    made(browser)
    pk = AccessToken.objects.get().pk
    client = cast.sign_in(Client(), "administrator")
    assert client.post(f"/api/tokens/{pk}/revoke/").status_code == 404
    assert "教务平台" not in client.get("/api/tokens/").content.decode()


def test_there_are_at_most_ten(browser):
    for _ in range(services.AT_MOST):
        made(browser)
    answer = browser.post("/api/tokens/new/", NEW)
    assert answer.status_code == 422
    assert "请先收回一个" in answer.content.decode()


def test_whoever_sees_the_whole_school_needs_the_second_step_first(cast):
    actor = membership.member_for(cast.accounts["principal"])
    with pytest.raises(services.MayNotHoldTokens):
        services.make_token(actor=actor, name="x", scope="read", expires_on=DAY)
    page = cast.sign_in(Client(), "principal").get("/api/tokens/").content.decode()
    assert "先要开启两步验证" in page


def test_a_token_ends_where_the_second_step_is_taken_off(cast):
    client = program(cast, "principal")
    assert client.get(f"{V1}/me").status_code == 200
    Authenticator.objects.all().delete()
    assert client.get(f"{V1}/me").status_code == 401


def closed(cast):
    set_open(
        actor=cast.accounts["administrator"],
        account=cast.accounts["teacher"],
        opened=False,
        school_id=cast.school.pk,
    )


def out_of_office(cast):
    Appointment.objects.filter(account=cast.accounts["teacher"]).update(until=dt.date(2026, 11, 1))


def with_a_new_password(cast):
    reset_password(actor=None, account=cast.accounts["teacher"], school_id=cast.school.pk)


def run_out(cast):
    AccessToken.objects.update(expires_on=dt.date(2026, 11, 23))


def serving_elsewhere(cast):
    out_of_office(cast)
    Appointment.objects.create(
        account=cast.accounts["teacher"],
        school=cast.other_school,
        role="teacher",
        since=dt.date(2026, 11, 2),
    )


@pytest.mark.parametrize(
    "what_happens", [closed, out_of_office, with_a_new_password, run_out, serving_elsewhere]
)
def test_a_token_ends_with_what_it_rests_on(cast, what_happens):
    client = program(cast, "teacher")
    assert client.get(f"{V1}/me").status_code == 200
    what_happens(cast)
    answer = client.get(f"{V1}/me")
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"].startswith("Bearer")
    assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    "shown", [None, "Bearer", "Bearer qs_nobody", "Basic dGVhY2hlcjp4", "Bearer a b"]
)
def test_without_a_token_that_holds_nothing_opens(cast, shown):
    headers = {"authorization": shown} if shown else {}
    signed_in = cast.sign_in(Client(headers=headers), "principal")
    assert signed_in.get(f"{V1}/students").status_code == 401


def test_a_token_opens_no_page(cast):
    assert program(cast, "teacher").get("/people/students/").status_code == 302


def test_a_token_may_ask_so_often_in_a_minute_and_no_more(cast, monkeypatch):
    monkeypatch.setattr(services, "A_MINUTE", 3)
    monkeypatch.setattr(
        services.timezone, "now", lambda: dt.datetime(2026, 11, 24, 1, 2, 30, tzinfo=dt.UTC)
    )
    client, other = program(cast, "teacher"), program(cast, "homeroom")
    assert [client.get(f"{V1}/me").status_code for _ in range(4)] == [200, 200, 200, 429]
    answer = client.get(f"{V1}/me")
    assert answer["Retry-After"] == "30"
    assert "过 30 秒再问" in answer.json()["detail"]
    assert other.get(f"{V1}/me").status_code == 200
    monkeypatch.setattr(
        services.timezone, "now", lambda: dt.datetime(2026, 11, 24, 1, 3, 1, tzinfo=dt.UTC)
    )
    assert client.get(f"{V1}/me").status_code == 200


def test_tokens_that_ran_out_and_old_answers_leave(cast):
    from qingshan.api.models import AnsweredDeed
    from qingshan.privacy.scrubbing import scrub_all

    token_of(cast, "teacher")
    AnsweredDeed.objects.create(
        school=cast.school, account=cast.accounts["teacher"], key="a", told="b"
    )
    scrub_all(DAY + dt.timedelta(days=200))
    assert not AccessToken.objects.exists()
    assert not AnsweredDeed.objects.exists()
