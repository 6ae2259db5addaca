"""Which rows of a table are asked for, and in what order: filters, search, sorting."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import F, Q

from qingshan.kit.words import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from django.db.models import Model, QuerySet


@dataclass(frozen=True, slots=True)
class Filter:
    """A choice above the table. `name` stands in the query string.

    `field` is what the chosen value must equal; `apply` instead narrows the rows in its own way.
    `choices` are (value, word); a value that is not among them is passed over.
    """

    name: str
    label: str
    field: str = ""
    choices: Iterable[tuple[Any, str]] = ()
    apply: Callable[[QuerySet[Any], str], QuerySet[Any]] | None = None
    everything: str = tr("全部")


def narrowed(rows: QuerySet[Any], filter_: Filter, value: str) -> QuerySet[Any]:
    if filter_.apply is not None:
        return filter_.apply(rows, value)
    return rows.filter(**{filter_.field or filter_.name: value})


def any_of(fields: Iterable[str], word: str) -> Q:
    found = Q()
    for field in fields:
        found |= Q(**{f"{field}__icontains": word})
    return found


def ordering(model: type[Model], field: str) -> Any:
    """Rows without a value come last on every database.

    Only said where a value may be missing: an index serves no order that speaks of NULLs.
    """
    down, path = field.startswith("-"), field.removeprefix("-")
    if not _may_be_missing(model, path):
        return field
    return F(path).desc(nulls_last=True) if down else F(path).asc(nulls_last=True)


@cache
def _may_be_missing(model: type[Model], path: str) -> bool:
    """Whether the field at `path` can be NULL; True for what the model does not know."""
    if path == "pk":
        return False
    here: Any = model
    for name in path.split("__"):
        try:
            step = here._meta.get_field(name)
        except (FieldDoesNotExist, AttributeError):
            return True
        if step.null:
            return True
        here = step.related_model
    return False
