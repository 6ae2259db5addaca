"""The policies of the house, found where they are written: in the modules named `visibility`.

A door is a function of a person to rows, `cases_known_to(member) -> QuerySet[Case]`; a yes or no is
a function of a person and a row, `may_confirm(member, case) -> bool`. Nothing is listed here that
could be forgotten: what has such a signature is one.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from django.apps import apps

import qingshan

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import ModuleType

    from django.db.models import Model, QuerySet

    from qingshan.school.membership import Member

ROWS_OF = re.compile(r"^QuerySet\[(\w+)\]$")


@dataclass(frozen=True)
class Policy:
    """`model` is what a door leads to, or what a yes or no is about; `given` what it asks besides
    the person."""

    name: str
    ask: Callable[..., Any]
    model: type[Model] | None
    given: tuple[str, ...]
    says: str

    @property
    def short(self) -> str:
        """Its name with the room it is in: `care.cases.cases_known_to`."""
        module, _, name = self.name.rpartition(".")
        return f"{module.removeprefix('qingshan.').removesuffix('.visibility')}.{name}"


@cache
def policies() -> tuple[Policy, ...]:
    return tuple(found for module in _modules() for found in _in(module))


def doors() -> list[Policy]:
    """Of a person to rows, and of nothing else."""
    return [one for one in policies() if one.says == "rows" and not one.given]


def answers() -> list[Policy]:
    """Yes or no, of a person and one row."""
    return [one for one in policies() if one.says == "yes" and one.model is not None]


def doors_to(model: type[Model]) -> list[Policy]:
    return [one for one in doors() if one.model is model]


def _modules() -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(qingshan.__path__, "qingshan."):
        if found.name.endswith(".visibility"):
            yield importlib.import_module(found.name)


def _in(module: ModuleType) -> Iterator[Policy]:
    for name, function in inspect.getmembers(module, inspect.isfunction):
        if function.__module__ != module.__name__ or name.startswith("_"):
            continue
        takes = list(inspect.signature(function).parameters.values())
        if not takes or takes[0].name != "member":
            continue
        back = str(function.__annotations__.get("return", ""))
        given = tuple(str(one.annotation) for one in takes[1:])
        label = f"{module.__name__}.{name}"
        rows = ROWS_OF.match(back)
        if rows:
            yield Policy(label, function, _model(module, rows[1]), given, "rows")
        elif back == "bool":
            about = _model(module, given[0]) if len(given) == 1 else None
            yield Policy(label, function, about, given, "yes")


def _model(module: ModuleType, name: str) -> type[Model] | None:
    """The model of that name as the module knows it, also where it is named for types alone."""
    here = getattr(module, name, None)
    if here is not None:
        return here  # type: ignore[no-any-return]
    named = [m for m in apps.get_models() if m.__name__ == name]
    return named[0] if len(named) == 1 else None


def sees(policy: Policy, member: Member, row: Model) -> bool:
    rows: QuerySet[Any] = policy.ask(member)
    return rows.filter(pk=row.pk).exists()
