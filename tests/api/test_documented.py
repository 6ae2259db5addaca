"""The examples of docs/api.md do what the page says, in its order."""

from __future__ import annotations

import io
import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from qingshan.records.models import Record
from tests.api.ground import token_of

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = Path(__file__).resolve().parents[2] / "docs/api.md"


def examples() -> Iterator[list[str]]:
    for block in re.findall(r"```sh\n(.*?)```", PAGE.read_text("utf-8"), re.S):
        for line in block.replace("\\\n", " ").strip().splitlines():
            yield shlex.split(line)


def photograph() -> SimpleUploadedFile:
    drawn = io.BytesIO()
    Image.new("RGB", (8, 8)).save(drawn, "PNG")
    return SimpleUploadedFile("photo.png", drawn.getvalue(), "image/png")


def done(words: list[str], known: dict[str, str]) -> Any:
    """What curl would do: -X, -H, -d, -F and an address."""
    words = [re.sub(r"\$([A-Z]+)", lambda name: known[name[1]], word) for word in words[1:]]
    method, headers, sent, address = "GET", {}, {}, ""
    given = iter(words)
    for word in given:
        if word == "-X":
            method = next(given)
        elif word == "-H":
            name, _, value = next(given).partition(": ")
            headers[name.lower()] = value
        elif word == "-d":
            sent = {"data": next(given)}
        elif word == "-F":
            sent = {"data": {next(given).partition("=")[0]: photograph()}}
        else:
            address = word
    kind = headers.pop("content-type", None)
    more = {"content_type": kind} if kind else {}
    return getattr(Client(), method.lower())(address, headers=headers, **sent, **more)


def test_every_example_is_answered(cast):
    known = {"HOST": "", "TOKEN": token_of(cast, "teacher")}
    ran = 0
    for words in examples():
        answer = done(words, known)
        assert answer.status_code in {200, 201, 204}, (words, answer.content.decode())
        if answer.status_code == 201 and "RECORD" not in known:
            known["RECORD"] = str(answer.json()["id"])
            assert Record.objects.get().title == "一则新闻"
        ran += 1
    assert ran >= 15
    assert not Record.objects.exists()


def test_every_status_of_the_openapi_file_is_on_the_page():
    from qingshan.api.v1.problems import TITLES

    told = set(re.findall(r"^\| (\d{3}) \|", PAGE.read_text("utf-8"), re.M))
    assert told == {str(status) for status in TITLES}
