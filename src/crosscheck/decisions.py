"""What a person decided about a doubtful pair, and how to know the pair again next month.

Rows move and registers are drawn up anew, so a decision holds on to whom the two rows speak of: a
keyed hash of what identifies each. Where that changes, the question is put again.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

IDENTIFYING = ("name", "sex", "born", "idn", "guardian")


def fingerprint(key: bytes, values: tuple[object, ...]) -> str:
    """A keyed hash of a clean row's identifying columns; without the key it tells nothing."""
    text = "\x1f".join("" if value is None else str(value) for value in values)
    return hashlib.blake2b(text.encode(), key=key[:64], digest_size=16).hexdigest()


@dataclass(frozen=True)
class Decisions:
    """Pairs of fingerprints that are one child (`same`) or are not (`different`)."""

    key: bytes = b"crosscheck"
    same: frozenset[tuple[str, str]] = field(default_factory=frozenset)
    different: frozenset[tuple[str, str]] = field(default_factory=frozenset)

    def __bool__(self) -> bool:
        return bool(self.same or self.different)


def fingerprints(
    con: duckdb.DuckDBPyConnection, table: str, rows: str, key: bytes
) -> dict[int, str]:
    """Row → fingerprint for the rows of a clean table that the query `rows` names."""
    columns = ", ".join(IDENTIFYING)
    found = con.execute(f"SELECT row, {columns} FROM {table} WHERE row IN ({rows})").fetchall()
    return {int(row): fingerprint(key, tuple(values)) for row, *values in found}
