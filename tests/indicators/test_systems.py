"""The declarations as a whole: a figure for every system, and nothing that ranks people."""

import re
from pathlib import Path

import pytest

from qingshan.indicators.browsing import SYSTEMS
from qingshan.indicators.registry import declared, everything_declared, figure_of
from qingshan.people.models import Staff, Student

TABLE = Path(__file__).parents[2] / "docs" / "systems.md"
FIGURES = [figure_of(one) for one in everything_declared()]
PEOPLE = {Staff, Student}
THE_DOCUMENT_ITSELF = "R9"


def test_every_system_has_a_figure():
    rows = set(re.findall(r"^\| ([A-Z]\d) \|", TABLE.read_text("utf-8"), re.MULTILINE))
    assert {figure.system for figure in FIGURES} == rows - {THE_DOCUMENT_ITSELF} == set(SYSTEMS)


@pytest.mark.system("R9")
def test_the_case_document_is_made_of_the_agreed_figures():
    assert {figure_of(one).key for one in declared()} < {figure.key for figure in FIGURES}


def test_no_key_stands_twice():
    keys = [figure.key for figure in FIGURES]
    assert len(keys) == len(set(keys))


def test_no_figure_lays_people_side_by_side():
    """By class, post, subject, month: never one person beside another."""
    named = [
        f"{figure.key} by {dimension.key}"
        for figure in FIGURES
        for dimension in figure.parted_by
        if _tells_a_person(figure.source.model, dimension.column)
    ]
    assert named == []


def _tells_a_person(model, column) -> bool:
    *path, last = column.split("__")
    for step in path:
        model = model._meta.get_field(step).related_model
    field = model._meta.get_field(last)
    if field.related_model in PEOPLE:
        return True
    return model in PEOPLE and last in {"id", "name", "number", "search_key"}


def test_each_figure_says_what_it_is_by_what_and_in_which_unit():
    for figure in FIGURES:
        assert figure.title
        assert figure.definition.endswith("。")
        assert figure.unit or figure.key == "exam.promotion_rate"
        assert len({dimension.key for dimension in figure.parted_by}) == len(figure.parted_by)
