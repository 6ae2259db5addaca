"""Deeds that reach a child: every record that names one, but a worry that was only written down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingshan.kit.words import tr
from qingshan.people.reaching import reaches_children
from qingshan.records.models import Record

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

VISIT, WORRY = "home_visit", "concern"


@reaches_children("visits", tr("家访"), place=10)
def visits(first: date, last: date) -> QuerySet[Record]:
    return Record.objects.filter(kind=VISIT, date__range=(first, last))


@reaches_children("deeds", tr("谈心和别的记录"), place=20)
def other_deeds(first: date, last: date) -> QuerySet[Record]:
    return Record.objects.filter(date__range=(first, last)).exclude(kind__in=(VISIT, WORRY))
