"""What leaves over a thin line is made small; what is small already is left alone."""

from __future__ import annotations

import gzip

SMALL = {"Accept-Encoding": "gzip"}


def test_a_page_is_made_small_for_a_browser_that_asks(client, cast):
    cast.sign_in(client, "teacher")
    plain, small = client.get("/people/classes/"), client.get("/people/classes/", headers=SMALL)
    assert small["Content-Encoding"] == "gzip"
    assert len(small.content) < len(plain.content)
    assert "班级" in gzip.decompress(small.content).decode()


def test_a_workbook_is_left_as_it_is(client, cast):
    sent = cast.sign_in(client, "principal").get("/exchange/template.xlsx", headers=SMALL)
    assert b"".join(sent.streaming_content).startswith(b"PK")
    sent.close()
    assert "Content-Encoding" not in sent
