"""Main pages in English: they open as in Chinese, and what is Chinese on them is data."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest
import yaml
from django.apps import apps
from django.conf import settings
from django.db import models, transaction

from qingshan.kit.marking import CHINESE
from qingshan.people.national_codes import (
    DISABILITIES,
    ETHNICITIES,
    ID_TYPES,
    POLITICAL_STATUSES,
)
from tests.routes import ROUTES, nothing
from tests.words.finding import IN_LISTS, ROOT, texts_of
from tests.words.left import TEXTS
from tests.words.pages import page_of

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
    "privacy:home",
    "privacy:notice",
    "privacy:person_erase",
    "reports:document",
    "reports:template",
}
"""Pages that show a paper of the school as it is printed, samples, or what programs read."""
BESIDE = {
    "班语文": "a class and its subject, side by side",
    "同学": "what a mask leaves of a name",
    "青山镇": "what a mask leaves of an address",
}
READERS = (
    "administrator",
    "principal",
    "student_affairs",
    "homeroom",
    "county_officer",
    "stranger",
)


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
    return found | set(runs_of_lists()) | set(kept_as_text())


def kept_as_text() -> Iterator[str]:
    """What is chosen from a list and stands in a row as it is written, in the state's own words."""
    lists = (ETHNICITIES, ID_TYPES, DISABILITIES, POLITICAL_STATUSES)
    words = [*TEXTS, *(word for each in lists for word in each.values())]
    yield from (run for word in words for run in RUN.findall(word))


def runs_of_lists() -> Iterator[str]:
    """Of the lists that come with the house, what no field of `IN_LISTS` says."""
    spoken = {path: IN_LISTS[pattern] for pattern in IN_LISTS for path in ROOT.glob(pattern)}
    for path in [*ROOT.glob("packs/*.yaml"), *(ROOT / "src").rglob("*.yaml")]:
        for field, text in texts_of(yaml.safe_load(path.read_text("utf-8"))):
            if field not in spoken.get(path, ()):
                yield from RUN.findall(text)


def shown_on(page: str) -> Iterator[str]:
    for text, attribute in SHOWN.findall(CODE.sub("", page)):
        yield from RUN.findall(unescape(text or attribute))


@pytest.mark.parametrize("who", READERS)
def test_lists_and_entries_say_nothing_in_chinese_but_data(client, cast, who):
    """Every page that needs no row to look at."""
    cast.sign_in(client, who)
    left, kept = {}, content()
    for name, route in ROUTES.items():
        if name in DOCUMENTS or route.args is not nothing or route.expected(who) != "open":
            continue
        said = set(shown_on(page_of(client, name, [], "en"))) - kept
        if said:
            left[name] = sorted(said)
    assert left == {}


def test_pages_of_a_row_say_nothing_in_chinese_but_data(client, cast):
    """As the principal, who sees most of them."""
    left, kept = {}, content() | set(BESIDE)
    for name, route in ROUTES.items():
        if name in DOCUMENTS or route.args is nothing or route.expected("principal") != "open":
            continue
        with transaction.atomic():
            args = route.args(cast)
            cast.sign_in(client, "principal")
            said = set(shown_on(page_of(client, name, args, "en"))) - kept
            said -= content() if said else set()
            transaction.set_rollback(True)
        if said:
            left[name] = sorted(said)
    assert left == {}
