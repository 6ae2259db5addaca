"""Which photographs may be shown, and who agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef

from qingshan.character.models import PhotoChild, PhotoConsent
from qingshan.records.models import Evidence

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from qingshan.records.models import Record
    from qingshan.school.models import SchoolClass


def photos_shown(records: QuerySet[Record] | list[Record]) -> list[Evidence]:
    """Pictures of these records on which nobody stands whose family has taken consent back."""
    agreed = PhotoConsent.objects.filter(student=OuterRef("student"), withdrawn_on=None)
    taken_back = PhotoChild.objects.filter(~Exists(agreed), evidence=OuterRef("pk"))
    pictures = Evidence.objects.filter(record__in=records, media_type__startswith="image/")
    return list(pictures.filter(~Exists(taken_back)))


def agreed_in(school_class: SchoolClass) -> set[int]:
    """Keys of the children of a class whose families agree today."""
    rows = PhotoConsent.objects.filter(student__school_class=school_class, withdrawn_on=None)
    return set(rows.values_list("student", flat=True))
