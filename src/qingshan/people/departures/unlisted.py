"""Children of the roster who no longer stand in a workbook of the whole school.

A new year's workbook moves children up into their classes. Who is not in it has probably graduated
or moved away: a person looks at them and says so, nobody leaves by being left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from qingshan.people.models import Student
from qingshan.people.roster import off_roster, on_roster

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from django.db.models import QuerySet

AT_ONCE = 500


def unlisted_in(school: int) -> QuerySet[Student]:
    """Who is on the roster, and was not in the last workbook of the whole school."""
    here = Student.objects.filter(~off_roster(), school=school)
    return here.exclude(unlisted_on=None).order_by(
        "school_class__grade_number", "school_class__code", "number"
    )


def number_unlisted(school: int) -> int:
    return unlisted_in(school).count()


def mark_unlisted(school: int, listed: Collection[str]) -> None:
    """Remembers who of the roster is not among these 学籍号.

    A workbook that lacks most of the school brings a few new children, and says nothing of others;
    of those it brings it says that they are here.
    """
    everyone = Student.objects.filter(school=school).order_by()
    asked = everyone.exclude(unlisted_on=None).values_list("number", "pk")
    _set_unlisted([pk for number, pk in asked if number in listed], None)
    here = dict(everyone.filter(on_roster()).values_list("number", "pk"))
    missing = [pk for number, pk in here.items() if number not in listed]
    if len(missing) * 2 <= len(here):
        _set_unlisted(missing, timezone.localdate())


def _set_unlisted(keys: list[int], day: date | None) -> None:
    for first in range(0, len(keys), AT_ONCE):
        some = Student.objects.filter(pk__in=keys[first : first + AT_ONCE])
        some.update(unlisted_on=day)
