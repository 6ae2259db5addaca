"""What leaves with time: counts of who tried how often (their keys are hashes of addresses)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from qingshan.kit.leaving import leaves
from qingshan.kit.words import tr

if TYPE_CHECKING:
    import datetime as dt

COUNTS = str(settings.CACHES["default"]["LOCATION"])


@leaves("access.counts", tr("登录和家长页面的次数"), days=1)
def counts(school: int, before: dt.date, *, dry_run: bool) -> int:
    """Counts that ran out; they belong to no school and to no day, each says when it ends."""
    now = connection.ops.adapt_datetimefield_value(timezone.now().replace(microsecond=0))
    name = connection.ops.quote_name(COUNTS)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM {name} WHERE expires < %s", [now])  # noqa: S608
        number = int(cursor.fetchone()[0])
        if number and not dry_run:
            cursor.execute(f"DELETE FROM {name} WHERE expires < %s", [now])  # noqa: S608
    return number
