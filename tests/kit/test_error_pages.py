from __future__ import annotations

import pytest
from django.template.loader import render_to_string
from django.test import Client


@pytest.mark.parametrize("page", ["400", "403", "403_csrf", "404", "429", "500"])
def test_each_stands_alone_and_says_what_to_do(page):
    text = render_to_string(f"{page}.html")
    assert text.count("<h1") == 1
    assert 'lang="zh-CN"' in text
    assert "<script" not in text
    assert 'href="/"' in text


def test_a_page_that_is_not_there_is_told_in_words(client, db):
    answer = client.get("/nothing/here/")
    assert answer.status_code == 404
    assert "没有找到这一页" in answer.content.decode()


def test_a_form_left_open_too_long_is_told_in_words(db):
    answer = Client(enforce_csrf_checks=True).post("/account/login/", {"login": "x"})
    assert answer.status_code == 403
    assert "这一页放得太久了" in answer.content.decode()


def test_too_many_tries_are_told_in_words(client, db, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    client.post("/account/login/", {})
    answer = client.post("/account/login/", {})
    assert answer.status_code == 429
    assert "请等一等" in answer.content.decode()
