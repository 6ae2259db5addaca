"""What leaves with time: uploaded workbooks, and the cells quoted in their problems."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingshan.exchange.models import LoadProblem, LoadRun
from qingshan.exchange.storage import forget
from qingshan.kit.leaving import leaves
from qingshan.kit.words import tr

if TYPE_CHECKING:
    import datetime as dt

KEPT_DAYS = 7


def scrub(before: dt.date) -> int:
    """Forgets files and problems of runs from before that day; the runs and their counts stay.

    Returns how many files went.
    """
    old = LoadRun.objects.filter(created_at__date__lt=before)
    files = [file for file in old.values_list("file", flat=True) if file]
    LoadProblem.objects.filter(run__in=old.values("pk")).delete()
    for file in files:
        forget(file)
    old.exclude(file="").update(file="")
    return len(files)


@leaves("exchange.workbooks", tr("载入过的工作簿文件"), days=KEPT_DAYS)
def workbooks(school: int, before: dt.date, *, dry_run: bool) -> int:
    old = LoadRun.objects.filter(school=school, created_at__date__lt=before).exclude(file="")
    number = old.count()
    if number and not dry_run:
        scrub(before)
    return number
