from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import OuterRef, Subquery

from qingshan.records.models import Record
from qingshan.records.reaching import WORRY

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from qingshan.people.models import Student


def with_the_last_deed(children: QuerySet[Student]) -> QuerySet[Student]:
    """Adds `last_on` and `last_kind`: the last time anything about the child was done at all."""
    deeds = Record.objects.filter(student=OuterRef("pk")).exclude(kind=WORRY)
    latest = deeds.order_by("-date", "-pk")
    return children.annotate(
        last_on=Subquery(latest.values("date")[:1]), last_kind=Subquery(latest.values("kind")[:1])
    )
