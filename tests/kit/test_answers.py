"""What leaves over a thin line is made small; what is small already is left alone."""

from __future__ import annotations

import gzip

SMALL = {"Accept-Encoding": "gzip"}


def test_a_page_is_made_small_for_a_browser_that_asks(client, db):
    plain = client.get("/account/login/")
    small = client.get("/account/login/", headers=SMALL)
    assert small["Content-Encoding"] == "gzip"
    assert len(small.content) < len(plain.content)
    assert "登录" in gzip.decompress(small.content).decode()


def test_a_workbook_is_left_as_it_is(client, cast):
    sent = cast.sign_in(client, "principal").get("/exchange/template.xlsx", headers=SMALL)
    assert sent.status_code == 200
    assert "Content-Encoding" not in sent
