"""The demonstration school looked at: every figure, every document, who signs in, its gaps."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from qingshan.access.models import Account
from qingshan.care.models import FundEntry, HomePlan
from qingshan.demo.school import PASSWORD, demo_school, sign_ins
from qingshan.ideals.models import Piece
from qingshan.indicators.comparing import beside_last_year, chart_of
from qingshan.indicators.parts import laid, part_asked, ways_of
from qingshan.indicators.queries import answers_of, evidence_for, scope_of
from qingshan.indicators.registry import everything_declared, figure_named
from qingshan.kit.parting import parts_by
from qingshan.people.models import Pairing
from qingshan.school.membership import member_for
from qingshan.school.models import School
from tests.demo.conftest import TODAY
from tests.reports.every_document import make_every_document_of
from tests.reports.opened import look_into


@pytest.fixture
def school(demonstration, db) -> School:
    return demonstration


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


def test_everybody_it_names_can_sign_in(school, client):
    told = sign_ins(school)
    assert [one.username for one in told] == [
        "admin",
        "principal",
        "secretary",
        "affairs",
        "grouphead",
        "homeroom",
        "teacher",
        "county",
    ]
    for one in told:
        assert client.login(username=one.username, password=PASSWORD)
        assert Account.objects.get(username=one.username).name == one.name


def test_members_have_gaps_to_close(school):
    for kind in Pairing.Kind.values:
        givers = Pairing.objects.filter(
            school=school, kind=kind, giver__political_status__in=("中共党员", "中共预备党员")
        )
        assert 15 < len(set(givers.values_list("giver", flat=True))) < 23


def test_a_second_start_finds_the_school(school):
    assert demo_school() == school


@pytest.mark.system("R9", "C1")
def test_every_document_opens_in_an_office_with_its_figures_links_and_pictures(
    school, settings, tmp_path
):
    settings.QINGSHAN_HOME = tmp_path
    account = Account.objects.get(username="principal")
    made = make_every_document_of(member_for(account, school_id=school.pk), rows_of(school), TODAY)
    look_into(made, tmp_path)
    assert all(made["case"].fill[f"chart.{name}"] for name in ("promotion", "awards", "visits"))


def rows_of(school: School) -> dict[str, Any]:
    """A row of each document that is about one."""
    return {
        "mentoring-agreement": Pairing.objects.filter(school=school, kind="mentoring")[0],
        "home-teaching-plan": HomePlan.objects.filter(school=school)[0],
        "fund-paper": FundEntry.objects.filter(school=school, kind="donation")[0],
        "series-piece": Piece.objects.filter(school=school, state=Piece.State.PUBLISHED)[0],
    }
