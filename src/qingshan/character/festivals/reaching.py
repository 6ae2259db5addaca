"""A place in a festival reaches a child."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingshan.character.models import FestivalEntry
from qingshan.kit.words import tr
from qingshan.people.reaching import reaches_children

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet


@reaches_children("festivals", tr("主题节日"), place=60)
def festivals(first: date, last: date) -> QuerySet[FestivalEntry]:
    return FestivalEntry.objects.filter(
        item__festival__starts_on__lte=last,
        item__festival__ends_on__gte=first,
        state=FestivalEntry.State.IN,
    ).exclude(result=FestivalEntry.Result.ABSENT)
