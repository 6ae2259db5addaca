"""Files of a person's rows: which are given, and why the others are not."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models
from django.db.models import Q

from qingshan.kit.words import tr
from qingshan.people.models import Student
from qingshan.privacy.subjects.tracing import relations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import Model
    from django.db.models.fields.files import FieldFile

    from qingshan.kit.personal import Kind
    from qingshan.privacy.subjects.person import Person


@dataclass(frozen=True, slots=True)
class Given:
    """A file that goes along: its place in the bundle."""

    place: str
    file: FieldFile


def file_fields(model: type[Model]) -> list[str]:
    return [one.name for one in model._meta.concrete_fields if isinstance(one, models.FileField)]


def files_of(row: Model) -> Iterator[tuple[Model, FieldFile]]:
    """Files of the row, and of what it points at: a photograph that a child is named on."""
    fields: list[Any] = list(row._meta.concrete_fields)
    near = [one.name for one in fields if one.is_relation and file_fields(one.related_model)]
    holders: list[Any] = [row, *(getattr(row, name) for name in near)]
    for holder in filter(None, holders):
        for name in file_fields(type(holder)):
            file: FieldFile = getattr(holder, name)
            if file:
                yield holder, file


def why_not(holder: Model, kind: Kind, person: Person) -> str:
    """Why a file stays; "" where it is given."""
    if kind.shows_others:
        return kind.shows_others
    if not person.is_child:
        return tr("里面有孩子，请在记录里看") if kind.of.children else ""
    return tr("上面还有别的孩子") if _names_another(holder, person) else ""


def _names_another(holder: Model, person: Person) -> bool:
    """Whether rows about another child point at the file's row, or it is about a whole class."""
    for model in apps.get_models():
        for to in relations(model, type(holder)):
            for child in relations(model, Student):
                rows = model._base_manager.filter(
                    Q(**{to.name: holder.pk}) & Q(**{f"{child.name}__isnull": False})
                )
                if rows.exclude(**{child.name: person.row.pk}).exists():
                    return True
    return False


def place_of(number: int, holder: Model, file: FieldFile) -> str:
    """`文件/003-证书.pdf`; the name is what people called it, its ending the stored one's."""
    stored = PurePosixPath(str(file.name))
    called = PurePosixPath(str(getattr(holder, "name", "") or stored.name).replace("\\", "/")).name
    stem = called.removesuffix(stored.suffix)[:60] or tr("文件")
    return tr("文件/{number:03d}-{stem}{suffix}").format(
        number=number, stem=stem, suffix=stored.suffix
    )
