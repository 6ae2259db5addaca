"""A line that was signed and is odd all the same, as another's program might write it."""

from __future__ import annotations

import json

import pytest

from qingshan.county.package.encoding import NotAPackage, Sealed, take_apart
from tests.county.packages import FarSchool


@pytest.mark.parametrize("grades", [[116], [], [1, 2, 3], 5, "1", {"a": 1, "b": 2}, [1, "2"]])
def test_grades_that_are_no_pair_are_refused_in_a_sentence(grades):
    told = json.loads(take_apart(FarSchool().package()).line)
    odd = Sealed(json.dumps(told | {"grades": grades}), "0" * 64, b"", "0" * 64)
    with pytest.raises(NotAPackage):
        odd.content()
