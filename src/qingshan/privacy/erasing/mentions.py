"""A person's name and numbers where they stand in other people's rows and in the audit log."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from auditlog.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.db.models.functions import Cast

from qingshan.access.fields import SealedTextField
from qingshan.people.models import Guardian, Staff, Student
from qingshan.privacy.erasing.emptying import GONE
from qingshan.privacy.models import AuditOpening
from qingshan.privacy.subjects.covering import COVERED
from qingshan.privacy.subjects.tracing import declared

if TYPE_CHECKING:
    from django.db.models import Model

    from qingshan.access.models import Account
    from qingshan.privacy.erasing.planning import Plan
    from qingshan.privacy.models import Erasure
    from qingshan.privacy.subjects.person import Person

HELD_BY_TRIGGERS = {"voice.incidents", "voice.complaints", "access.audit"}
MASKED = ["＊＊＊", "＊＊＊"]


@dataclass(frozen=True)
class Mentions:
    """What tells of the person in words; a name that somebody else bears too is not among them."""

    words: tuple[str, ...]
    account: Account | None

    def out_of(self, text: str) -> str:
        for word in self.words:
            text = text.replace(word, COVERED)
        return text

    def out_of_all(self, value: Any) -> Any:
        if isinstance(value, str):
            return self.out_of(value)
        if isinstance(value, dict):
            return {key: self.out_of_all(one) for key, one in value.items()}
        if isinstance(value, list):
            return [self.out_of_all(one) for one in value]
        return value


def mentions_of(person: Person) -> Mentions:
    """Asked before the name goes."""
    row, account = person.row, person.account
    words: set[str] = {row.number, row.id_number, row.phone, *(one.phone for one in person.family)}
    words |= {account.username, account.email} if account else set()
    words |= {str(row.address)} if isinstance(row, Student) else set()
    words |= {one.name for one in person.family if _only(one.name, person)}
    words |= {row.name} if _only(row.name, person) else set()
    return Mentions(tuple(sorted({w for w in words if len(w) > 1}, key=len, reverse=True)), account)


def _only(name: str, person: Person) -> bool:
    """Whether nobody else of the school bears the name."""
    row, family = person.row, [one.pk for one in person.family]
    people: Any
    for people in (Student, Staff, Guardian):
        own = family if people is Guardian else [row.pk] if isinstance(row, people) else []
        same = people._base_manager.filter(school=person.school, name=name)
        if same.exclude(pk__in=own).exists():
            return False
    return True


def cover_in_words(found: Mentions, school: int) -> int:
    """In the words of other rows of the school, sealed ones too; how many cells."""
    number = 0
    for kind, model in declared():
        names = {one.name for one in model._meta.concrete_fields}
        if kind.key not in HELD_BY_TRIGGERS and "school" in names:
            for one in model._meta.concrete_fields:
                if isinstance(one, models.CharField | models.TextField) and not one.flatchoices:
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
    number = _rows_about(plan, found) + _rows_mentioning(found)
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


def _rows_mentioning(found: Mentions) -> int:
    asked = Q()
    for word in found.words:
        for form in {word, json.dumps(word)[1:-1]}:
            asked |= Q(object_repr__contains=form) | Q(old__contains=form) | Q(more__contains=form)
    if not asked:
        return 0
    text = models.TextField()
    rows = LogEntry.objects.annotate(
        old=Cast("changes", text), more=Cast("additional_data", text)
    ).filter(asked)
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
