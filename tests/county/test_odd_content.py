"""A line that was signed and is odd all the same, as another's program might write it."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from qingshan.county.package.encoding import NotAPackage, take_apart
from tests.county.packages import FarSchool


@pytest.mark.parametrize("grades", [[116], [], [1, 2, 3], 5, "1", {"a": 1, "b": 2}, [1, "2"]])
def test_grades_that_are_no_pair_are_refused_in_a_sentence(grades):
    sound = take_apart(FarSchool().package())
    told = json.loads(sound.line)
    odd = replace(sound, line=json.dumps(told | {"grades": grades}))
    with pytest.raises(NotAPackage):
        odd.content()
