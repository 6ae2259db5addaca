from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import OuterRef, Subquery

from qingshan.records.models import Record
from qingshan.records.reaching import WORRY
from qingshan.school.calendar import year_words
from qingshan.school.models import Term
from qingshan.school.queries import season

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from qingshan.people.models import Student
    from qingshan.school.models import School


def terms_begun(school: School, today: date) -> list[Term]:
    """The latest first; one query."""
    begun = Term.objects.filter(school=school, starts_on__lte=today)
    return list(begun.select_related("year").order_by("-starts_on"))


def term_words(term: Term) -> str:
    """`2026—2027 学年上学期`."""
    return f"{year_words(term.year.name)}{season(term)}"


def with_the_last_deed(children: QuerySet[Student]) -> QuerySet[Student]:
    """Adds `last_on` and `last_kind`: the last time anything about the child was done at all."""
    deeds = Record.objects.filter(student=OuterRef("pk")).exclude(kind=WORRY)
    latest = deeds.order_by("-date", "-pk")
    return children.annotate(
        last_on=Subquery(latest.values("date")[:1]), last_kind=Subquery(latest.values("kind")[:1])
    )
