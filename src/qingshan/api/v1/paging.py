"""Pages of a listing by cursor: what is new or gone between two of them shifts nothing.

A cursor is where the last page ended, signed: it says nothing to whoever holds it, and one that was
made up is refused. It opens no row that the same question without it would not.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Generic, TypeVar

from django.core import signing
from django.db.models import Q
from ninja import Schema
from pydantic import Field

from qingshan.api.v1.problems import refused

if TYPE_CHECKING:
    from django.db.models import QuerySet

SALT = "qingshan.api.cursor"
STRANGE_CURSOR = "这个游标不是上一页给的，请从第一页重新开始。"
T = TypeVar("T")

Cursor = Annotated[str, Field(max_length=500, description="上一页的 next")]
Limit = Annotated[int, Field(ge=1, le=200, description="一页几行")]


class PageOut(Schema, Generic[T]):
    """A page of rows; `next` is the cursor of the next one, null on the last."""

    items: list[T]
    next: str | None


@dataclass(frozen=True)
class Listing:
    """What is listed: `newest` is the column of days that comes first, the latest at the top."""

    name: str
    newest: str = ""

    def page(
        self, rows: QuerySet[Any], cursor: str | None, limit: int
    ) -> tuple[list[Any], str | None]:
        """Rows of the page and the next cursor; one query."""
        if cursor:
            rows = rows.filter(self._after(*self._read(cursor)))
        order = (f"-{self.newest}", "-pk") if self.newest else ("pk",)
        found = list(rows.order_by(*order)[: limit + 1])
        if len(found) <= limit:
            return found, None
        return found[:limit], self._cursor(found[limit - 1])

    def _after(self, day: dt.date | None, pk: int) -> Q:
        if not self.newest:
            return Q(pk__gt=pk)
        earlier = Q(**{f"{self.newest}__lt": day}) | Q(pk__lt=pk)
        return Q(**{f"{self.newest}__lte": day}) & earlier

    def _cursor(self, row: Any) -> str:
        day = getattr(row, self.newest).isoformat() if self.newest else None
        return signing.dumps([self.name, day, row.pk], salt=SALT)

    def _read(self, cursor: str) -> tuple[dt.date | None, int]:
        try:
            name, day, pk = signing.loads(cursor, salt=SALT)
        except signing.BadSignature:
            name, day, pk = "", None, 0
        if name != self.name:
            raise refused({"cursor": STRANGE_CURSOR})
        return (dt.date.fromisoformat(day) if day else None), pk
