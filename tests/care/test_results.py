"""What care came to: each figure is that of its rows, and leads to them."""

from __future__ import annotations

import datetime as dt

import pytest

from qingshan.school import membership
from tests.care.cases_ground import FIRST, WHY, by, opened, shown
from tests.care.fund_ground import asked, given, paid
from tests.care.test_home_teaching import begun


@pytest.fixture(autouse=True)
def on_that_day(monkeypatch):
    monkeypatch.setattr(membership.timezone, "localdate", lambda: dt.date(2026, 11, 24))


@pytest.mark.system("R6")
def test_each_figure_leads_to_as_many_rows(cast):
    client = by(cast, "principal")
    page = client.get("/care/results/").content.decode()
    assert "眼下没有一个孩子失学辍学" in page
    opened(cast, concern="out")
    given(cast, 500)
    paid(cast, asked(cast))
    begun(cast)
    record = shown(cast, FIRST)
    type(record).objects.filter(pk=record.pk).update(kind="home_visit")
    answer = client.get("/care/results/")
    page, told = answer.content.decode(), answer.context
    assert (told["visits"], told["visited"], told["paid"]) == (1, 1, "100.50")
    assert (told["at_home"], told["out"], told["suspected"]) == (1, 1, 0)
    assert "眼下有 1 个孩子失学辍学" in page
    ledger = client.get(f"/care/cases/ledgers/?month={told['month'].key}&rows=out")
    assert ledger.context["table"].total == 1
    for key in ("care.visits", "care.visited_students", "care.funds_yuan", "care.home_teaching"):
        assert f"/indicators/{key}/" in page
        assert client.get(f"/indicators/{key}/").status_code == 200
    for who in ("teacher", "homeroom"):
        plain = by(cast, who).get("/care/results/").content.decode()
        assert cast.wang.name not in plain
        assert WHY not in plain
