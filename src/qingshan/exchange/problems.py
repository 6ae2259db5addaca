"""Problems found in a workbook, each at its cell."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

Severity = Literal["error", "notice"]

UNKNOWN_COLUMN = "unknown_column"
UNKNOWN_SHEET = "unknown_sheet"
EXAMPLE_ROW = "example_row"
OTHER_SCHOOL = "other_school"
UNREADABLE = "unreadable"
"""Codes besides those of the contract: the first three are notices; the last two errors about the
file as a whole."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in a cell: `row` as the spreadsheet numbers it (0: no row), `column` its title.

    `value` is the cell as it was read, shortened. A notice does not keep a workbook out.
    """

    sheet: str
    row: int
    column: str
    code: str
    message: str
    severity: Severity = "error"
    value: str = ""

    def as_json(self) -> dict[str, Any]:
        shown = asdict(self)
        del shown["value"]
        return shown


class Unreadable(Exception):
    """The file is no workbook we can read; the text says what it is and what to do."""

    def problem(self) -> Problem:
        return Problem("", 0, "", UNREADABLE, str(self))


def errors_in(problems: Iterable[Problem]) -> list[Problem]:
    return [problem for problem in problems if problem.severity == "error"]
