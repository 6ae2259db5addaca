"""Files of people who were erased, where a run was cut off; children who left long ago."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef

from qingshan.kit.leaving import leaves
from qingshan.kit.words import tr
from qingshan.people.models import Student
from qingshan.privacy.erasing.files import sweep
from qingshan.privacy.models import Erasure

if TYPE_CHECKING:
    import datetime as dt

    from django.db.models import QuerySet


LEFT = "privacy.left"
YEARS = 365


def left_before(school: int, before: dt.date) -> QuerySet[Student]:
    """Who left before a day and still has a name; the longest ago first."""
    done = Erasure.objects.filter(student=OuterRef("pk"), done_on__isnull=False)
    gone = Student.objects.filter(~Exists(done), school=school, left_on__lt=before)
    return gone.order_by("left_on", "number")


@leaves(
    LEFT,
    tr("离校的孩子，由两个人删去"),
    days=6 * YEARS,
    least=1 * YEARS,
    most=30 * YEARS,
    by_hand=True,
)
def left(school: int, before: dt.date, *, dry_run: bool) -> int:
    return left_before(school, before).count()


@leaves("privacy.files", tr("删去的人留下的文件"), days=1, least=1, most=1)
def files(school: int, before: dt.date, *, dry_run: bool) -> int:
    left = Erasure.objects.filter(school=school, done_on__isnull=False).exclude(files=[])
    number = sum(len(one.files) for one in left)
    for one in () if dry_run else left:
        sweep(one)
    return number
