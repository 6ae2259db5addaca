"""What leaves: inspection files that were made and fetched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingshan.kit.leaving import leaves
from qingshan.kit.words import tr
from qingshan.reports.bundling import forget
from qingshan.reports.models import InspectionFile

if TYPE_CHECKING:
    import datetime as dt

KEPT_DAYS = 7


@leaves("reports.inspection", tr("备过的迎检资料"), days=KEPT_DAYS)
def inspection_files(school: int, before: dt.date, *, dry_run: bool) -> int:
    """The file; who asked for it, and what was in it, stays."""
    old = InspectionFile.objects.filter(school=school, made_at__date__lt=before).exclude(file="")
    files = list(old.values_list("file", flat=True))
    if not dry_run:
        for file in files:
            forget(file)
        old.update(file="")
    return len(files)
