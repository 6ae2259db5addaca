"""Sending what waits: each once, whoever sends; what fails is tried again, and given up in time."""

from __future__ import annotations

import logging
from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import F
from django.utils import timezone

from qingshan.kit.words import tr
from qingshan.reminders.hours import Hours
from qingshan.reminders.mail import Postman
from qingshan.reminders.models import LONGEST_ERROR, Delivery, GroupRobot, Preference
from qingshan.reminders.robots import NotTaken, group_text, post_text
from qingshan.school.calendar import monday_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from django.db.models import QuerySet

log = logging.getLogger(__name__)
TRIES = 5
WAITS = (10, 30, 120, 480, 1440)  # minutes after the first, second, … try
State = Delivery.State


class NotWanted(Exception):
    """Nobody waits for it any more; the words say why."""


def waiting(now: datetime) -> QuerySet[Delivery]:
    """What is to be sent or tried again by now, the longest waiting first."""
    return Delivery.objects.filter(
        state__in=(State.WAITING, State.FAILED), next_try__lte=now
    ).order_by("next_try", "pk")


def send_waiting(now: datetime) -> Counter[str]:
    """How many ended as sent, failed, given_up or held (for quiet hours)."""
    found = list(waiting(now).select_related("letter__account", "letter__school", "robot"))
    accounts = {one.letter.account_id for one in found}
    kept = Preference.objects.filter(account__in=accounts - {None})
    preferences = {one.account_id: one for one in kept}
    outcomes: Counter[str] = Counter()
    with Postman() as postman:
        for delivery in found:
            outcome = _send(delivery, preferences, postman, now)
            if outcome:
                outcomes[outcome] += 1
    return outcomes


def _send(
    delivery: Delivery, preferences: Mapping[int, Preference], postman: Postman, now: datetime
) -> str:
    """What became of it; "" where somebody else had it."""
    preference = preferences.get(delivery.letter.account_id or 0)
    try:
        _check_wanted(delivery, preference, now)
    except NotWanted as reason:
        return _close(delivery, State.GIVEN_UP, error=str(reason))
    hours = preference.hours if preference else Hours()
    quiet = hours.quiet_ends(now)
    if quiet is not None:
        Delivery.objects.filter(pk=delivery.pk, tries=delivery.tries).update(next_try=quiet)
        return "held"
    if not _taken(delivery, now):
        return ""
    try:
        _pass_on(delivery, preference, postman)
    except NotTaken as reason:
        return _failed(delivery, str(reason), now)
    except Exception as error:  # noqa: BLE001 - one that cannot be sent stops no other
        log.warning("delivery %s failed: %s", delivery.pk, type(error).__name__)
        return _failed(
            delivery, tr("没有发出去（{name__}）。").format(name__=type(error).__name__), now
        )
    return _close(delivery, State.SENT, sent_at=now)


def _check_wanted(delivery: Delivery, preference: Preference | None, now: datetime) -> None:
    letter = delivery.letter
    if letter.week != monday_of(timezone.localdate(now)):
        raise NotWanted(tr("这一周已经过去了。"))
    if delivery.robot is not None:
        if not delivery.robot.is_on:
            raise NotWanted(tr("机器人关掉了。"))
        return
    open_account = letter.account is not None and letter.account.is_active
    if not open_account or preference is None or not preference.wants_mail:
        raise NotWanted(tr("收信人不要邮件了。"))


def _taken(delivery: Delivery, now: datetime) -> bool:
    """Whether it is ours to send. Whoever comes second finds it counted already."""
    held = Delivery.objects.filter(
        pk=delivery.pk, tries=delivery.tries, state__in=(State.WAITING, State.FAILED)
    )
    ahead = now + timedelta(minutes=WAITS[min(delivery.tries, len(WAITS) - 1)])
    return bool(held.update(tries=F("tries") + 1, next_try=ahead))


def _pass_on(delivery: Delivery, preference: Preference | None, postman: Postman) -> None:
    letter = delivery.letter
    if delivery.robot is None:
        if preference is not None:
            postman.send(letter, preference)
        return
    text = group_text(letter.title, [line["text"] for line in letter.lines])
    outcome = tr("没有发出去。")
    try:
        post_text(delivery.robot, text)
        outcome = tr("发出了。")
    except NotTaken as reason:
        outcome = str(reason)
        raise
    finally:
        note_outcome(delivery.robot, outcome)


def note_outcome(robot: GroupRobot, outcome: str) -> None:
    """What became of the last text, for whoever keeps the robots."""
    GroupRobot.objects.filter(pk=robot.pk).update(
        last_outcome=outcome[:LONGEST_ERROR], last_tried_at=timezone.now()
    )


def _failed(delivery: Delivery, error: str, now: datetime) -> str:
    over = delivery.tries + 1 >= TRIES
    return _close(delivery, State.GIVEN_UP if over else State.FAILED, error=error)


def _close(
    delivery: Delivery, state: Delivery.State, *, error: str = "", sent_at: datetime | None = None
) -> str:
    Delivery.objects.filter(pk=delivery.pk).update(
        state=state, last_error=error[:LONGEST_ERROR], sent_at=sent_at
    )
    return state.value
