"""All sheets of the house: what each app's module `sheets` declares."""

from __future__ import annotations

import importlib
from functools import lru_cache
from typing import TYPE_CHECKING

from django.apps import apps
from django.utils.module_loading import module_has_submodule

from qingshan.kit.words import in_source

if TYPE_CHECKING:
    from qingshan.kit.sheets import Sheet


@lru_cache(maxsize=1)
def all_sheets() -> dict[str, Sheet]:
    """Every sheet by its title, those referred to before those that refer to them."""
    found: list[Sheet] = []
    with in_source():  # what modules make while they are imported is kept for every reader
        for config in apps.get_app_configs():
            if config.module is not None and module_has_submodule(config.module, "sheets"):
                found += getattr(importlib.import_module(f"{config.name}.sheets"), "SHEETS", ())
    return {sheet.title: sheet for sheet in sorted(found, key=lambda sheet: sheet.place)}


def usual_sheets() -> list[Sheet]:
    """Those of the empty workbook."""
    return [sheet for sheet in all_sheets().values() if not sheet.only_where_filled]


def key_field(title: str) -> str:
    """The model field that a reference to the sheet `title` names."""
    (key,) = all_sheets()[title].keys
    return key.field
