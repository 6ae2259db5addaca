"""A row of any model, filled by what its fields are: marks, and relations to what is there.

What a database asks of a row beyond its fields (two different people, a state with its day) stands
in `given.py`.
"""

from __future__ import annotations

import datetime as dt
import uuid
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models
from django.utils import timezone

if TYPE_CHECKING:
    from collections.abc import Callable

DAY = dt.date(2026, 11, 2)
UNMARKED = {
    "answer_code",
    "code",
    "code_hash",
    "county_code",
    "digest",
    "ending",
    "file",
    "fingerprint",
    "folder",
    "ground_hash",
    "grade",
    "grades",
    "household",
    "id_number_hash",
    "key",
    "kind",
    "left_print",
    "link",
    "made_under",
    "media_type",
    "parts",
    "password",
    "prefix",
    "programme",
    "public",
    "query",
    "right_print",
    "rubric",
    "rule",
    "rules",
    "seal",
    "search_key",
    "stage",
    "token",
    "token_hash",
    "told",
    "weekdays",
}
"""Texts that hold no words of anybody's: keys, hashes, codes and names of kinds."""


def house_models() -> list[type[models.Model]]:
    """Every table of the house, in the order in which their relations can be filled."""
    ours = [m for m in apps.get_models() if m.__module__.startswith("qingshan.")]
    ordered: list[type[models.Model]] = []
    while len(ordered) < len(ours):
        before = len(ordered)
        for model in ours:
            if model not in ordered and _needs(model) <= {*ordered, model}:
                ordered.append(model)
        if len(ordered) == before:
            raise RuntimeError("relations go round in a circle")
    return ordered


def _needs(model: type[models.Model]) -> set[Any]:
    relations = (f for f in model._meta.concrete_fields if f.is_relation)
    return {f.related_model for f in relations}


def is_marked(field: models.Field[Any, Any]) -> bool:
    """Whether words of a person can stand in the field."""
    wide = field.max_length is None or field.max_length >= 5
    words = isinstance(field, models.CharField | models.TextField) and not field.choices
    return words and wide and field.name not in UNMARKED


def values_for(
    model: type[models.Model],
    *,
    mark: Callable[[models.Field[Any, Any]], str],
    related: Callable[[models.Field[Any, Any]], Any],
    given: dict[str, Any],
) -> dict[str, Any]:
    """What `model(**values)` takes; `given` wins, then marks, relations and plain values."""
    values: dict[str, Any] = {}
    for field in model._meta.concrete_fields:
        if field.name in given or field.primary_key or field.generated:
            continue
        if field.is_relation:
            values[field.name] = related(field)
        elif is_marked(field):
            values[field.name] = mark(field)
        elif not field.null and not field.has_default():
            values[field.name] = plain(field)
    return values | given


PLAIN: dict[type[models.Field[Any, Any]], Callable[[], Any]] = {
    models.DateTimeField: timezone.now,
    models.DateField: lambda: DAY,
    models.TimeField: lambda: dt.time(8),
    models.UUIDField: uuid.uuid4,
    models.DecimalField: lambda: Decimal(10),
    models.BinaryField: lambda: b"bytes",
    models.BooleanField: lambda: False,
    models.JSONField: list,
    models.FileField: lambda: "",
    models.IntegerField: lambda: 1,
}


def plain(field: models.Field[Any, Any]) -> Any:
    """The plainest value that such a field takes."""
    if field.choices:
        return field.flatchoices[0][0]
    for kind, value in PLAIN.items():
        if isinstance(field, kind):
            return value()
    return uuid.uuid4().hex[: field.max_length or 32] if field.unique else ""
