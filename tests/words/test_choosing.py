"""A reader chooses the language: nobody's phone, and nothing that is kept or handed on, does."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

SIGN_IN = "account_login"
DUMP = "exchange:dump_download"


def choose(client, language: str, at: str = "/account/login/"):
    return client.post(reverse("kit:language"), {"language": language, "next": at})


def test_a_page_is_chinese_until_somebody_chooses(client, db):
    answer = client.get(reverse(SIGN_IN))
    assert answer.headers["Content-Language"] == "zh-hans"
    assert "Cookie" in answer.headers["Vary"]
    page = answer.content.decode()
    assert '<html lang="zh-CN"' in page
    assert "登录" in page


def test_a_phone_that_reports_english_gets_chinese(client, db):
    answer = client.get(reverse(SIGN_IN), headers={"accept-language": "en-US,en;q=0.9"})
    assert "<h1>登录</h1>" in answer.content.decode()


def test_english_is_chosen_and_stays(client, db):
    assert choose(client, "en").headers["Location"] == "/account/login/"
    page = client.get(reverse(SIGN_IN)).content.decode()
    assert '<html lang="en"' in page
    assert "登录" not in page
    choose(client, "zh-hans")
    assert "<h1>登录</h1>" in client.get(reverse(SIGN_IN)).content.decode()


@pytest.mark.parametrize("unknown", ["xx", "de", "", "en'; --"])
def test_a_language_that_nobody_speaks_here_is_chinese(client, db, unknown):
    client.cookies["language"] = unknown
    assert '<html lang="zh-CN"' in client.get(reverse(SIGN_IN)).content.decode()


def test_choosing_leads_to_no_other_site(client, db):
    assert choose(client, "en", "https://example.org/").headers["Location"] == "/"


def test_every_page_offers_the_other_language(client, cast):
    for who in ("stranger", "teacher", "county_officer"):
        cast.sign_in(client, who)
        address = reverse(SIGN_IN) if who == "stranger" else reverse("access:my_account")
        page = client.get(address).content.decode()
        assert f'action="{reverse("kit:language")}"' in page
        assert ">English</button>" in page


def test_the_rail_is_kept_for_each_language_by_itself(client, cast):
    cast.sign_in(client, "teacher")
    chinese = client.get("/").content.decode()
    choose(client, "en")
    english = client.get("/").content.decode()
    choose(client, "zh-hans")
    assert "<span>今天</span>" in chinese
    assert "<span>今天</span>" not in english
    assert "<span>今天</span>" in client.get("/").content.decode()


def test_a_workbook_is_chinese_whoever_asks(client, cast):
    cast.sign_in(client, "administrator")
    choose(client, "en")
    asked = (client.get(reverse("exchange:template_download")), client.post(reverse(DUMP)))
    for answer in asked:
        book = load_workbook(BytesIO(b"".join(answer.streaming_content)), read_only=True)
        assert not [title for title in book.sheetnames if title.isascii()]
        book.close()


def test_what_one_reader_was_told_in_english_the_next_is_told_in_chinese(client, cast):
    cast.sign_in(client, "principal")
    for address in ("/", "/indicators/", "/people/students/", "/school/audit/", "/overview/"):
        before = shown(client.get(address))
        client.cookies["language"] = "en"
        assert shown(client.get(address)) != before
        del client.cookies["language"]
        assert shown(client.get(address)) == before, address


def shown(answer) -> list[str]:
    """The words of a page, without what is drawn anew each time."""
    return re.findall(r">([^<>]*[A-Za-z一-鿿][^<>]*)<", answer.content.decode())
