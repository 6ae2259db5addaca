"""What the pages of a run show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q

from crosscheck.columns import BIRTH, GUARDIAN, IDENTITY, NAME, NUMBER, TELEPHONE
from crosscheck.dates import plain_date
from crosscheck.names import plain_name
from crosscheck.numbers import plain_identity, plain_phones
from crosscheck.review import SHOWN
from qingshan.care.models import RegisterDoubt, RegisterRow

if TYPE_CHECKING:
    from collections.abc import Callable

    from qingshan.care.models import RegisterRun

PLAIN: dict[str, Callable[[str], str]] = {
    NAME: plain_name,
    GUARDIAN: plain_name,
    BIRTH: plain_date,
    IDENTITY: plain_identity,
    TELEPHONE: lambda cell: " ".join(plain_phones(cell)).strip(),
}
"""How a column is read before it is compared."""


@dataclass(frozen=True)
class Line:
    """A column of two rows side by side; `differs` where both say something else.

    How it is typed does not matter, and each register numbers its rows by itself.
    """

    column: str
    left: str
    right: str

    @property
    def differs(self) -> bool:
        if self.column == NUMBER:
            return False
        plain = PLAIN.get(self.column, str.strip)
        left, right = plain(self.left) or self.left, plain(self.right) or self.right
        return bool(left and right) and left != right


def lists_of(run: RegisterRun) -> dict[str, Any]:
    """The lists with how many are in each, still to find and of this school; the open pairs."""
    rows = run.rows.values("listed").annotate(
        still=Count("pk", filter=Q(is_settled=False)),
        ours=Count("pk", filter=Q(is_settled=False, student__isnull=False)),
    )
    found: dict[str, dict[str, Any]] = {row["listed"]: dict(row) for row in rows}
    nothing: dict[str, Any] = {}
    lists = [
        {
            "key": key,
            "title": label,
            "count": run.counts.get(key, 0),
            "still": found.get(key, nothing).get("still", 0),
            "ours": found.get(key, nothing).get("ours", 0),
            "kept": key in found,
        }
        for key, label in RegisterRow.Listed.choices
    ]
    open_pairs = run.doubts.filter(verdict=RegisterDoubt.Verdict.OPEN).count()
    return {"lists": lists, "open_pairs": open_pairs}


def next_doubt(run: RegisterRun, after: int) -> tuple[RegisterDoubt | None, int]:
    """The next open pair after a place, from the first again at the end; how many are open."""
    waiting = run.doubts.filter(verdict=RegisterDoubt.Verdict.OPEN)
    found = waiting.filter(place__gt=after).first() or waiting.first()
    return found, waiting.count()


def side_by_side(doubt: RegisterDoubt) -> list[Line]:
    """Both rows, column for column; columns that neither has are left out."""
    cells = doubt.columns()
    lines = [Line(c, cells.get(f"甲_{c}", ""), cells.get(f"乙_{c}", "")) for c in SHOWN]
    return [line for line in lines if line.left or line.right]
