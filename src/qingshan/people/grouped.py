"""Forms that are filled in under a few headings."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django import forms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.forms import BoundField


class GroupedForm(forms.Form):
    """`groups` says which fields stand under which heading."""

    headings: ClassVar[dict[str, tuple[str, ...]]] = {}

    @property
    def groups(self) -> Iterator[tuple[str, list[BoundField]]]:
        for heading, names in self.headings.items():
            yield heading, [self[name] for name in names if name in self.fields]
