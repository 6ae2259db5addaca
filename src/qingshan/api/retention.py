"""What leaves with time: answers that nobody sends again for, tokens that ran out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingshan.api.models import AccessToken, AnsweredDeed
from qingshan.kit.leaving import gone, leaves
from qingshan.kit.words import tr

if TYPE_CHECKING:
    import datetime as dt

ANSWERS_DAYS = 2
TOKENS_DAYS = 90


@leaves("api.answers", tr("接口答过的"), days=ANSWERS_DAYS)
def answers(school: int, before: dt.date, *, dry_run: bool) -> int:
    return gone(
        AnsweredDeed.objects.filter(school=school, made_at__date__lt=before), dry_run=dry_run
    )


@leaves("api.tokens", tr("过期的接口令牌"), days=TOKENS_DAYS)
def tokens(school: int, before: dt.date, *, dry_run: bool) -> int:
    return gone(AccessToken.objects.filter(school=school, expires_on__lt=before), dry_run=dry_run)
