"""Who is written to at a school in a week, and for whom the hour has come."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone

from qingshan.people.models import GroupHead, Staff
from qingshan.programmes.models import Cadence, Period
from qingshan.reminders.hours import Hours
from qingshan.reminders.models import GroupRobot, Letter, Preference
from qingshan.reminders.visibility import LEAD_THE_SCHOOL
from qingshan.school.models import Appointment, School

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.db.models import QuerySet

Audience = Letter.Audience


@dataclass(frozen=True)
class Readers:
    """Whose letters of a week are due and not yet written.

    `personal`: account → staff; `leaders`: account → groups, None for the whole school; `groups`:
    whether the chat groups' text is due; `mailed`: the accounts that want theirs by mail.
    """

    personal: dict[int, int] = field(default_factory=dict)
    leaders: dict[int, dict[int, str] | None] = field(default_factory=dict)
    groups: bool = False
    mailed: frozenset[int] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.personal or self.leaders or self.groups)


def schools_at_work(monday: date) -> list[School]:
    """The schools that have a school day in the week: nobody is written to in the holidays."""
    weeks = Period.objects.filter(cadence=Cadence.WEEK, starts_on=monday, school_days__gt=0)
    return list(School.objects.filter(pk__in=weeks.values("school")).order_by("pk"))


def readers_of(school: School, monday: date, now: datetime) -> Readers:
    """Six queries, however many people there are."""
    serving = _serving(school, timezone.localdate(now))
    leading = set(serving.filter(role__in=LEAD_THE_SCHOOL).values_list("account", flat=True))
    here = set(serving.values_list("account", flat=True))
    kept = Preference.objects.filter(account__in=serving.values("account"))
    preferences = {one.account_id: one for one in kept}
    written: set[tuple[int | None, str]] = set(
        Letter.objects.filter(school=school, week=monday).values_list("account", "audience")
    )

    usual = Preference()

    def is_due(account: int, audience: str) -> bool:
        preference = preferences.get(account, usual)
        return (
            account in here
            and (account, audience) not in written
            and preference.wants_letters
            and preference.hours.due_at(monday) <= now
        )

    staff = Staff.objects.filter(school=school, account__isnull=False).order_by()
    own = {a: pk for pk, a in staff.values_list("pk", "account") if is_due(a, Audience.PERSONAL)}
    leaders: dict[int, dict[int, str] | None] = dict(_heads(school))
    leaders |= dict.fromkeys(leading)
    due = {a: led for a, led in leaders.items() if is_due(a, Audience.LEADER)}
    mailed = frozenset(a for a, one in preferences.items() if one.wants_mail)
    groups = (
        (None, Audience.GROUP) not in written
        and Hours().due_at(monday) <= now
        and GroupRobot.objects.filter(school=school, is_on=True).exists()
    )
    return Readers(own, due, groups, mailed)


def _serving(school: School, day: date) -> QuerySet[Appointment]:
    holds = Q(until__isnull=True) | Q(until__gte=day)
    return Appointment.objects.filter(holds, school=school, since__lte=day, account__is_active=True)


def _heads(school: School) -> dict[int, dict[int, str]]:
    """Account → the groups that its person heads, by key and name."""
    rows = GroupHead.objects.filter(school=school, staff__account__isnull=False)
    found: dict[int, dict[int, str]] = defaultdict(dict)
    for account, pk, name in rows.order_by("group__name").values_list(
        "staff__account", "group", "group__name"
    ):
        found[account][pk] = name
    return found
