"""What of a column may leave the house, and in what form.

Keys go under another name, whole numbers, amounts, days and words from a closed list as they are.
Any other text is a pseudonym, but for the values that a declaration names itself: so no name, no
remark and no address can be in an extract, whatever a figure of tomorrow reads.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models

from qingshan.extract.translating import NotCarried
from qingshan.kit.words import as_written

if TYPE_CHECKING:
    from django.db.models import Model

OPEN_WORDS = frozenset({("records_record", "kind")})
"""Words that come from a list of ours, though the database does not know the list."""

NEVER = frozenset({"birth_date", "id_number", "phone", "address", "search_key"})
"""A birthday or a number tells who somebody is, whatever form it has."""

NAME = "name"
"""Of a person it stays; a subject's or a course's is a text like any other."""


class Form(Enum):
    """In what form a column is written."""

    KEY = "key"
    NUMBER = "number"
    AMOUNT = "amount"
    SHARE = "share"
    YES_OR_NO = "yes_or_no"
    DAY = "day"
    MOMENT = "moment"
    WORD = "word"
    PSEUDONYM = "pseudonym"


@dataclass(frozen=True)
class Column:
    """A column as it is written; a key is one of the table `of`, an amount has `places`."""

    name: str
    title: str
    form: Form
    field: str
    of: str = ""
    digits: tuple[int, int] = (0, 0)
    words: tuple[tuple[str, str], ...] = ()


@lru_cache(maxsize=1)
def tables() -> dict[str, type[Model]]:
    """Every table of the house by its name."""
    return {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}


@lru_cache(maxsize=1024)
def column_of(table: str, name: str) -> Column:
    """How a column is written. Raises `NotCarried` for one that stays."""
    model = tables().get(table)
    if model is None:
        raise NotCarried(f"数据集里不会有表 {table}。")
    found = next((f for f in model._meta.concrete_fields if f.column == name), None)
    if found is None:
        raise NotCarried(f"表 {table} 没有列 {name}。")
    if name in NEVER or (name == NAME and _holds_people(model)):
        raise NotCarried(f"{table}.{name} 认得出人，不写进数据集。")
    return _written_as(table, found)


def _holds_people(model: type[Model]) -> bool:
    return not NEVER.isdisjoint(f.column for f in model._meta.concrete_fields)


def _written_as(table: str, field: Any) -> Column:
    shown: Any = field.output_field if isinstance(field, models.GeneratedField) else field
    title = str(as_written(shown.verbose_name or field.verbose_name))
    words = tuple((str(key), str(as_written(label))) for key, label in shown.flatchoices or ())
    form = _form(table, field.column, shown)
    target = field.related_model if field.is_relation else field.model
    return Column(
        name=field.column,
        title=title,
        form=form,
        field=field.attname,
        of=target._meta.db_table if form is Form.KEY else "",
        digits=(shown.max_digits, shown.decimal_places) if form is Form.AMOUNT else (0, 0),
        words=words if form is Form.WORD else (),
    )


def _form(table: str, name: str, field: Any) -> Form:
    if field.is_relation or field.primary_key:
        return Form.KEY
    for kinds, form in (
        (models.BooleanField, Form.YES_OR_NO),
        (models.IntegerField, Form.NUMBER),
        (models.DecimalField, Form.AMOUNT),
        (models.FloatField, Form.SHARE),
        (models.DateTimeField, Form.MOMENT),
        (models.DateField, Form.DAY),
    ):
        if isinstance(field, kinds):
            return form
    if type(field) not in {models.CharField, models.TextField}:
        raise NotCarried(f"{table}.{name} 是 {type(field).__name__}，不写进数据集。")
    return Form.WORD if field.flatchoices or (table, name) in OPEN_WORDS else Form.PSEUDONYM
