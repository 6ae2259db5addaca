"""Random cells thrown at every sheet: nothing crashes, nothing wrong is written."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qingshan.exchange.loading import load
from qingshan.exchange.registry import all_sheets
from qingshan.kit.faults import Fault
from qingshan.people.models import Student
from qingshan.school.models import School
from tests.exchange.books import SCHOOL, a_school, write

pytestmark = pytest.mark.django_db

RANDOMLY = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)

LETTERS = st.characters(blacklist_categories=["Cs", "Cc"], blacklist_characters="\ufffe\uffff")
CELLS = st.one_of(
    st.none(),
    st.text(LETTERS, max_size=30).filter(lambda text: not text.startswith("=")),
    st.sampled_from(["T001", "G1", "C31", "男", "1-男", "2021-13-01", "示例：", "　", "1e400"]),
    st.integers(-(10**12), 10**12),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.dates(dt.date(1900, 3, 1), dt.date(2200, 1, 1)),
    st.times(),
)


@pytest.mark.trust("bad-workbook")
@RANDOMLY
@given(data=st.data())
@pytest.mark.parametrize("title", sorted(SCHOOL))
def test_random_cells_never_crash_and_never_write_with_errors(tmp_path, title, data):
    sheet = all_sheets()[title]
    titles = data.draw(st.permutations([column.title for column in sheet.columns]))
    rows = data.draw(st.lists(st.lists(CELLS, max_size=len(titles)), max_size=4))
    kept = SCHOOL[title] if data.draw(st.booleans()) else []
    sheets = a_school(**{title: [*kept, *rows] if kept else [titles, *rows]})
    path = write(tmp_path / "random.xlsx", sheets)
    checked = load(path, dry_run=True)
    assert School.objects.count() == 0
    with transaction.atomic():
        done = load(path)
        assert done.as_json() == checked.as_json()
        assert School.objects.exists() == done.ok
        if done.ok:
            again = load(path)
            assert again.ok
            assert sum(n.created + n.updated for n in again.counts.values()) == 0
        else:
            assert not Student.objects.exists()
        transaction.set_rollback(True)  # the next example finds no school again


@pytest.mark.trust("bad-workbook")
@RANDOMLY
@given(raw=CELLS.filter(lambda cell: cell is not None))
def test_every_kind_of_cell_reads_or_says_why_not(raw):
    for sheet in all_sheets().values():
        for column in sheet.columns:
            with suppress(Fault):
                value = column.kind.read(raw)
                assert column.kind.plain(value) == value
