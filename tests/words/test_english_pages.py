"""Main pages in English: they open as in Chinese, and what is Chinese on them is data."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models
from django.urls import reverse

from qingshan.kit.marking import CHINESE
from tests.routes import ROUTES, nothing
from tests.words.finding import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

RUN = re.compile(f"{CHINESE.pattern}+")
CODE = re.compile(r"<(script|style)\b.*?</\1>|<!--.*?-->", re.DOTALL)
SHOWN = re.compile(r">([^<]+)<|\b(?:aria-label|alt|title|placeholder)=\"([^\"]*)\"")
DOCUMENTS = {
    "api:reference",
    "ideals:piece_html",
    "care:fund_entry",
    "care:fund_reverse",
    "kit:patterns",
}
"""Pages that show a paper of the school as it is printed, samples, or what programs read."""
READERS = ("homeroom", "county_officer", "stranger")


def content() -> set[str]:
    """Every Chinese run that is data: rows, the programmes, and what the house reads as content."""
    found = {name for _, name in settings.LANGUAGES}
    for model in apps.get_models():
        fields = [
            field.name
            for field in model._meta.concrete_fields
            if isinstance(field, models.CharField | models.TextField | models.JSONField)
        ]
        rows = model._default_manager.values_list(*fields) if fields else ()
        found.update(run for row in rows for value in row for run in RUN.findall(str(value)))
    for path in [*ROOT.glob("packs/*.yaml"), *(ROOT / "src").rglob("*.yaml")]:
        found.update(RUN.findall(path.read_text("utf-8")))
    return found


def shown_on(page: str) -> Iterator[str]:
    for text, attribute in SHOWN.findall(CODE.sub("", page)):
        yield from RUN.findall(unescape(text or attribute))


@pytest.mark.parametrize("who", READERS)
def test_lists_and_entries_say_nothing_in_chinese_but_data(client, cast, who):
    """Every page that needs no row to look at."""
    cast.sign_in(client, who)
    client.cookies["language"] = "en"
    left, kept = {}, content()
    for name, route in ROUTES.items():
        if name in DOCUMENTS or route.args is not nothing or route.expected(who) != "open":
            continue
        answer = client.get(reverse(name))
        if answer.streaming or "html" not in answer.headers.get("Content-Type", ""):
            continue
        assert answer.status_code == 200, name
        said = set(shown_on(answer.content.decode())) - kept
        if said:
            left[name] = sorted(said)
    assert left == {}
