"""Counting what the rules ask about every child of a school, in one query for each kind of row."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from django.db.models import Case, Count, F, IntegerField, OuterRef, Q, Subquery, Value, When

from qingshan.care.models import Absence, SignLook
from qingshan.care.signs.rules import CONCERN, COUNTED, MAIN_SUBJECTS, OF_A_TERM, UNEXPLAINED
from qingshan.outcomes.models import Mark
from qingshan.people.models import Student
from qingshan.people.roster import on_roster
from qingshan.records.models import Record

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.db.models import QuerySet

    from qingshan.care.signs.queries import Setting
    from qingshan.care.signs.window import Window

Found = dict[int, dict[str, int]]
"""Child → rule → what was counted, for the rules that speak."""


def found_in(window: Window, settings: Iterable[Setting], child: int | None = None) -> Found:
    """Of a whole school, or of one child of it. Four queries, whatever the number of children."""
    by_kind: dict[str, list[Setting]] = defaultdict(list)
    for setting in settings:
        by_kind[setting.rule.rests_on].append(setting)
    found: Found = defaultdict(dict)
    _absences(window, by_kind["absences"], child, found)
    _concerns(window, by_kind["records"], child, found)
    _marks(window, by_kind["marks"], child, found)
    _circumstances(window, by_kind["roster"], child, found)
    _rest(window, child, found)
    _of_the_roster(window, found)
    return {pk: told for pk, told in found.items() if told}


def absences_since(window: Window, first: date | None) -> QuerySet[Absence]:
    """Morning absences from a day to the last one looked at; none where there is no such day."""
    if first is None or window.until is None:
        return Absence.objects.none()
    return Absence.objects.filter(
        school=window.school,
        session=Absence.Session.MORNING,
        reason__in=Absence.ABSENT,
        date__range=(first, window.until),
    )


def concerns_since(window: Window, first: date) -> QuerySet[Record]:
    return Record.objects.filter(
        school=window.school, kind=CONCERN, date__range=(first, window.today)
    )


def _absences(window: Window, settings: list[Setting], child: int | None, found: Found) -> None:
    since = {s.rule.key: s.rule.since(window, s.threshold) for s in settings}
    counted, enough = {}, Q()
    for setting in settings:
        first = since[setting.rule.key]
        if first is None:
            continue
        which = Q(date__gte=first)
        if setting.rule is UNEXPLAINED:
            which &= Q(reason=Absence.Reason.UNEXPLAINED)
        counted[setting.rule.key] = Count("pk", filter=which)
        enough |= Q(**{f"{setting.rule.key}__gte": _days(window, setting)})
    if not counted:
        return
    earliest = min(first for first in since.values() if first is not None)
    rows = _of(absences_since(window, earliest), child).order_by().values("student")
    for row in rows.annotate(**counted).filter(enough):
        for setting in settings:
            number = row.get(setting.rule.key, 0)
            if number and number >= _days(window, setting):
                share = setting.rule is OF_A_TERM
                said = number * 100 // window.of_term if share else number
                found[row["student"]][setting.rule.key] = said


def _days(window: Window, setting: Setting) -> int:
    """From how many days on a rule speaks: of a share, the first number that reaches it."""
    if setting.rule is not OF_A_TERM:
        return setting.threshold
    return -(-setting.threshold * window.of_term // 100)


def _concerns(window: Window, settings: list[Setting], child: int | None, found: Found) -> None:
    for setting in settings:
        first = setting.rule.since(window, setting.threshold)
        if first is None:
            continue
        rows = _of(concerns_since(window, first), child).order_by().values_list("student")
        enough = rows.annotate(held=Count("pk")).filter(held__gte=setting.threshold)
        for pk, number in enough:
            if pk is not None:
                found[pk][setting.rule.key] = number


def marks_since(window: Window, first: date) -> QuerySet[Mark]:
    """Of each child's latest examination in that time: the main subjects that were not passed."""
    own = Mark.objects.filter(student=OuterRef("student"), date__range=(first, window.today))
    latest = own.order_by("-date").values("date")[:1]
    return Mark.objects.filter(
        school=window.school,
        subject__in=MAIN_SUBJECTS,
        date__gte=first,
        date=Subquery(latest),
        points__lt=F("full") * Mark.PASSES / 100,
    )


def _marks(window: Window, settings: list[Setting], child: int | None, found: Found) -> None:
    for setting in settings:
        first = setting.rule.since(window, setting.threshold)
        if first is None:
            continue
        rows = _of(marks_since(window, first), child).order_by().values_list("student")
        enough = rows.annotate(held=Count("subject", distinct=True))
        for pk, number in enough.filter(held__gte=setting.threshold):
            found[pk][setting.rule.key] = number


def _circumstances(
    window: Window, settings: list[Setting], child: int | None, found: Found
) -> None:
    for setting in settings:
        children = Student.objects.filter(school=window.school)
        if child is not None:
            children = children.filter(pk=child)
        number = sum(
            (
                Case(When(held, then=Value(1)), default=Value(0), output_field=IntegerField())
                for held in COUNTED
            ),
            Value(0),
        )
        told = children.annotate(held=number).filter(held__gte=setting.threshold)
        for pk, held in told.order_by().values_list("pk", "held"):
            found[pk][setting.rule.key] = held


def _rest(window: Window, child: int | None, found: Found) -> None:
    """Takes out what a look has put to rest."""
    looks = SignLook.objects.filter(school=window.school, quiet_until__gt=window.today)
    if child is not None:
        looks = looks.filter(student=child)
    for pk, rules in looks.order_by().values_list("student", "rules"):
        for key in rules.split():
            found.get(pk, {}).pop(key, None)


def _of_the_roster(window: Window, found: Found) -> None:
    """Of who left, nothing has to be watched any more; one query, where something was found."""
    if found:
        left = Student.objects.filter(school=window.school).exclude(on_roster(window.today))
        for pk in left.order_by().values_list("pk", flat=True):
            found.pop(pk, None)


def _of(rows: QuerySet, child: int | None) -> QuerySet:  # type: ignore[type-arg]
    return rows if child is None else rows.filter(student=child)
