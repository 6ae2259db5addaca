from __future__ import annotations

import pytest

from qingshan.school.grades import grade_number


@pytest.mark.parametrize(
    ("grade", "number"),
    [
        ("一年级", 1),
        ("九年级", 9),
        ("7年级", 7),
        ("初一", 7),
        ("初三", 9),
        ("高一", 10),
        ("小六", 6),
        ("初九", 0),
        ("大班", 0),
        ("", 0),
    ],
)
def test_the_order_of_a_grade_follows_from_its_word(grade, number):
    assert grade_number(grade) == number
