"""Honours reach a child."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingshan.kit.words import tr
from qingshan.outcomes.models import Honour
from qingshan.people.reaching import reaches_children

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet


@reaches_children("honours", tr("荣誉"), place=30)
def honours(first: date, last: date) -> QuerySet[Honour]:
    return Honour.objects.filter(date__range=(first, last))
