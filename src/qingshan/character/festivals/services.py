"""Deeds of festivals: opening one, setting times, signing up, entering results."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from django.db import transaction

from qingshan.access.audit import note
from qingshan.access.doing import doing
from qingshan.character.festivals.clashes import busy_at, clashes_of
from qingshan.character.models import Festival, FestivalEntry, FestivalItem
from qingshan.kit.words import as_written, tr
from qingshan.outcomes.honours.services import AlreadyHonoured, record_honour, remove_honour
from qingshan.outcomes.models import Level
from qingshan.records.kinds import all_kinds
from qingshan.records.models import Record
from qingshan.records.services import carry_five, record_deed
from qingshan.school.models import School

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qingshan.character.festivals.catalogue import Offered
    from qingshan.outcomes.models import Honour
    from qingshan.people.models import Student
    from qingshan.school.membership import Member

KIND = "festival_event"
IN, WAITING = FestivalEntry.State.IN, FestivalEntry.State.WAITING
Result = FestivalEntry.Result
PRIZES = (Result.FIRST, Result.SECOND, Result.THIRD, Result.MERIT)


class Clash(Exception):
    """The time cannot be kept; `sentences` say what stands in the way."""

    def __init__(self, sentences: Sequence[str]) -> None:
        super().__init__("".join(sentences))
        self.sentences = list(sentences)


class Busy(Exception):
    """Children who are elsewhere at that time: name → item."""

    def __init__(self, where: Mapping[str, str]) -> None:
        super().__init__(tr("、").join(where))
        self.where = dict(where)


class TooFewPlaces(Exception):
    """More children have a place than the new limit allows."""


@transaction.atomic
def open_festival(*, actor: Member, like: Offered | None = None, **fields: Any) -> Festival:
    """A festival of a school year; a shipped one brings its items, without times."""
    festival = Festival(key=like.key if like else "", **fields)
    with doing("open_festival", actor=actor.account):
        festival.save()
    FestivalItem.objects.bulk_create(
        FestivalItem(
            school_id=festival.school_id,
            festival=festival,
            title=item.title,
            from_grade=item.from_grade,
            to_grade=item.to_grade,
            limit=item.limit,
            class_limit=item.class_limit,
        )
        for item in (like.items if like else ())
    )
    return festival


@transaction.atomic
def change_festival(*, actor: Member, festival: Festival, **fields: Any) -> Festival:
    held = Festival.objects.select_for_update().get(pk=festival.pk)
    for name, value in fields.items():
        setattr(held, name, value)
    with doing("change_festival", actor=actor.account):
        held.save()
    items = FestivalItem.objects.filter(festival=held, record__isnull=False)
    carry_five(Record.objects.filter(pk__in=items.values("record")), held.five)
    return held


@transaction.atomic
def keep_item(*, actor: Member, item: FestivalItem, **fields: Any) -> FestivalItem:
    """A new item or a changed one. Raises `Clash` and `TooFewPlaces`; nothing is written then.

    Where more places are made, those who wait get them in their order.
    """
    _one_at_a_time(item.school_id)
    for name, value in fields.items():
        setattr(item, name, value)
    sentences = clashes_of(item)
    if sentences:
        raise Clash(sentences)
    if item.pk and not _fits(item):
        raise TooFewPlaces
    with doing("keep_festival_item", actor=actor.account):
        item.save()
    _fill(item)
    return item


@transaction.atomic
def sign_up(
    *, actor: Member, item: FestivalItem, adding: Sequence[Student], leaving: Sequence[Student]
) -> tuple[int, int]:
    """Who comes to an item and who no longer does; how many got a place, and how many wait.

    Whoever leaves gives the place to the first who waits and is free. Raises `Busy` where one of
    `adding` has a place elsewhere at that time; nothing is written then.
    """
    _one_at_a_time(item.school_id)
    item = FestivalItem.objects.get(pk=item.pk)
    held = set(FestivalEntry.objects.filter(item=item).values_list("student", flat=True))
    new = [child for child in adding if child.pk not in held]
    busy = busy_at(item, [child.pk for child in new])
    if busy:
        raise Busy({child.name: busy[child.pk] for child in new if child.pk in busy})
    FestivalEntry.objects.filter(item=item, student__in=leaving, result="").delete()
    for child in new:
        FestivalEntry.objects.create(
            school_id=item.school_id, item=item, student=child, state=WAITING
        )
    _fill_all(item)
    mine = FestivalEntry.objects.filter(item=item, student__in=new)
    seated = mine.filter(state=IN).count()
    note(
        actor=actor.account,
        deed="sign_up_for_festival",
        subject=item,
        school_id=item.school_id,
        added=len(new),
        left=len(leaving),
    )
    return seated, len(new) - seated


@transaction.atomic
def enter_results(
    *, actor: Member, item: FestivalItem, results: Mapping[int, str]
) -> tuple[int, int]:
    """Entry → `Result`. A prize is an honour of the child; how many results and honours there are.

    The first time it also makes a record that the item was held. Raises `NotOnTheStaff`.
    """
    _one_at_a_time(item.school_id)
    item = FestivalItem.objects.select_related("festival", "school").get(pk=item.pk)
    day = item.date or item.festival.starts_on
    if item.record is None:
        item.record = record_deed(
            actor=actor,
            kind=all_kinds()[KIND],
            date=min(day, actor.today),
            title=tr("{festival}：{item}").format(festival=item.festival.title, item=item.title),
            five=item.festival.five,
        )
        item.save(update_fields=["record"])
    entries = FestivalEntry.objects.filter(item=item, pk__in=results, state=IN)
    for entry in entries.select_related("student", "honour"):
        result = results[entry.pk]
        if result != entry.result:
            entry.result = result
            entry.honour = _honour(actor, item, entry)
            entry.save(update_fields=["result", "honour"])
    done = FestivalEntry.objects.filter(item=item).exclude(result="")
    told = (done.count(), done.filter(honour__isnull=False).count())
    note(
        actor=actor.account,
        deed="enter_festival_results",
        subject=item,
        school_id=item.school_id,
        results=told[0],
        honours=told[1],
    )
    return told


def _honour(actor: Member, item: FestivalItem, entry: FestivalEntry) -> Honour | None:
    """The honour of this result; the one of another result before it is taken back."""
    if entry.honour is not None:
        held, entry.honour = entry.honour, None
        entry.save(update_fields=["honour"])
        remove_honour(actor=actor, honour=held, why=tr("节日的结果改了"))
    if entry.result not in PRIZES:
        return None
    prize = as_written(Result(entry.result).label)
    try:
        return record_honour(
            actor=actor,
            name=f"{item.festival.title}·{item.title}{prize}",
            level=Level.SCHOOL,
            date=min(item.date or item.festival.starts_on, actor.today),
            student=entry.student,
            awarded_by=item.school.name,
            category=item.festival.title,
        )
    except AlreadyHonoured as held_already:
        return held_already.honour


def _one_at_a_time(school: int) -> None:
    """A child's places are compared over all festivals: one deed on them after the other."""
    School.objects.select_for_update().get(pk=school)


def _fits(item: FestivalItem) -> bool:
    seated, of_class = _seated(item)
    most = max(of_class.values(), default=0)
    return not (
        (item.limit is not None and seated > item.limit)
        or (item.class_limit is not None and most > item.class_limit)
    )


def _seated(item: FestivalItem) -> tuple[int, Counter[int]]:
    rows = FestivalEntry.objects.filter(item=item, state=IN)
    of_class = Counter(rows.values_list("student__school_class", flat=True))
    return sum(of_class.values()), of_class


def _fill(item: FestivalItem) -> None:
    """Gives the free places to those who wait and are free, in their order."""
    seated, of_class = _seated(item)
    waiting = list(
        FestivalEntry.objects.filter(item=item, state=WAITING)
        .order_by("pk")
        .values_list("pk", "student", "student__school_class")
    )
    busy = busy_at(item, [child for _, child, _ in waiting])
    for pk, child, school_class in waiting:
        if item.limit is not None and seated >= item.limit:
            return
        full = item.class_limit is not None and of_class[school_class] >= item.class_limit
        if full or child in busy:
            continue
        FestivalEntry.objects.filter(pk=pk).update(state=IN)
        seated += 1
        of_class[school_class] += 1


def _fill_all(item: FestivalItem) -> None:
    """A child who leaves an item may have waited for another at the same time."""
    _fill(item)
    others = FestivalItem.objects.filter(school=item.school_id, date=item.date).exclude(pk=item.pk)
    for other in others.filter(entries__state=WAITING).distinct() if item.is_timed else ():
        _fill(other)
