"""One demonstration school for the tests that only look at it: they stand in one module."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from django.db import transaction

from qingshan.demo.school import make_demo_school

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qingshan.school.models import School

TODAY = dt.date(2026, 11, 24)


class _Over(Exception):
    """Takes the demonstration out of the database again."""


@pytest.fixture(scope="module")
def demonstration(django_db_setup, django_db_blocker) -> Iterator[School]:
    """Made once: each test writes within a savepoint, and at the end all of it is rolled back."""
    with django_db_blocker.unblock():
        kept = transaction.atomic()
        kept.__enter__()
        try:
            school = make_demo_school(today=TODAY)
        except BaseException:
            kept.__exit__(_Over, _Over(), None)
            raise
    yield school
    with django_db_blocker.unblock():
        kept.__exit__(_Over, _Over(), None)
