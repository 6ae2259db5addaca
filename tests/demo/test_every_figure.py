"""Every declared figure on the demonstration school: its rows, its parts, its page's year."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from qingshan.demo.school import make_demo_school
from qingshan.indicators.comparing import beside_last_year, chart_of
from qingshan.indicators.parts import laid, part_asked, ways_of
from qingshan.indicators.queries import answers_of, evidence_for, scope_of
from qingshan.indicators.registry import everything_declared, figure_named
from qingshan.kit.parting import parts_by

TODAY = dt.date(2026, 11, 24)


@pytest.fixture
def school(db):
    return make_demo_school(today=TODAY)


def test_a_value_comes_from_its_rows_and_parts_come_to_the_value(school):
    answers = answers_of(everything_declared(), school, as_of=TODAY)
    assert len([key for key, answer in answers.items() if answer.rows]) > 90
    wrong = [said for key, answer in answers.items() for said in _wrong_with(key, answer, school)]
    assert wrong == []


def _wrong_with(key, answer, school):
    figure = figure_named(key)
    value, rows = evidence_for(figure, school, as_of=TODAY)
    if (value, len(rows)) != (answer.plain, answer.rows):
        yield f"{key}: {answer.plain} of {answer.rows} rows, but {value} of {len(rows)} listed"
    for way in ways_of(figure):
        sides = laid(figure, way, school, TODAY)
        assert sides.sentence
        if way.dimension is not None:
            yield from _wrong_parts(figure, way, answer, school)
    assert beside_last_year(figure, school, TODAY).endswith("。")
    if chart := chart_of(figure, school, TODAY):
        assert chart.sentence.endswith("。")


def _wrong_parts(figure, way, answer, school):
    parts = parts_by(figure, way.dimension, scope_of(school, TODAY))
    if way.adds_up(figure):
        come_to = sum((Decimal(part.answer.value) for part in parts), Decimal(0))
        if come_to != answer.value:
            yield f"{figure.key} by {way.key}: {come_to}, not {answer.value}"
    for part in parts[:3]:
        alone, _ = part_asked(figure, way, part.at, school)
        found = answers_of([alone], school, as_of=TODAY)[figure.key].value
        if found != part.answer.value:
            yield f"{figure.key} by {way.key} at {part.at}: {part.answer.value}, alone {found}"
