"""Files of an erased person: named in the same transaction, removed after it, swept if cut off."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps

from qingshan.privacy.subjects.files import file_fields

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import Model

    from qingshan.privacy.models import Erasure


def named(model: type[Model], keys: Iterable[Any]) -> list[list[str]]:
    """`[label, field, name]` of each file of these rows."""
    found = []
    for field in file_fields(model):
        rows = model._base_manager.filter(pk__in=list(keys)).exclude(**{field: ""})
        found += [
            [model._meta.label, field, str(name)] for name in rows.values_list(field, flat=True)
        ]
    return found


def sweep(erasure: Erasure) -> int:
    """Removes what no row names any more; done twice it does no harm. How many were listed."""
    for label, field, name in erasure.files:
        model = apps.get_model(label)
        if not model._base_manager.filter(**{field: name}).exists():
            of: Any = model._meta.get_field(field)
            of.storage.delete(name)
    number = len(erasure.files)
    erasure.files = []
    erasure.save(update_fields=["files"])
    return number
