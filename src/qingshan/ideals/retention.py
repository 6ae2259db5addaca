"""What leaves with time: what people took from study and did not share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingshan.ideals.models import Takeaway
from qingshan.kit.leaving import gone, leaves
from qingshan.kit.words import tr

if TYPE_CHECKING:
    from datetime import date

KEPT_DAYS = 3 * 366


@leaves("ideals.takeaways", tr("没有分享的学习心得"), days=KEPT_DAYS)
def takeaways(school: int, before: date, *, dry_run: bool) -> int:
    old = Takeaway.objects.filter(school=school, shared_on=None, written_on__lt=before)
    return gone(old, dry_run=dry_run)
