from __future__ import annotations

import pytest

from tests.county.packages import FarSchool


@pytest.fixture
def far() -> FarSchool:
    return FarSchool()


@pytest.fixture
def officer(client, cast):
    """The client, signed in as the officer of the county."""
    return cast.sign_in(client, "county_officer")
