"""What every answer tells the browser, and that no page needs more than that."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import qingshan

TEMPLATES = sorted(Path(qingshan.__file__).parent.rglob("templates/**/*.html"))
INLINE = re.compile(r"<style|\sstyle=|\son[a-z]+=\"|javascript:|<script(?![^>]*\bsrc=)")
DATA = re.compile(r"<script[^>]*type=\"application/json\"")


@pytest.mark.parametrize("address", ["/", "/account/login/", "/people/students/", "/nothing/here/"])
def test_every_answer_says_what_a_browser_may_do_with_it(client, cast, address):
    answer = cast.sign_in(client, "principal").get(address)
    policy = dict(
        part.strip().partition(" ")[::2]
        for part in answer["Content-Security-Policy"].split(";")
        if part.strip()
    )
    assert policy["default-src"] == "'self'"
    assert "script-src" not in policy
    assert "style-src" not in policy
    assert policy["object-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert policy["form-action"] == "'self'"
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert "Access-Control-Allow-Origin" not in answer


def test_no_template_writes_a_script_or_a_style_into_the_page():
    for file in TEMPLATES:
        # A letter, and a file that leaves in a zip, have no policy and no other place for looks.
        if file.name in {"mail.html", "everything.html"}:
            continue
        text = DATA.sub("", file.read_text("utf-8"))
        assert not INLINE.search(text), f"{file}: {INLINE.search(text)}"
    assert len(TEMPLATES) > 200


def test_trace_is_not_answered(client, cast):
    assert cast.sign_in(client, "principal").trace("/").status_code == 405
