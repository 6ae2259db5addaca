"""Every prepared question of the house, for everyone who may come to ask it."""

from __future__ import annotations

import datetime as dt
import pkgutil
import sys
from importlib import import_module
from itertools import combinations

import pytest

import qingshan
from qingshan.access.roles import Role
from qingshan.indicators.counted import _by_source, _question
from qingshan.kit.prepared import Prepared
from qingshan.people.asking import AskedBy
from qingshan.people.models import Student
from qingshan.records.kinds import all_kinds
from qingshan.school.membership import Member

pytestmark = pytest.mark.django_db

OFFICES = [frozenset(some) for n in (0, 1, 2) for some in combinations(Role, n)]
DAY = dt.date(2026, 3, 2)


def questions():
    """Those that stand in a module, by their names; in tables also."""
    for found in pkgutil.walk_packages(qingshan.__path__, "qingshan."):
        if not found.name.endswith(("__main__", ".wsgi", "settings")):
            import_module(found.name)
    for name, module in sorted(sys.modules.items()):
        if name.startswith("qingshan."):
            for word, held in vars(module).items():
                for one in held.values() if isinstance(held, dict) else (held,):
                    if isinstance(one, (Prepared, AskedBy)):
                        yield f"{name}.{word}", one


@pytest.fixture
def values(cast):
    """What a question is asked with, by the names of its values."""
    real = {
        "child": cast.wang.pk,
        "school_class": cast.class_31.pk,
        "school": cast.school.pk,
        "staff": cast.staff["homeroom"].pk,
        "account": cast.accounts["homeroom"].pk,
        "session": "morning",
    }

    def made(one):
        return {
            name: DAY - dt.timedelta(days=n) if name in one._days else real.get(name, 1)
            for n, name in enumerate(one._names)
        }

    return made


def test_each_answers_as_its_queryset_does(cast, values):
    asked = {name: one for name, one in questions() if isinstance(one, Prepared)}
    assert asked
    for name, one in asked.items():
        given = values(one)
        assert one.rows(**given) == list(one._asks(**given)), name


@pytest.mark.parametrize("who", ["homeroom", "administrator"])
@pytest.mark.parametrize("on_the_staff", [True, False])
def test_each_answers_whatever_offices_one_holds(cast, who, values, on_the_staff):
    asked = {name: one for name, one in questions() if isinstance(one, AskedBy)}
    assert asked
    for offices in OFFICES:
        member = Member(cast.accounts[who], school=cast.school, offices=offices)
        if not on_the_staff:
            member.__dict__["staff"] = None
        for name, one in asked.items():
            given = values(one)
            assert one.rows(member, **given) == list(one._asks(member, **given)), (name, offices)


def test_the_figures_that_count_a_record_can_be_asked_for_each_kind(cast):
    for kind in all_kinds():
        for source, figures in _by_source():
            question = _question(source, figures, kind)
            assert question is None or set(question.row(record=0, as_of=DAY).values()) <= {0}


@pytest.mark.parametrize("who", ["teacher", "homeroom", "principal"])
@pytest.mark.parametrize("number", [2**63, 10**40])
@pytest.mark.parametrize(
    "address", ["/people/students/{}/", "/care/attendance/{}/morning/2026-03-02/"]
)
def test_the_page_of_a_number_that_no_row_can_have_does_not_exist(
    client, cast, who, number, address
):
    assert cast.sign_in(client, who).get(address.format(number)).status_code == 404


def test_a_number_that_no_row_can_have_is_counted_as_none(cast):
    of_the_class = Prepared(lambda school_class: Student.objects.filter(school_class=school_class))
    assert of_the_class.rows(school_class=2**63) == []
    assert of_the_class.count(school_class=-(2**63) - 1) == 0
