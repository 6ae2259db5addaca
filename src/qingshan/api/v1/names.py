"""A row told by its key and its name."""

from __future__ import annotations

from ninja import Schema


class Named(Schema):
    id: int
    name: str


def named(pk: int, name: str) -> Named:
    return Named(id=pk, name=name)


def maybe_named(pk: int | None, name: str | None) -> Named | None:
    return None if pk is None else named(pk, name or "")
