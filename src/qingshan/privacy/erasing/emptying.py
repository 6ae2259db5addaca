"""Taking the words out of rows that stay, and the name out of a person."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from django.contrib.auth.hashers import make_password
from django.db import models
from django.db.models import Value
from django.db.models.functions import Coalesce, TruncYear
from django.utils import timezone

from qingshan.access.models import Account
from qingshan.extract.columns import Form
from qingshan.extract.planning import plan as figures_read
from qingshan.people.models import Staff, Student

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import Model

GONE = "（已删去）"
CODES = {
    *("key", "kind", "number", "parts", "programme", "stage", "rubric", "rule", "rules", "token"),
    *("media_type", "said", "seal", "link", "digest", "code_hash", "grade", "grades", "weekdays"),
    *("sign_in", "query", "ending", "fingerprint", "county_code", "public"),
}
"""Texts that hold nobody's words: keys, kinds, numbers of rows."""


def empty(model: type[Model], keys: Iterable[Any]) -> None:
    """Words, files and lists of these rows; what a figure reads of them stays."""
    rows = model._base_manager.filter(pk__in=list(keys))
    if model in (Student, Staff, Account):
        rows.update(**_nameless(model))
        if model is Staff:
            _leave_what_is_compared(model, rows, {"position", "political_status"})
        return
    told: dict[str, Any] = {}
    for one in model._meta.concrete_fields:
        if holds_words(one):
            told[one.name] = _emptied(one)
    kept = _kept_apart(model, set(told))
    if told:
        rows.update(**{name: value for name, value in told.items() if name not in kept})
    _leave_what_is_compared(model, rows, set(kept))


def _leave_what_is_compared(model: type[Model], rows: Any, names: set[str]) -> None:
    for name, words in _kept_apart(model, names).items():
        if words:  # with none, it is told apart from others and not compared: it stays as it is
            rows.exclude(**{f"{name}__in": [*words, ""]}).update(**{name: GONE})


def holds_words(one: Any) -> bool:
    """Whether a column holds what somebody wrote; keys, kinds and choices do not."""
    if one.is_relation or one.primary_key or one.generated or one.flatchoices or one.name in CODES:
        return False
    return isinstance(
        one, models.CharField | models.TextField | models.FileField | models.JSONField
    )


def _emptied(one: Any) -> Any:
    if isinstance(one, models.JSONField):
        if one.null:
            return None
        return one.default() if callable(one.default) else []
    return ""


def _kept_apart(model: type[Model], told: set[str]) -> dict[str, frozenset[str]]:
    """Columns of text that a figure compares: what it compares them with stays as it is."""
    plan = figures_read()
    table = plan.tables.get(model._meta.db_table)
    if table is None:
        return {}
    return {
        one.field: plan.words.get((table.name, one.name), frozenset())
        for one in table.columns
        if one.form is Form.PSEUDONYM and one.field in told
    }


def _nameless(model: type[Model]) -> dict[str, Any]:
    mark = f"X{secrets.token_hex(6)}"
    if model is Account:
        return {
            "username": mark.lower(),
            "name": GONE,
            "email": "",
            "password": make_password(None),
            "is_active": False,
            "last_login": None,
        }
    told: dict[str, Any] = {"number": mark, "name": GONE, "gender": "", "search_key": ""}
    told |= dict.fromkeys(("id_number", "id_number_hash", "phone"), "")
    return told | (_of_a_child() if model is Student else {"birth_date": None})


def _of_a_child() -> dict[str, Any]:
    """A child who had not left has this as its last day: what was counted so far stays."""
    words = ("id_type", "ethnicity", "seat_number", "enrolled_month", "address", "village")
    return {
        **dict.fromkeys((*words, "household", "disability", "left_to", "left_words"), ""),
        **dict.fromkeys(("is_orphan", "has_subsidy", "needs_aid"), None),
        "birth_date": TruncYear("birth_date"),
        "left_on": Coalesce("left_on", Value(timezone.localdate(), models.DateField())),
        "left_noted_on": None,
    }
