"""A command that is killed at a random moment."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random

    from tests.faults.ready import House

BEYOND = 1.15  # of the time that a command takes: some blows fall when it is through


def killed_after(house: House, seconds: float, *words: object) -> bool:
    """Runs the command and kills it, with all it started; False where it was through by then."""
    begun = house.begin(*words)
    if begun.wait(seconds) is None:
        begun.kill()
        return True
    assert begun.code == 0
    return False


def taken(house: House, *words: object) -> float:
    """How long the command takes when it is left alone."""
    begun, began = house.begin(*words), time.monotonic()
    assert begun.wait() == 0
    return time.monotonic() - began


def moment(chance: random.Random, whole: float) -> float:
    return chance.uniform(0, BEYOND * whole)
