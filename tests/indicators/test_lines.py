"""The list of figures: each beside itself a year ago, with its last twelve months drawn."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from qingshan.indicators.lines import lines_of
from qingshan.indicators.parts import months_up_to
from qingshan.indicators.queries import answers_of, scope_of
from qingshan.indicators.registry import everything_declared
from qingshan.kit.figures import Figure
from qingshan.kit.parting import on_days, parts_within
from tests.indicators.small_school import record

LIST = "/indicators/"
TODAY = dt.date(2026, 11, 24)
LARGEST = 60_000  # bytes of the page


def line(text: str, key: str) -> str:
    return next(row for row in text.split("<tr>") if f"/indicators/{key}/" in row)


def visits(cast, *days: dt.date) -> None:
    for number, day in enumerate(days):
        record(cast.school, cast.staff["homeroom"], f"L{number}{day}", "home_visit", cast.wang, day)


def test_a_line_says_now_a_year_ago_and_draws_the_months(client, cast):
    visits(cast, dt.date(2025, 3, 1), dt.date(2026, 10, 1), dt.date(2026, 10, 9), TODAY)
    cast.sign_in(client, "principal")
    row = line(client.get(LIST, {"as_of": TODAY.isoformat()}).content.decode(), "care.visits")
    assert re.search(r">4 次</a><small>去年 1</small>", row)
    assert re.search(r'<path d="M0 18V18h50V0h5V9h5V18"/>', row)  # October two, November one


def test_a_roster_says_nothing_of_last_year_and_draws_nothing(client, cast):
    cast.sign_in(client, "principal")
    row = line(client.get(LIST).content.decode(), "students.total")
    assert "去年" not in row
    assert "<path" not in row


def test_a_stock_is_drawn_as_it_stood(client, cast):
    visits(cast, TODAY)
    cast.sign_in(client, "principal")
    text = client.get(LIST, {"as_of": TODAY.isoformat()}).content.decode()
    assert '<path d="M0 18V18h55V0h5V18"/>' in line(text, "students.reached_lately")


def test_the_whole_list_is_small_and_costs_the_same_however_many_rows(client, cast):
    cast.sign_in(client, "principal")

    def asked() -> tuple[int, int]:
        with CaptureQueriesContext(connection) as caught:
            answer = client.get(LIST)
        return len(caught), len(answer.content)

    visits(cast, TODAY)
    asked()
    few, _ = asked()
    visits(cast, *(TODAY - dt.timedelta(days=9 * n) for n in range(1, 60)))
    many, size = asked()
    assert many == few
    assert size < LARGEST


def test_pinned_lines_stand_with_their_months_at_the_foot_of_the_overview(client, cast):
    visits(cast, TODAY)
    cast.sign_in(client, "principal")
    client.post("/indicators/care.visits/pin/")
    assert "<path" in line(client.get("/indicators/pinned/").content.decode(), "care.visits")


@pytest.mark.usefixtures("filled_cast")
@pytest.mark.parametrize("as_of", [TODAY, dt.date(2026, 7, 16)])
def test_a_line_agrees_with_the_page_of_its_figure(cast, as_of):
    """What is asked for all figures at once is what each of them gives when asked alone."""
    school = cast.school
    figures = [one for one in everything_declared() if isinstance(one, Figure)]
    lines = lines_of(answers_of(figures, school, as_of=as_of).values(), school, as_of)
    assert lines.keys() == {figure.key for figure in figures}
    scope = scope_of(school, as_of)
    ends = [*(span.last for span in months_up_to(as_of)[:-1]), as_of]
    for figure in figures:
        line = lines[figure.key]
        if line.then is not None:
            (alone,) = on_days(figure, [as_of.replace(year=as_of.year - 1)], scope)
            assert line.then.value == alone.value, figure.key
        if line.months and figure.is_stock:
            alone_then = [float(one.value) for one in on_days(figure, ends, scope)]
            assert list(line.months) == alone_then, figure.key
        elif line.months:
            parts = parts_within(figure, months_up_to(as_of), scope)
            assert list(line.months) == [float(p.answer.value) for p in parts], figure.key
