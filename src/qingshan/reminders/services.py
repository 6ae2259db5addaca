"""Deeds on reminders: how one wants them, off by one tap, and the robots of chat groups."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from auditlog.models import LogEntry
from django.db import transaction
from django.utils import timezone

from qingshan.access.audit import note
from qingshan.kit.words import as_written, tr
from qingshan.reminders.models import GroupRobot, Preference
from qingshan.reminders.robots import NotTaken, group_text, post_text
from qingshan.reminders.sending import note_outcome

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qingshan.access.models import Account
    from qingshan.reminders.models import Letter
    from qingshan.school.membership import Member
    from qingshan.school.models import School

Channel = Literal["in_app", "by_email"]
TEST_TITLE = tr("试一试")
TEST_LINE = tr("看到这条，就是接上了。以后每周一早上，这里会收到学校这一周的数，只有数，没有人名。")


@transaction.atomic
def change_preference(*, actor: Member, **wishes: Any) -> Preference:
    """How one wants to be reminded: fields of `Preference`. The address stays out of the log."""
    preference = _own(actor.account)
    changed = [name for name, wish in wishes.items() if getattr(preference, name) != wish]
    for name in changed:
        setattr(preference, name, wishes[name])
    if changed:
        preference.save(update_fields=changed)
        _note_choice(actor.account, "change_reminders", preference, changed)
    return preference


@transaction.atomic
def turn(*, actor: Account, channel: Channel, on: bool) -> Preference:
    """One channel on or off, by the person or by the link in their mail."""
    preference = _own(actor)
    if getattr(preference, channel) != on:
        setattr(preference, channel, on)
        preference.save(update_fields=[channel])
        deed = "turn_on_reminders" if on else "turn_off_reminders"
        _note_choice(actor, deed, preference, [channel])
    return preference


def mark_read(*, actor: Member, letter: Letter) -> None:
    """Opened for the first time: the home page speaks of it no more. Not a deed to be logged."""
    if letter.read_at is None:
        letter.read_at = timezone.now()
        letter.save(update_fields=["read_at"])


@transaction.atomic
def add_robot(
    *, actor: Member, school: School, name: str, kind: str, url: str, secret: str
) -> GroupRobot:
    robot = GroupRobot.objects.create(school=school, name=name, kind=kind, url=url, secret=secret)
    _note_robot(actor, "add_robot", robot, LogEntry.Action.CREATE)
    return robot


def try_robot(*, actor: Member, robot: GroupRobot) -> str:
    """Posts a test text now; what went wrong, or "". Outside a transaction: it waits on others."""
    problem = ""
    try:
        post_text(robot, group_text(TEST_TITLE, [TEST_LINE]))
    except NotTaken as reason:
        problem = as_written(reason.args[0])
    with transaction.atomic():
        note_outcome(robot, problem or tr("试发成功。"))
        _note_robot(actor, "try_robot", robot)
    return problem


@transaction.atomic
def switch_robot(*, actor: Member, robot: GroupRobot, on: bool) -> None:
    if robot.is_on != on:
        robot.is_on = on
        robot.save(update_fields=["is_on"])
        _note_robot(actor, "turn_on_robot" if on else "turn_off_robot", robot)


@transaction.atomic
def remove_robot(*, actor: Member, robot: GroupRobot) -> None:
    """Its address and secret go with it."""
    _note_robot(actor, "remove_robot", robot, LogEntry.Action.DELETE)
    robot.delete()


def _own(account: Account) -> Preference:
    preference, _ = Preference.objects.select_for_update().get_or_create(account=account)
    return preference


def _note_choice(
    account: Account, deed: str, preference: Preference, changed: Iterable[str]
) -> None:
    """What one chooses for oneself belongs to no school. Names of fields only, no values."""
    words = {field.name: as_written(field.verbose_name) for field in Preference._meta.fields}
    fields = [words[name] for name in changed]
    note(actor=account, deed=deed, subject=preference, school_id=None, fields=fields)


def _note_robot(
    actor: Member, deed: str, robot: GroupRobot, action: int = LogEntry.Action.UPDATE
) -> None:
    note(actor=actor.account, deed=deed, subject=robot, school_id=robot.school_id, action=action)
