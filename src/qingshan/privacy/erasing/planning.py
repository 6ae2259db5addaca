"""What becomes of each row of a person who is erased; found as `subjects.tracing` finds the rows.

A row goes, unless a figure reads its table (the columns that stay are those a data set for
statistics carries), a duty keeps it, somebody else's row leans on it, or it is somebody else's as
well. What stays loses its words; it points at a person without a name.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models

from qingshan.access.models import Account
from qingshan.extract.planning import plan as figures_read
from qingshan.kit.personal import kind_of_each
from qingshan.kit.words import tr
from qingshan.people.models import Staff, Student
from qingshan.privacy.models import Erasure
from qingshan.privacy.subjects.tracing import own_relations, relations, traced

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import Model

    from qingshan.privacy.subjects.person import Person

NEVER_GO: tuple[type[Model], ...] = (Student, Staff, Account)
COUNTED, LEANED_ON = tr("数字从这里数出来"), tr("别的事情用着这一行")
PERSON, SHARED = tr("别的事情指着这个人"), tr("也是别人的")
ELSEWHERE = tr("这个账号在别的学校还在用")


@dataclass(frozen=True, slots=True)
class Line:
    """What becomes of the rows of one table, in words."""

    title: str
    table: str
    number: int
    why: str


@dataclass
class Plan:
    """Model → keys: of rows that go, that stay without words, that stay as they are."""

    person: Person
    go: dict[type[Model], set[Any]] = field(default_factory=dict)
    nameless: dict[type[Model], set[Any]] = field(default_factory=dict)
    shared: dict[type[Model], set[Any]] = field(default_factory=lambda: defaultdict(set))
    why: dict[type[Model], str] = field(default_factory=dict)

    @property
    def going(self) -> list[Line]:
        return [self._line(model, len(keys), "") for model, keys in self.go.items() if keys]

    @property
    def staying(self) -> list[Line]:
        made = [
            self._line(model, len(keys), self.why.get(model, LEANED_ON))
            for model, keys in self.nameless.items()
            if keys
        ]
        return made + [
            self._line(model, len(keys), self._why_shared(model))
            for model, keys in self.shared.items()
            if keys
        ]

    def _why_shared(self, model: type[Model]) -> str:
        if self.person.serves_elsewhere and is_of_the_account_alone(model):
            return ELSEWHERE
        return kind_of_each()[model._meta.label].works or SHARED

    def _line(self, model: type[Model], number: int, why: str) -> Line:
        kind = kind_of_each()[model._meta.label]
        return Line(kind.title, str(model._meta.verbose_name), number, why)


def plan_for(person: Person) -> Plan:
    """Changes nothing."""
    plan = Plan(person)
    own = traced(person, withheld=True).own
    own.pop(Erasure, None)  # says that it was done and why; the name leaves it with the others
    for model, keys in own.items():
        works = kind_of_each()[model._meta.label].works
        if works and model not in NEVER_GO:
            plan.shared[model], plan.why[model] = keys, works
            continue
        if person.serves_elsewhere and is_of_the_account_alone(model):
            plan.shared[model], plan.why[model] = keys, ELSEWHERE
            continue
        plan.shared[model] = _of_others_too(model, keys, own, plan, person)
        rest = keys - plan.shared[model]
        plan.why[model] = _why_stay(model)
        (plan.nameless if plan.why[model] else plan.go)[model] = rest
    while _lean(plan):
        pass
    return plan


def is_of_the_account_alone(model: type[Model]) -> bool:
    """The account, and what hangs on it at no school: keys to sign in with, its sessions."""
    names = {one.name for one in model._meta.concrete_fields}
    return model is Account or bool("school" not in names and relations(model, Account))


def _why_stay(model: type[Model]) -> str:
    if model in NEVER_GO:
        return PERSON
    duty = kind_of_each()[model._meta.label].stays
    if duty:
        return duty
    return COUNTED if model._meta.db_table in figures_read().tables else ""


def _of_others_too(
    model: type[Model],
    keys: set[Any],
    own: dict[type[Model], set[Any]],
    plan: Plan,
    person: Person,
) -> set[Any]:
    """Rows with a second person whose own they are, and what hangs on such rows."""
    found: set[Any] = set()
    rows = model._base_manager.filter(pk__in=keys)
    mine = [one for one in own_relations(model, person) if one.related_model is type(person.row)]
    for one in mine if len(mine) > 1 else ():
        others = rows.exclude(**{one.name: person.row.pk}).exclude(**{f"{one.name}__isnull": True})
        found |= set(others.values_list("pk", flat=True))
    for above in model._meta.concrete_fields:
        held = plan.shared.get(above.related_model) if above.is_relation else None  # type: ignore[arg-type]
        if held and above.related_model is not Account:
            found |= set(rows.filter(**{f"{above.name}__in": held}).values_list("pk", flat=True))
    return found


def _lean(plan: Plan) -> int:
    """Rows that may not be deleted because others lean on them stay; how many were moved."""
    moved = 0
    for model, keys in plan.go.items():
        for other, relation in _protecting(model):
            rows = other._base_manager.filter(**{f"{relation.name}__in": keys})
            rows = rows.exclude(pk__in=plan.go.get(other, ()))
            held = set(rows.values_list(relation.attname, flat=True)) & keys
            keys -= held
            plan.nameless.setdefault(model, set()).update(held)
            moved += len(held)
    return moved


def _protecting(model: type[Model]) -> Iterator[tuple[type[Model], Any]]:
    for other in apps.get_models(include_auto_created=True):
        for one in other._meta.concrete_fields:
            if one.is_relation and one.related_model is model:
                relation: Any = one
                if relation.remote_field.on_delete is models.PROTECT:
                    yield other, relation
