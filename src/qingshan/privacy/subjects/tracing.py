"""Which rows are a person's: found by the declarations and the relations between tables.

A row is a person's *own* where a relation says that it is about them, or where it hangs on such a
row (the steps of a case, the certificate of an honour). Where they only had a part in what is
somebody else's (who noted it, who was responsible), that they had is told, and not the words.
No table is listed here: a new one is traced by what its app declares in `personal_data`.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models
from django.db.models import Count, Max, Min, Q

from qingshan.access.models import Account
from qingshan.kit.personal import kinds
from qingshan.kit.words import as_written, tr
from qingshan.people.models import Staff, Student

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import Model, QuerySet

    from qingshan.kit.personal import Kind
    from qingshan.privacy.subjects.person import Person

OF_STAFF = ("staff",)
OF_AN_ACCOUNT = ("account", "user")
"""Such a relation says whose the row is; one of another name (`by`, `made_by`), who did it."""


@dataclass(frozen=True, slots=True)
class Part:
    """How often a person had a part in rows that are not their own, and when."""

    kind: Kind
    table: str
    role: str
    number: int
    first: Any
    last: Any


@dataclass
class Traced:
    """What was found. `nowhere` are tables of such people in which nobody is named."""

    own: dict[type[Model], set[Any]] = field(default_factory=lambda: defaultdict(set))
    parts: list[Part] = field(default_factory=list)
    nowhere: list[type[Model]] = field(default_factory=list)


def traced(person: Person, *, withheld: bool = False) -> Traced:
    """Every row of the person, in the tables of kinds that are not withheld, or in all."""
    found = Traced()
    told = [(kind, model) for kind, model in declared() if withheld or not kind.withheld]
    about = [model for kind, model in told if person.is_told_in(kind)]
    for model in about:
        found.own[model] |= _directly(model, person)
    while sum(_hanging(model, person, found) for model in about):
        pass
    found.nowhere = [model for model in about if not leads_to(model, person, set())]
    found.own = {model: keys for model, keys in found.own.items() if keys}
    if not person.is_child:
        found.parts = list(_parts(person, found))
    return found


def declared() -> Iterator[tuple[Kind, type[Model]]]:
    for kind in kinds():
        for label in kind.labels:
            yield kind, apps.get_model(label)


def relations(model: type[Model], *to: type[Model]) -> list[Any]:
    """Relations of its own to one of these tables."""
    concrete: list[Any] = list(model._meta.concrete_fields)
    return [one for one in concrete if one.is_relation and one.related_model in to]


def own_relations(model: type[Model], person: Person) -> list[Any]:
    """Those that say whom a row is about."""
    if person.is_child:
        return relations(model, Student)
    staff = relations(model, Staff)
    accounts = [one for one in relations(model, Account) if one.name in OF_AN_ACCOUNT]
    return [one for one in staff if one.name in OF_STAFF] + accounts or staff


def leads_to(model: type[Model], person: Person, seen: set[type[Model]]) -> bool:
    """Whether a row of that table can be a person's at all."""
    if model in {type(person.row), Account} or own_relations(model, person):
        return True
    above = {one.related_model for one in _hangs_by(model)} - seen - {model}
    return any(leads_to(one, person, seen | {model}) for one in above)


def at_school(model: type[Model], person: Person) -> QuerySet[Any]:
    """Rows of the person's school: an account may serve at another, or at the county, too.

    Rows of no school are theirs as long as the account is this school's alone.
    """
    rows: QuerySet[Any] = model._base_manager.all()
    if "school" not in {one.name for one in model._meta.concrete_fields}:
        return rows
    here = Q(school=person.school.pk)
    return rows.filter(here if person.serves_elsewhere else here | Q(school__isnull=True))


def _directly(model: type[Model], person: Person) -> set[Any]:
    if model is type(person.row):
        return {person.row.pk}
    if model is Account:
        return {person.account.pk} if person.account else set()
    asked = Q()
    for one in own_relations(model, person):
        target = person.account if one.related_model is Account else person.row
        if target is not None:
            asked |= Q(**{one.name: target.pk})
    if not asked:
        return set()
    rows = at_school(model, person).filter(asked).exclude(_of_a_child(model, person))
    return set(rows.values_list("pk", flat=True))


def _hanging(model: type[Model], person: Person, found: Traced) -> int:
    """Adds rows that are part of an own row and not about somebody else; how many were new."""
    before = len(found.own[model])
    for one in _hangs_by(model):
        keys = found.own.get(one.related_model)
        if keys and one.related_model is not model:
            rows = at_school(model, person).filter(**{f"{one.name}__in": keys})
            rows = rows.exclude(_of_another(model, person))
            found.own[model] |= set(rows.values_list("pk", flat=True))
    return len(found.own[model]) - before


def _hangs_by(model: type[Model]) -> list[Any]:
    """Relations to what a row is a part of."""
    people = {Student, Staff, Account}
    concrete: list[Any] = list(model._meta.concrete_fields)
    return [
        one
        for one in concrete
        if one.is_relation
        and one.related_model not in people
        and one.related_model._meta.app_label != "school"
        and (one.remote_field.on_delete is models.CASCADE or one.one_to_one)
    ]


def _of_another(model: type[Model], person: Person) -> Q:
    """Rows that say they are about somebody else."""
    asked = _of_a_child(model, person)
    for one in own_relations(model, person):
        if person.is_child or one.name in (*OF_STAFF, *OF_AN_ACCOUNT):
            target = person.account if one.related_model is Account else person.row
            own = Q(**{one.name: target.pk}) if target is not None else Q(pk__in=())
            asked |= Q(**{f"{one.name}__isnull": False}) & ~own
    return asked


def _of_a_child(model: type[Model], person: Person) -> Q:
    """For a member of staff: what is about a child is the child's."""
    asked = Q(pk__in=())
    if not person.is_child:
        for one in relations(model, Student):
            asked |= Q(**{f"{one.name}__isnull": False})
    return asked


def _parts(person: Person, found: Traced) -> Iterator[Part]:
    for kind, model in declared():
        for one in _all_relations(model, Staff, Account):
            target = person.account if one.related_model is Account else person.row
            if target is None or model in {Staff, Account}:
                continue
            rows = at_school(model, person).filter(**{one.name: target.pk})
            rows = rows.exclude(pk__in=found.own.get(model, ()))
            day = _day_of(model)
            spans = {"told_first": Min(day), "told_last": Max(day)} if day else {}
            told = rows.aggregate(told=Count("pk", distinct=True), **spans)
            if told["told"]:
                table, when = (
                    str(model._meta.verbose_name),
                    (told.get("told_first"), told.get("told_last")),
                )
                yield Part(kind, table, _role(one), told["told"], *when)


def _all_relations(model: type[Model], *to: type[Model]) -> list[Any]:
    many = [one for one in model._meta.many_to_many if one.related_model in to]
    return [*relations(model, *to), *many]


def _role(one: Any) -> str:
    told = str(as_written(one.verbose_name))
    return tr("经手") if told.isascii() else told


def _day_of(model: type[Model]) -> str:
    for one in model._meta.concrete_fields:
        if isinstance(one, models.DateField):  # a moment is one too
            return one.name
    return ""
