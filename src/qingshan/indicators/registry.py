"""All figures of the house: what each app's module `figures` declares."""

from __future__ import annotations

import difflib
import importlib
from functools import lru_cache
from typing import TYPE_CHECKING

from django.apps import apps
from django.utils.module_loading import module_has_submodule

from qingshan.kit.figures import Family, Figure
from qingshan.kit.words import tr

if TYPE_CHECKING:
    from qingshan.kit.counting import Declared

CHAPTERS = (
    tr("学校概况"),
    tr("党建与理想信念融合"),
    tr("党建与队伍建设融合"),
    tr("党建与德育融合"),
    tr("党建与常规教学融合"),
    tr("党建与控辍保学融合"),
    tr("干事氛围日益浓厚"),
    tr("青年教师快速成长"),
    tr("学生素质全面提高"),
    tr("教学质量不断攀升"),
    tr("学校声誉明显提升"),
    tr("四无"),
)
"""In the order of the case document: its ground, its ways, and its five kinds of results."""


@lru_cache(maxsize=1)
def declared() -> tuple[Declared, ...]:
    """The figures and families agreed with those who script against them, chapter by chapter."""
    return tuple(one for one in everything_declared() if figure_of(one).agreed)


@lru_cache(maxsize=1)
def everything_declared() -> tuple[Declared, ...]:
    """Every figure and family, chapter by chapter: the agreed ones and those of the pages."""
    found: list[Declared] = []
    for config in reversed(list(apps.get_app_configs())):  # the ground of the house first
        if config.module is not None and module_has_submodule(config.module, "figures"):
            found += getattr(importlib.import_module(f"{config.name}.figures"), "FIGURES", ())
    return tuple(sorted(found, key=_place))


def figure_named(key: str) -> Figure | None:
    """The figure of a key, a member of a family included; None where there is no such key."""
    for one in everything_declared():
        if isinstance(one, Family):
            if member := one.named(key):
                return member
        elif one.key == key:
            return one
    return None


def keys_near(key: str) -> list[str]:
    """Keys that `key` was perhaps meant to be, the nearest first."""
    keys = [
        f"{one.figure.key}.2020" if isinstance(one, Family) else one.key
        for one in everything_declared()
    ]
    return difflib.get_close_matches(key, keys, n=3, cutoff=0.5)


def figure_of(one: Declared) -> Figure:
    """The figure itself; of a family the one that stands for all of it."""
    return one.figure if isinstance(one, Family) else one


def family_of(key: str) -> Family | None:
    """The family that the figure of a key belongs to."""
    families = (one for one in everything_declared() if isinstance(one, Family))
    return next((family for family in families if family.named(key)), None)


def is_of_a_family(key: str) -> bool:
    """Whether the key is that of one year of a family."""
    return key.rpartition(".")[0] in _family_keys()


@lru_cache(maxsize=1)
def _family_keys() -> frozenset[str]:
    return frozenset(one.figure.key for one in everything_declared() if isinstance(one, Family))


def _place(one: Declared) -> int:
    return CHAPTERS.index(figure_of(one).chapter)
