"""How long outcomes keep a child's marks and consents taken back. Honours stay with the child."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingshan.kit.leaving import gone, leaves
from qingshan.kit.words import tr
from qingshan.outcomes.models import HonourConsent, Mark

if TYPE_CHECKING:
    from datetime import date

YEAR = 365  # days


@leaves("outcomes.marks", tr("学校考试的成绩"), days=6 * YEAR)
def marks(school: int, before: date, *, dry_run: bool) -> int:
    """After the longest way through one part of school."""
    return gone(Mark.objects.filter(school=school, date__lt=before), dry_run=dry_run)


@leaves("outcomes.consents", tr("过了期的公开同意"), days=2 * YEAR)
def consents(school: int, before: date, *, dry_run: bool) -> int:
    return gone(HonourConsent.objects.filter(school=school, until__lt=before), dry_run=dry_run)
