"""The pattern page shows every component of the house in every state it can be in."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import qingshan

HOUSE = Path(qingshan.__file__).parent
SOURCE = (HOUSE / "kit/templates/kit/patterns.html").read_text("utf-8")
COMPONENTS = sorted(HOUSE.glob("*/templates/cotton/**/*.html"))


@pytest.fixture
def page(client, cast) -> str:
    return cast.sign_in(client, "teacher").get("/kit/").content.decode()


@pytest.mark.parametrize("component", COMPONENTS, ids=lambda file: file.stem)
def test_every_component_stands_there_with_all_that_can_be_said_to_it(component):
    declared = re.search(r"<c-vars ([^>]*?)/?>", component.read_text("utf-8"))
    asked = re.findall(r":?([a-z]+)(?:=|\s|$)", declared[1]) if declared else []
    shown = " ".join(re.findall(rf"<c-{component.stem}\b([^>]*)>", SOURCE))
    assert f"<c-{component.stem}" in SOURCE
    assert [name for name in asked if not re.search(rf"\b{name}=", shown)] == []


@pytest.mark.parametrize(
    "state",
    [
        'class="figure"',
        "<progress",
        'class="empty"',
        'class="tag due"',
        'class="notice danger"',
        'role="alert"',
        "<fieldset",
        " disabled",
        'aria-busy="true"',
        'aria-invalid="true"',
        'aria-pressed="true"',
        "data-offers=",
        'aria-sort="ascending"',
        'aria-label="翻页"',
        "没有找到",
        "还没有走访",
        "没有信号",
    ],
)
def test_every_state_is_shown(page, state):
    assert state in page


def test_it_is_a_page_like_any_other(page):
    assert page.count("<h1") == 1
    assert "<c-" not in page


def test_a_wrong_field_names_its_error_to_a_screen_reader(page):
    field = re.search(r'<input type="date"[^>]*>', page)
    assert field
    assert 'aria-invalid="true"' in field[0]
    assert 'aria-describedby="id_day_error"' in field[0]
    assert 'id="id_day_error"' in page


def test_a_stranger_is_asked_to_sign_in(client, db):
    assert "/account/login/" in client.get("/kit/")["Location"]
