"""How long teaching keeps what was said of a colleague's lessons: three years, then the words go.

Which lessons were observed and their levels stay, for the trend that is the teacher's own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from qingshan.kit.leaving import emptied, gone, leaves
from qingshan.kit.words import tr
from qingshan.teaching.models import Finding, Observation, ObservationNote, OnlineAbsence

if TYPE_CHECKING:
    from datetime import date

YEAR = 365  # days
SAID_OF_A_LESSON = ("summary", "answer", "next_step")
SAID_OF_A_FINDING = ("done_words", "seen_words")


@leaves("teaching.notes", tr("听课实录"), days=3 * YEAR)
def notes(school: int, before: date, *, dry_run: bool) -> int:
    old = ObservationNote.objects.filter(school=school, observation__date__lt=before)
    return gone(old, dry_run=dry_run)


@leaves("teaching.online_absences", tr("线上课的缺席"), days=2 * YEAR)
def absences_of_lessons_online(school: int, before: date, *, dry_run: bool) -> int:
    """Who was missing; the roll and its numbers stay."""
    return gone(OnlineAbsence.objects.filter(school=school, roll__date__lt=before), dry_run=dry_run)


@leaves("teaching.observation_words", tr("听课评语和回应"), days=3 * YEAR)
def words_of_observations(school: int, before: date, *, dry_run: bool) -> int:
    silent = Q(**dict.fromkeys(SAID_OF_A_LESSON, ""))
    old = Observation.objects.filter(school=school, date__lt=before).exclude(silent)
    return emptied(old, *SAID_OF_A_LESSON, dry_run=dry_run)


@leaves("teaching.findings", tr("查评问题里的话"), days=3 * YEAR)
def words_of_findings(school: int, before: date, *, dry_run: bool) -> int:
    silent = Q(words="", done_words="", seen_words="")
    old = Finding.objects.filter(school=school, seen_on__lt=before, is_mended=True)
    return emptied(old.exclude(silent), "words", *SAID_OF_A_FINDING, dry_run=dry_run)
