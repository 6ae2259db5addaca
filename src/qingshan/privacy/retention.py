"""Files of people who were erased, where a run was cut off before it had removed them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingshan.kit.leaving import leaves
from qingshan.kit.words import tr
from qingshan.privacy.erasing.files import sweep
from qingshan.privacy.models import Erasure

if TYPE_CHECKING:
    import datetime as dt


@leaves("privacy.files", tr("删去的人留下的文件"), days=1, least=1, most=1)
def files(school: int, before: dt.date, *, dry_run: bool) -> int:
    left = Erasure.objects.filter(school=school, done_on__isnull=False).exclude(files=[])
    number = sum(len(one.files) for one in left)
    for one in () if dry_run else left:
        sweep(one)
    return number
