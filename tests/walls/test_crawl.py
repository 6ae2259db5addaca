"""Whatever is written into a field or an address, no page fails over it, runs it or obeys it.

In the short form the hostile hands are the head of the school, who has the most forms, and a
stranger, and the strikes take turns; with several rounds (`run.py trust`) every field gets all of
them, also from a teacher, the administrator and the county.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from qingshan.exchange import working
from qingshan.school import membership
from qingshan.teaching.observation.drawing import canonical
from tests.walls.crawl import Crawl
from tests.walls.ground import SIGN, TODAY, Ground, make_ground
from tests.walls.strikes import STRIKES

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db import models

ALL = int(os.environ.get("QINGSHAN_ROUNDS", "0")) > 1
HANDS = ("principal", "stranger")
MORE = ("administrator", "teacher", "county_officer")


class Struck(Ground):
    """Every text that has room for it is markup."""

    def mark(self, of: models.Field[Any, Any]) -> str:
        made = f"{super().mark(of)}{STRIKES['markup']}"
        return made if len(made) <= (of.max_length or len(made)) else made[: len(f"{SIGN}0000")]


@pytest.fixture
def laid(db, monkeypatch) -> Callable[[type[Ground]], Ground]:
    monkeypatch.setattr(membership.timezone, "localdate", lambda *_: TODAY)
    monkeypatch.setattr(working, "run_deed", lambda deed: deed())

    def lay(kind: type[Ground]) -> Ground:
        made = make_ground(kind)
        nothing = {"number": 0, "lessons": [], "seen": {}, "observers": [], "apart": []}
        draw = made.rows_of("teaching.Draw")
        type(draw).objects.update(ground=canonical(nothing))
        return made

    return lay


@pytest.mark.trust("strikes")
@pytest.mark.parametrize("who", (*HANDS, *MORE) if ALL else HANDS)
def test_nothing_that_is_written_breaks_a_page_or_is_obeyed(laid, figures, who):
    client = laid(Ground).cast.sign_in(Client(raise_request_exception=False), who)
    crawl = Crawl(client, thorough=ALL)
    crawl.go("/account/login/" if who == "stranger" else "/")
    assert crawl.wrong == {}
    assert len(crawl.forms) > (0 if who == "stranger" else 40)
    figures(addresses=len(crawl.words), forms=len(crawl.forms), requests=crawl.sent)


@pytest.mark.trust("strikes")
def test_what_stands_in_the_tables_is_shown_as_words(laid, figures):
    """The head of the school reads it all."""
    client = laid(Struck).cast.sign_in(Client(raise_request_exception=False), "principal")
    crawl = Crawl(client, thorough=False)
    crawl.look("/")
    assert crawl.wrong == {}
    assert crawl.shown > 50
    figures(pages_of_markup=crawl.shown)
