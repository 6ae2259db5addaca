"""Reading letters, preferences and robots."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.signing import BadSignature, Signer
from django.db import connection
from django.shortcuts import get_object_or_404

from qingshan.character.courses.waiting import classes_still_to_wish
from qingshan.people.visibility import staff_of
from qingshan.programmes.standing import open_duties_of
from qingshan.reminders.models import GroupRobot, Letter, Preference
from qingshan.reminders.personal import WISHES
from qingshan.reminders.visibility import letters_visible_to, robots_visible_to
from qingshan.school.calendar import monday_of

if TYPE_CHECKING:
    from qingshan.access.models import Account
    from qingshan.school.membership import Member

_signer = Signer(salt="reminders.mail", sep=".")


# Said in SQL because every home page asks it: the ORM takes five times as long to put it so.
_WAITING = """
SELECT l.id, l.title FROM reminders_letter l
WHERE l.account_id = %s AND l.school_id = %s AND l.week = %s AND l.read_at IS NULL
  AND NOT EXISTS (SELECT 1 FROM reminders_preference p
    WHERE p.account_id = l.account_id AND NOT p.in_app)
ORDER BY l.created_at DESC, l.id LIMIT 1"""


@dataclass(frozen=True)
class Waiting:
    """A letter that is not read yet, as a notice shows it."""

    pk: int
    title: str


def latest_letter(member: Member) -> Waiting | None:
    """The letter of this week that is not read yet, for whoever wants it on the page. One query."""
    if member.school is None:
        return None
    week = connection.ops.adapt_datefield_value(monday_of(member.today))
    with connection.cursor() as cursor:
        cursor.execute(_WAITING, [member.account.pk, member.school.pk, week])
        found = cursor.fetchone()
    return Waiting(*found) if found else None


@dataclass(frozen=True)
class ShownLine:
    """A line of a letter as it stands today: `done` where what it asked for has been done."""

    text: str
    href: str
    done: bool


def lines_today(member: Member, letter: Letter) -> list[ShownLine]:
    """What was asked for and is no longer open is marked, as long as the letter's week lasts."""
    staff = staff_of(member)
    asked = {line["duty"] for line in letter.lines if "duty" in line}
    done: set[str] = set()
    if staff is not None and asked and letter.week == monday_of(member.today):
        done = asked - {now.duty.key for now in open_duties_of(staff, member.today)}
        if WISHES in asked and classes_still_to_wish(staff.school_id, member.today, staff=staff):
            done.discard(WISHES)
    return [
        ShownLine(line["text"], line["href"], line.get("duty") in done) for line in letter.lines
    ]


def letter_seen_by(member: Member, pk: int) -> Letter:
    """One's own letter; anybody else's does not exist (`Http404`)."""
    return get_object_or_404(letters_visible_to(member), pk=pk)


def robot_seen_by(member: Member, pk: int) -> GroupRobot:
    return get_object_or_404(robots_visible_to(member), pk=pk)


def preference_of(account: Account) -> Preference:
    """As it is kept, or an unsaved one with the defaults."""
    return Preference.objects.filter(account=account).first() or Preference(account=account)


def signed_token(preference: Preference) -> str:
    """What stands in the link of a mail."""
    return _signer.sign(preference.token)


def preference_signed(signed: str) -> Preference | None:
    """Whose mail the link came with; None for a link nobody here has signed."""
    try:
        token = _signer.unsign(signed)
    except BadSignature:
        return None
    return Preference.objects.select_related("account").filter(token=token).first()
