"""The children whom somebody supports and who were not seen at home for long: counts, no names."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import Max

from qingshan.people.models import Pairing
from qingshan.people.visibility import open_on
from qingshan.records.models import Record

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from qingshan.school.models import School

VISIT = "home_visit"
VISIT_AGAIN_AFTER = 21  # days; the home page asks then too, and no rule is broken


def children_to_see(school: School, today: date) -> dict[int, list[int]]:
    """Giver → keys of the children to visit, the one not seen for longest first. Two queries."""
    pairs = list(
        Pairing.objects.filter(
            open_on(today), school=school, kind=Pairing.Kind.STUDENT_SUPPORT
        ).values_list("giver", "student")
    )
    supported = Pairing.objects.filter(open_on(today), school=school, student__isnull=False)
    seen = dict(
        Record.objects.filter(
            school=school, kind=VISIT, date__lte=today, student__in=supported.values("student")
        )
        .order_by()
        .values_list("student")
        .annotate(last=Max("date"))
    )
    again = today - timedelta(days=VISIT_AGAIN_AFTER)
    found: dict[int, list[int]] = defaultdict(list)
    for child, giver in sorted({(child, giver) for giver, child in pairs}, key=_longest_ago(seen)):
        if (last := seen.get(child)) is None or last <= again:
            found[giver].append(child)
    return found


def _longest_ago(seen: Mapping[int, date]) -> Callable[[tuple[int, int]], tuple[date, int]]:
    """Whoever was never seen comes first."""
    return lambda pair: (seen.get(pair[0], date.min), pair[0])
