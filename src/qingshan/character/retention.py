"""How long what names a child is kept: who took part or signed up, and consents taken back.

Three school years: as long as a child may be asked what it took part in. Sessions, their records
and the honours of a festival stay.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingshan.character.courses import retention as _of_courses  # noqa: F401 - declares its own
from qingshan.character.models import FestivalEntry, PhotoConsent, ThemeChild
from qingshan.kit.leaving import gone, leaves
from qingshan.kit.words import tr

if TYPE_CHECKING:
    from datetime import date

KEPT_DAYS = 3 * 366


@leaves("character.theme_children", tr("主题教育的参加名单"), days=KEPT_DAYS)
def theme_children(school: int, before: date, *, dry_run: bool) -> int:
    old = ThemeChild.objects.filter(school=school, session__record__date__lt=before)
    return gone(old, dry_run=dry_run)


@leaves("character.festival_entries", tr("节日的报名"), days=KEPT_DAYS)
def festival_entries(school: int, before: date, *, dry_run: bool) -> int:
    old = FestivalEntry.objects.filter(school=school, item__festival__ends_on__lt=before)
    return gone(old, dry_run=dry_run)


@leaves("character.photo_consents", tr("收回的照片同意"), days=KEPT_DAYS)
def photo_consents(school: int, before: date, *, dry_run: bool) -> int:
    return gone(
        PhotoConsent.objects.filter(school=school, withdrawn_on__lt=before), dry_run=dry_run
    )
