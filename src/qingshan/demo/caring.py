"""What the demonstration shows of care besides the roll: cases, and what waits in the fund."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingshan.demo.cases import open_cases
from qingshan.demo.fund import ask_the_fund

if TYPE_CHECKING:
    from datetime import date

    from qingshan.access.models import Account
    from qingshan.school.models import School


def care_for_children(
    school: School, keepers: tuple[Account, Account], *, seed: int, today: date
) -> None:
    """`keepers` are the two people of all that takes two."""
    first, second = keepers
    open_cases(school, keepers, seed=seed, today=today)
    ask_the_fund(school, (first,), second, today)
