from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from qingshan.programmes.services import lay_periods

if TYPE_CHECKING:
    from qingshan.people.models import Staff
    from tests.cast import Cast


@pytest.fixture
def laid(cast: Cast) -> Cast:
    """The cast, in a school whose periods are laid."""
    lay_periods(cast.school)
    return cast


@pytest.fixture
def teacher(laid: Cast) -> Staff:
    return laid.staff["teacher"]


@pytest.fixture
def member(laid: Cast) -> Staff:
    """The secretary, who is a party member."""
    return laid.staff["secretary"]
