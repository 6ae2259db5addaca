"""Writing the letters of a week: each once, whoever writes them and however often.

No person does this, so there is no actor and no audit row, as with the periods they are read from.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from qingshan.kit.words import tr
from qingshan.people.models import Staff
from qingshan.programmes.standing import standing_of_school
from qingshan.programmes.visibility import without_party_matters
from qingshan.reminders.hours import FRIDAY
from qingshan.reminders.leading import group_lines, leader_lines, looked_at_on
from qingshan.reminders.lines import week_words
from qingshan.reminders.models import Delivery, GroupRobot, Letter
from qingshan.reminders.personal import week_of
from qingshan.reminders.readers import readers_of, schools_at_work
from qingshan.reminders.transport import mail_is_set_up
from qingshan.school.calendar import monday_of
from qingshan.school.models import School

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date, datetime

    from qingshan.reminders.lines import Line
    from qingshan.reminders.readers import Readers

    Draft = tuple[int | None, Letter.Audience, str, list[Line]]

log = logging.getLogger(__name__)
BATCH = 500


@dataclass(frozen=True)
class Written:
    """How many letters, and how many of them go out of the house."""

    letters: int = 0
    deliveries: int = 0

    def __add__(self, other: Written) -> Written:
        return Written(self.letters + other.letters, self.deliveries + other.deliveries)


def write_letters(now: datetime, *, dry_run: bool = False) -> Written:
    """The letters of the week that holds `now` which are due; none at a weekend or in holidays."""
    today = timezone.localdate(now)
    monday = monday_of(today)
    if today.weekday() > FRIDAY:
        return Written()
    written = Written()
    for school in schools_at_work(monday):
        try:
            written += _write_for(school, monday, now, dry_run=dry_run)
        except Exception:
            log.exception("no letters at school %s", school.pk)
    return written


def _write_for(school: School, monday: date, now: datetime, *, dry_run: bool) -> Written:
    readers = readers_of(school, monday, now)
    letters = _letters(school, monday, now, readers) if readers else []
    if dry_run or not letters:
        return Written(len(letters), len(_deliveries(school, letters, readers, now)))
    with transaction.atomic():
        list(School.objects.select_for_update().filter(pk=school.pk))  # one at a time
        there = Letter.objects.filter(school=school, week=monday)
        held = set(there.values_list("account", "audience"))
        made = [one for one in letters if (one.account_id, one.audience) not in held]
        Letter.objects.bulk_create(made, batch_size=BATCH)
        out = _deliveries(school, made, readers, now)
        Delivery.objects.bulk_create(out, batch_size=BATCH)
    return Written(len(made), len(out))


def _letters(school: School, monday: date, now: datetime, readers: Readers) -> list[Letter]:
    """What everyone needs is asked once, and only where somebody reads it."""
    drafts = [*_personal(school, monday, now, readers), *_leading(school, monday, readers)]
    return [
        Letter(
            school=school,
            account_id=account,
            week=monday,
            audience=audience,
            title=title,
            lines=[line.as_json() for line in lines],
            created_at=now,
        )
        for account, audience, title, lines in drafts
    ]


def _personal(school: School, monday: date, now: datetime, readers: Readers) -> Iterator[Draft]:
    if not readers.personal:
        return
    week = week_of(school, timezone.localdate(now))
    for account, staff in readers.personal.items():
        yield account, Letter.Audience.PERSONAL, week_words(monday), week.lines_of(staff)


def _leading(school: School, monday: date, readers: Readers) -> Iterator[Draft]:
    if not (readers.leaders or readers.groups):
        return
    lines = standing_of_school(school, looked_at_on(monday))
    in_group = _groups_of_staff(school) if any(readers.leaders.values()) else {}
    for account, groups in readers.leaders.items():
        led = lines
        told = tr("学校")
        if groups is not None:
            theirs = (line for line in lines if in_group.get(line.person.pk) in groups)
            led = without_party_matters(theirs)
            told = tr("、").join(groups.values())
        title = tr("{week_words} · {told}的承诺").format(week_words=week_words(monday), told=told)
        yield account, Letter.Audience.LEADER, title, leader_lines(led, monday)
    if readers.groups:
        title = f"{school.name} · {week_words(monday)}"
        yield None, Letter.Audience.GROUP, title, group_lines(lines, monday)


def _groups_of_staff(school: School) -> dict[int, int | None]:
    return dict(Staff.objects.filter(school=school).order_by().values_list("pk", "group"))


def _deliveries(
    school: School, letters: Sequence[Letter], readers: Readers, now: datetime
) -> list[Delivery]:
    """By mail to those who want it so, and to each robot that is on."""
    mailed = readers.mailed if mail_is_set_up() else frozenset()
    out = [
        Delivery(school=school, letter=letter, channel=Delivery.Channel.EMAIL, next_try=now)
        for letter in letters
        if letter.account_id in mailed
    ]
    to_groups = [one for one in letters if one.audience == Letter.Audience.GROUP]
    robots = GroupRobot.objects.filter(school=school, is_on=True) if to_groups else ()
    out += [
        Delivery(
            school=school,
            letter=letter,
            channel=Delivery.Channel.ROBOT,
            robot=robot,
            next_try=now,
        )
        for letter in to_groups
        for robot in robots
    ]
    return out
