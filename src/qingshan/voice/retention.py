"""How long the voices of families are kept apart from the figures they make.

A survey's slips leave a year after it closed, the words families added after three; the marks stay,
which name nobody. Complaints do not leave: that they can't be hidden is what they are for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingshan.kit.leaving import emptied, gone, leaves
from qingshan.kit.words import tr
from qingshan.voice.models import SurveyAnswer, SurveySlip

if TYPE_CHECKING:
    from datetime import date

YEAR = 365  # days


@leaves("voice.slips", tr("家长调查的条子"), days=YEAR)
def slips(school: int, before: date, *, dry_run: bool) -> int:
    old = SurveySlip.objects.filter(school=school, survey__closes_on__lt=before)
    return gone(old, dry_run=dry_run)


@leaves("voice.survey_words", tr("家长调查里还想说的话"), days=3 * YEAR)
def words_of_surveys(school: int, before: date, *, dry_run: bool) -> int:
    old = SurveyAnswer.objects.filter(school=school, survey__closes_on__lt=before)
    return emptied(old.exclude(words=""), "words", dry_run=dry_run)
