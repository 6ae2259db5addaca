from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.indicators import small_school

if TYPE_CHECKING:
    from tests.cast import Cast


@pytest.fixture
def filled_cast(cast: Cast) -> Cast:
    small_school.fill(cast)
    return cast
