"""A person's name and numbers where they stand in other people's rows and in the audit log."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from auditlog.models import LogEntry
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.db.models.functions import Cast

from qingshan.access.audit import MASK
from qingshan.access.fields import SealedTextField
from qingshan.kit.words import in_source
from qingshan.people.models import Guardian, Staff, Student
from qingshan.privacy.erasing.emptying import GONE, holds_words
from qingshan.privacy.models import AuditOpening
from qingshan.privacy.subjects.covering import COVERED
from qingshan.privacy.subjects.tracing import declared
from qingshan.programmes.packs.folder import all_packs
from qingshan.records.kinds import all_kinds

if TYPE_CHECKING:
    from django.db.models import Model, QuerySet

    from qingshan.access.models import Account
    from qingshan.privacy.erasing.planning import Plan
    from qingshan.privacy.models import Erasure
    from qingshan.privacy.subjects.person import Person

HELD_BY_TRIGGERS = {"voice.incidents", "voice.complaints", "access.audit"}
MASKED = [MASK, MASK]
SHORTEST_NUMBER = 6
"""A shorter one stands in sentences as a day, a room or a sum."""
PEOPLE: tuple[type[Any], ...] = (Student, Staff, Guardian)


@dataclass(frozen=True)
class Mentions:
    """What tells of the person in words, and of nobody else: names, and numbers of their own."""

    names: tuple[str, ...]
    numbers: tuple[str, ...]
    account: Account | None

    @property
    def words(self) -> tuple[str, ...]:
        return *self.names, *self.numbers

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        """Longer names first; a number only where it is not part of a longer one."""
        names = [re.escape(one) for one in sorted(self.names, key=len, reverse=True)]
        told = "|".join(map(re.escape, self.numbers))
        numbers = [f"(?<![0-9A-Za-z])(?:{told})(?![0-9A-Za-z])"] if told else []
        return re.compile("|".join(names + numbers)) if self.words else None

    def out_of(self, text: str) -> str:
        return self._pattern.sub(COVERED, text) if self._pattern else text

    def out_of_all(self, value: Any) -> Any:
        if isinstance(value, str):
            return self.out_of(value)
        if isinstance(value, dict):
            return {key: self.out_of_all(one) for key, one in value.items()}
        if isinstance(value, list):
            return [self.out_of_all(one) for one in value]
        return value


def mentions_of(person: Person) -> Mentions:
    """Asked before the name goes; of an account that serves elsewhere, nothing."""
    row, account = person.row, person.account
    if person.serves_elsewhere:
        account = None
    numbers: set[str] = {row.number, row.id_number, *_telephones_of_nobody_else(person)}
    numbers |= {account.username, account.email} if account else set()
    names = {row.name, *(one.name for one in person.family)}
    return Mentions(
        tuple(
            sorted(name for name in names if len(name) > 1 and _tells_of_nobody_else(name, person))
        ),
        tuple(sorted(one for one in numbers if len(one) >= SHORTEST_NUMBER and not one.isalpha())),
        account,
    )


def _telephones_of_nobody_else(person: Person) -> set[str]:
    own = {str(one.phone) for one in (person.row, *person.family)} - {""}
    for model in PEOPLE if own else ():
        others = _others(model, person).exclude(phone="").values_list("phone", flat=True)
        own -= set(others.iterator())
    return own


def _tells_of_nobody_else(name: str, person: Person) -> bool:
    """Neither borne by somebody else, nor part of a longer name, nor of a word of the house."""
    if name in words_of_the_house():
        return False
    return not any(_others(model, person).filter(name__contains=name).exists() for model in PEOPLE)


def _others(model: type[Any], person: Person) -> QuerySet[Any]:
    """Everybody of the school but the person and the family."""
    family = [one.pk for one in person.family]
    own = family if model is Guardian else [person.row.pk] if model is type(person.row) else []
    rows: QuerySet[Any] = model._base_manager.filter(school=person.school).exclude(pk__in=own)
    return rows


@cache
def words_of_the_house() -> str:
    """What pages call things: 文明 is a class's honour before it is a child's name."""
    told: set[str] = set()
    with in_source():
        for model in apps.get_models():
            told.add(str(model._meta.verbose_name))
            for one in model._meta.concrete_fields:
                told |= {str(one.verbose_name), *(str(label) for _, label in one.flatchoices)}
        told |= {str(kind.label) for kind in all_kinds().values()}
        for pack in all_packs().values():
            told |= {str(pack.title), *(str(duty.title) for duty in pack.duties)}
    return "\n".join(sorted(told))


def cover_in_words(found: Mentions, school: int) -> int:
    """In the words of other rows of the school, sealed ones too; how many cells.

    Rosters and accounts are left: a name there is somebody's own.
    """
    number = 0
    for kind, model in declared():
        names = {one.name for one in model._meta.concrete_fields}
        if kind.key in HELD_BY_TRIGGERS or "school" not in names or model in PEOPLE:
            continue
        for one in model._meta.concrete_fields:
            if isinstance(one, models.CharField | models.TextField) and holds_words(one):
                number += _in_column(found, model, one, school)
    return number


def _in_column(found: Mentions, model: type[Model], one: Any, school: int) -> int:
    rows = model._base_manager.filter(school=school).exclude(**{one.name: ""})
    if not isinstance(one, SealedTextField):
        asked = Q()
        for word in found.words:
            asked |= Q(**{f"{one.name}__contains": word})
        rows = rows.filter(asked) if asked else rows.none()
    number = 0
    for pk, text in rows.values_list("pk", one.name).iterator():
        told = found.out_of(text or "")
        if told != (text or ""):
            model._base_manager.filter(pk=pk).update(**{one.name: told})
            number += 1
    return number


def cover_in_the_log(erasure: Erasure, plan: Plan, found: Mentions) -> int:
    """Who did what and when stays in the audit log; the person's name in it does not."""
    opening = AuditOpening.objects.create(school_id=erasure.school_id, erasure=erasure)
    number = _rows_about(plan, found) + _rows_mentioning(found, erasure.school_id)
    if found.account is not None:
        number += LogEntry.objects.filter(actor=found.account).update(
            remote_addr=None, remote_port=None, actor_email=None
        )
    opening.delete()
    return number


def _rows_about(plan: Plan, found: Mentions) -> int:
    number = 0
    for part in (plan.go, plan.nameless):
        for model, keys in part.items():
            kind = ContentType.objects.get_for_model(model)
            rows = LogEntry.objects.filter(content_type=kind, object_pk__in=map(str, keys))
            for row in rows:
                changes = dict.fromkeys(row.changes or {}, MASKED)
                _write(row, GONE, changes, found.out_of_all(row.additional_data))
                number += 1
    return number


def _rows_mentioning(found: Mentions, school: int) -> int:
    """Rows of this school; another has people of the same name."""
    asked = Q()
    for word in found.words:
        for form in {word, json.dumps(word)[1:-1]}:
            asked |= Q(object_repr__contains=form) | Q(old__contains=form) | Q(more__contains=form)
    if not asked:
        return 0
    text = models.TextField()
    rows = (
        LogEntry.objects.filter(additional_data__school=school)
        .annotate(old=Cast("changes", text), more=Cast("additional_data", text))
        .filter(asked)
    )
    number = 0
    for row in rows:
        told = found.out_of_all(row.additional_data)
        _write(row, found.out_of(row.object_repr), found.out_of_all(row.changes), told)
        number += 1
    return number


def _write(row: LogEntry, called: str, changes: Any, more: Any) -> None:
    LogEntry.objects.filter(pk=row.pk).update(
        object_repr=called, changes=changes, changes_text="", additional_data=more
    )
