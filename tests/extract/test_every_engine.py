"""Every figure of every school is the same on SQLite, PostgreSQL, DuckDB and Spark.

Slow: starts a Java machine and fills two hundred schools.
"""

from __future__ import annotations

import pytest

from qingshan.extract.answering import answers_from, engine_over
from qingshan.extract.opening import opened
from qingshan.extract.planning import plan
from qingshan.extract.writing import extract
from qingshan.indicators.registry import everything_declared
from qingshan.kit.counting import count
from qingshan.kit.figures import Scope
from qingshan.school.models import School
from tests.extract import many_schools
from tests.extract.ground import HAS_SPARK, copy_in_sqlite, told
from tests.indicators import small_school

ENGINES = ["duckdb", *(["spark"] if HAS_SPARK else [])]
SCHOOLS = 200


@pytest.fixture
def quick_java(monkeypatch):
    """Starts sooner and compiles less; a test runs each statement once."""
    monkeypatch.setenv("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")


@pytest.mark.slow
@pytest.mark.system("R1", "R2", "R3", "R4", "R5", "R6", "R7", "R9")
@pytest.mark.filterwarnings("ignore")
@pytest.mark.enable_socket
def test_every_figure_of_two_hundred_schools_is_the_same_everywhere(cast, quick_java, tmp_path):
    small_school.fill(cast)
    many_schools.make(SCHOOLS)
    schools = list(School.objects.order_by("code"))
    found = _in_database(schools)
    ours = {key: value for key, (value, _) in found[cast.school.code].items()}
    assert {key: ours[key] for key in small_school.EXPECTED} == small_school.EXPECTED
    with copy_in_sqlite() as beside:
        assert _in_database(schools, beside) == found
    extract(tmp_path / "data", schools)
    data = opened(tmp_path / "data")
    for name in ENGINES:
        with engine_over(data, list(data.schools), name=name, master="local[2]") as engine:
            answers = answers_from(
                engine,
                data,
                list(data.schools),
                as_of=small_school.DAY,
                listed=data.plan.everything(),
            )
        assert {code: told(answer) for code, answer in answers.items()} == found, name


def _in_database(schools, database=None):
    scope = Scope(tuple(school.pk for school in schools), small_school.DAY, database)
    answers = count(everything_declared(), scope)
    return {school.code: told(answers[school.pk]) for school in schools}


def test_no_declared_figure_is_left_out():
    """One that is, is named here with the reason."""
    assert plan().left_out == {}
