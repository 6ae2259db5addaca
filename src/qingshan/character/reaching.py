"""What of character reaches a child: a place in a course, a role in its class."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from qingshan.character.models import ClassRole, Placement
from qingshan.kit.words import tr
from qingshan.people.reaching import reaches_children

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet


@reaches_children("courses", tr("校本课程"), place=40)
def courses(first: date, last: date) -> QuerySet[Placement]:
    return Placement.objects.filter(
        state=Placement.State.ADOPTED,
        offering__isnull=False,
        offering__term__starts_on__lte=last,
        offering__term__ends_on__gte=first,
    )


@reaches_children("roles", tr("班级岗位"), place=50)
def roles(first: date, last: date) -> QuerySet[ClassRole]:
    return ClassRole.objects.filter(Q(until=None) | Q(until__gte=first), since__lte=last)
