"""How long compared registers stay: a season for the lists, two years for the decisions."""

from __future__ import annotations

import datetime as dt

from qingshan.care.models import RegisterDoubt, RegisterRow, RegisterRun, RegisterVerdict
from qingshan.care.registers.rooms import clear
from qingshan.kit.leaving import leaves
from qingshan.kit.words import tr

KEPT_DAYS = 100
"""A comparison is drawn up each month and reported each term; older lists only repeat children."""
VERDICTS_KEPT_DAYS = 730


def scrub(before: dt.date, *, school: int | None = None) -> int:
    """Forgets rows and pairs of runs from before that day; runs and counts stay.

    Of one school, or of all. Returns how many rows went.
    """
    old = RegisterRun.objects.filter(created_at__date__lt=before)
    verdicts = RegisterVerdict.objects.filter(
        decided_at__date__lt=before - dt.timedelta(days=VERDICTS_KEPT_DAYS - KEPT_DAYS)
    )
    if school is not None:
        old, verdicts = old.filter(school=school), verdicts.filter(school=school)
    for folder in old.exclude(folder="").values_list("folder", flat=True):
        clear(folder)
    runs = old.values("pk")
    gone, _ = RegisterRow.objects.filter(run__in=runs).delete()
    gone += RegisterDoubt.objects.filter(run__in=runs).delete()[0]
    old.exclude(folder="").update(folder="")
    verdicts.delete()
    return gone


@leaves("care.registers", tr("四查三比对的名单"), days=KEPT_DAYS)
def rows_of_registers(school: int, before: dt.date, *, dry_run: bool) -> int:
    if not dry_run:
        return scrub(before, school=school)
    runs = RegisterRun.objects.filter(school=school, created_at__date__lt=before).values("pk")
    kept = (RegisterRow.objects.filter(run__in=runs), RegisterDoubt.objects.filter(run__in=runs))
    return sum(rows.count() for rows in kept)
