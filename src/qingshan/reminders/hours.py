"""When a letter is due and when nobody is to be disturbed. No database in here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

MONDAY, FRIDAY = 0, 4
DIGEST_HOUR = 7
QUIET_FROM, QUIET_UNTIL = 20, 7


@dataclass(frozen=True, slots=True)
class Hours:
    """Of the school's clock. The same hour twice means that no hour is quiet."""

    weekday: int = MONDAY
    hour: int = DIGEST_HOUR
    quiet_from: int = QUIET_FROM
    quiet_until: int = QUIET_UNTIL

    def due_at(self, monday: date) -> datetime:
        """When the letter of the week that begins on `monday` is due."""
        day = monday + timedelta(days=self.weekday)
        return timezone.make_aware(datetime.combine(day, time(self.hour)))

    def quiet_ends(self, now: datetime) -> datetime | None:
        """When the quiet hours that hold `now` end; None where they do not hold it."""
        local = timezone.localtime(now)
        if not self._holds(local.hour):
            return None
        today = local.hour < self.quiet_until
        day = local.date() + timedelta(days=0 if today else 1)
        return timezone.make_aware(datetime.combine(day, time(self.quiet_until)))

    def _holds(self, hour: int) -> bool:
        if self.quiet_from <= self.quiet_until:
            return self.quiet_from <= hour < self.quiet_until
        return hour >= self.quiet_from or hour < self.quiet_until
