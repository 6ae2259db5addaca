"""Rows that are ticked among several."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from qingshan.people.choices import RowsField
from qingshan.people.models import Staff


@pytest.mark.parametrize("sent", ["9" * 40, "-1", "²", "x", ""])
def test_what_no_row_can_be_called_is_refused(cast, sent):
    field = RowsField(Staff.objects.all())
    with pytest.raises(ValidationError):
        field.clean([str(cast.staff["teacher"].pk), sent])


def test_those_that_are_ticked_are_found(cast):
    teacher = cast.staff["teacher"]
    assert list(RowsField(Staff.objects.all()).clean([str(teacher.pk)])) == [teacher]
