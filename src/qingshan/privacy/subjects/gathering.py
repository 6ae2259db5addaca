"""Everything that is kept about a person, in words: chapters by kind, tables, rows, cells."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils import timezone

from qingshan.access.fields import SealedTextField
from qingshan.access.models import Account
from qingshan.kit.personal import impersonal
from qingshan.kit.words import as_written
from qingshan.people.models import Guardian, Staff, Student
from qingshan.privacy.scrubbing import days_at
from qingshan.privacy.subjects import files
from qingshan.privacy.subjects.covering import Cover
from qingshan.privacy.subjects.tracing import declared, traced
from qingshan.privacy.telling import kept_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import Model

    from qingshan.kit.personal import Kind
    from qingshan.privacy.subjects.person import Person
    from qingshan.privacy.subjects.tracing import Part, Traced

PEOPLE: tuple[type[Model], ...] = (Student, Staff, Guardian, Account)
TECHNICAL = {"password", "token_hash", "code_hash", "seal", "media_type", "prefix"}
SHUT = "（加密保存，这次没有打开）"
SOMEBODY = "（别人）"
NOBODY_NAMED = "里面没有写是谁的，或者写的是全班、全校，分不出哪一行是本人的"


@dataclass
class Table:
    """Rows of one table: label → words."""

    title: str
    rows: list[dict[str, str]]


@dataclass
class Chapter:
    """What is kept of one kind, with why it may be."""

    kind: Kind
    kept: str
    tables: list[Table] = field(default_factory=list)


@dataclass
class Everything:
    """What goes into the file. `withheld`: what is not given → why."""

    person: Person
    opened: bool
    chapters: list[Chapter]
    parts: list[Part]
    withheld: dict[str, str]
    files: list[files.Given]


def everything_about(person: Person, *, opened: bool = False) -> Everything:
    """`opened`: sealed words too. Other people's names are covered."""
    found = traced(person)
    teller = _Teller(person, found, opened=opened)
    days = days_at(person.school)
    chapters: dict[str, Chapter] = {}
    for kind, model in declared():
        if model in found.own:
            chapter = chapters.setdefault(kind.key, Chapter(kind, kept_words(kind, days)))
            chapter.tables.append(teller.table(kind, model))
    withheld = dict(_withheld(person, found)) | teller.withheld
    return Everything(person, opened, list(chapters.values()), found.parts, withheld, teller.files)


def _withheld(person: Person, found: Traced) -> Iterator[tuple[str, str]]:
    for kind, model in declared():
        if not person.is_told_in(kind):
            continue
        if kind.withheld:
            yield kind.title, kind.withheld
        elif model in found.nowhere:
            yield f"{kind.title}：{model._meta.verbose_name}", NOBODY_NAMED


class _Teller:
    """Puts rows into words."""

    def __init__(self, person: Person, found: Traced, *, opened: bool) -> None:
        self.person, self.found, self.opened = person, found, opened
        self.cover = Cover(person)
        self.files: list[files.Given] = []
        self.withheld: dict[str, str] = {}
        self.taken: set[str] = set()

    def table(self, kind: Kind, model: type[Model]) -> Table:
        shown = [one for one in model._meta.concrete_fields if self._is_shown(one)]
        near = [one.name for one in shown if one.is_relation]
        rows = model._base_manager.filter(pk__in=self.found.own[model]).order_by("pk")
        told = []
        for row in rows.select_related(*near) if near else rows:
            cells = {_label(one): self._words(one, row) for one in shown}
            told.append({label: words for label, words in cells.items() if words})
            told[-1] |= self._files(kind, row)
        return Table(str(model._meta.verbose_name), told)

    def _is_shown(self, one: Any) -> bool:
        if one.primary_key or one.name in TECHNICAL or isinstance(one, models.FileField):
            return False
        if one.is_relation:
            to = one.related_model
            return one.name != "school" and (to in PEOPLE or to._meta.label in impersonal())
        named = not str(as_written(one.verbose_name)).isascii()
        return named or isinstance(one, models.DateField | SealedTextField)

    def _words(self, one: Any, row: Model) -> str:
        value = getattr(row, one.name)
        if value is None or value in ("", [], {}):
            return ""
        if one.is_relation:
            return self._pointed_at(value)
        if isinstance(one, SealedTextField):
            return self.cover.over(str(value)) if self.opened else SHUT
        if one.flatchoices:
            return str(dict(one.flatchoices).get(value, value))
        if hasattr(row, f"{one.name}_label"):  # a word of the packs, such as a record's kind
            return str(getattr(row, f"{one.name}_label"))
        return self._plain(value)

    def _pointed_at(self, value: Any) -> str:
        if isinstance(value, PEOPLE):
            return str(value) if self.person.is_of(value) else SOMEBODY
        return self.cover.over(str(value))

    def _plain(self, value: Any) -> str:
        if isinstance(value, bool):
            return "是" if value else "否"
        if isinstance(value, datetime):
            return timezone.localtime(value).strftime("%Y-%m-%d %H:%M")
        if isinstance(value, date):
            return value.isoformat()
        if isinstance(value, list | dict):
            return "；".join(_leaves(self.cover.over_all(value)))
        if isinstance(value, bytes | memoryview):
            return ""
        return self.cover.over(str(value))

    def _files(self, kind: Kind, row: Model) -> dict[str, str]:
        """Where its files are in the bundle, or why they are not there."""
        told = []
        for holder, file in files.files_of(row):
            if file.name in self.taken:
                continue
            self.taken.add(str(file.name))
            why = files.why_not(holder, kind, self.person)
            if not why and not file.storage.exists(str(file.name)):
                why = "文件已经不在了"
            if why:
                told.append(f"没有给：{why}")
                self.withheld[f"{kind.title}：照片和文件"] = why
                continue
            place = files.place_of(len(self.files) + 1, holder, file)
            self.files.append(files.Given(place, file))
            told.append(place)
        return {"文件在": "；".join(told)} if told else {}


def _label(one: Any) -> str:
    told = str(as_written(one.verbose_name))
    if told.isascii():
        return str(one.related_model._meta.verbose_name) if one.is_relation else _unnamed(one)
    return told


def _unnamed(one: Any) -> str:
    return "时间" if isinstance(one, models.DateField) else "写下的"


def _leaves(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for one in value.values():
            yield from _leaves(one)
    elif isinstance(value, list):
        for one in value:
            yield from _leaves(one)
    elif value not in (None, ""):
        yield str(value)
