"""What all modules hold once they are imported, one text a line: `python -m … en` for a language.

Run by itself: a module is imported once in a process, and what it holds it holds for every reader.
"""

from __future__ import annotations

import importlib
import os
import pkgutil
import sys
from typing import TYPE_CHECKING, Any

import django
from django.forms import Field
from django.utils import translation

if TYPE_CHECKING:
    from collections.abc import Iterator

APART = ("qingshan.config.wsgi", "qingshan.config.settings", "qingshan.config.environment")
"""What serves when it is imported, and keys and paths that are others each time."""
DEEPEST = 8


def texts_of(language: str) -> list[str]:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    import qingshan

    found = []
    with translation.override(language):
        for module in pkgutil.walk_packages(qingshan.__path__, "qingshan."):
            if module.name not in APART and ".migrations" not in module.name:
                names = vars(importlib.import_module(module.name))
                found += [(module.name, name) for name in names if not name.startswith("__")]
    seen: set[int] = set()
    return [
        f"{module}.{name}: {text!r}"
        for module, name in found
        for text in _texts_in(getattr(sys.modules[module], name), seen, DEEPEST)
    ]


def _texts_in(held: Any, seen: set[int], deep: int) -> Iterator[str]:
    """The texts as they are kept, of whatever a module of the house holds."""
    if isinstance(held, str):
        yield str.__str__(held)
    elif deep and id(held) not in seen:
        seen.add(id(held))
        for each in _parts_of(held):
            yield from _texts_in(each, seen, deep - 1)


def _parts_of(held: Any) -> Iterator[Any]:
    if isinstance(held, dict):
        yield from held
        yield from held.values()
    elif isinstance(held, list | tuple | set | frozenset):
        yield from held
    elif _is_of_the_house(held):
        names = [*getattr(held, "__dict__", ()), *getattr(type(held), "__slots__", ())]
        yield from (getattr(held, name, None) for name in names if not name.startswith("__"))


def _is_of_the_house(held: Any) -> bool:
    kind = held if isinstance(held, type) else type(held)
    return kind.__module__.startswith("qingshan") or isinstance(held, Field)


if __name__ == "__main__":
    sys.stdout.write("\n".join(texts_of(sys.argv[1])))
