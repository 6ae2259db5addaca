"""Deeds of attendance: taking the roll of a class, once or again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from qingshan.access.doing import doing
from qingshan.care.attendance.queries import absences_at, children_called, roll_of
from qingshan.care.models import Absence, RollCall
from qingshan.school.models import SchoolClass

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from qingshan.school.membership import Member


class TakenMeanwhile(Exception):
    """Somebody took this roll since the page was opened; `roll` is theirs."""

    def __init__(self, roll: RollCall) -> None:
        super().__init__(str(roll))
        self.roll = roll


@transaction.atomic
def take_roll(
    *,
    actor: Member,
    school_class: SchoolClass,
    day: date,
    session: str,
    absent: Mapping[int, str],
    seen: str,
) -> RollCall:
    """Everybody of the class was there but `absent`: child → `Absence.Reason`.

    `seen` is the `version` of the roll that the person looked at, "" for none. Raises
    `TakenMeanwhile` where it is another by now; nothing is written then.
    """
    SchoolClass.objects.select_for_update().get(pk=school_class.pk)  # one roll at a time
    roll = roll_of(school_class, day, session)
    if roll is not None and version(roll) != seen:
        raise TakenMeanwhile(roll)
    if roll is None:
        which = {"school_class": school_class, "date": day, "session": session}
        roll = RollCall(school=actor.school, **which)
    roll.taken_by, roll.taken_at = actor.account, timezone.now()
    with doing("take_roll", actor=actor.account):
        roll.save()
        _write(roll, absent)
    return roll


def version(roll: RollCall | None) -> str:
    """What changes whenever the roll is taken again; "" for one that nobody has taken."""
    return "" if roll is None else roll.taken_at.isoformat()


def _write(roll: RollCall, absent: Mapping[int, str]) -> None:
    at, day, session = roll.school_class, roll.date, roll.session
    held = {absence.student_id: absence for absence in absences_at(at, day, session)}
    children = {child.pk: child for child in children_called(at, session, day)}
    common = {"school": roll.school, "school_class": at, "date": day, "session": session}
    for child, absence in held.items():
        if child not in absent and child in children:
            absence.delete()
    for child, reason in absent.items():
        absence = held.get(child) or Absence(student_id=child, **common)
        if absence.reason != reason:
            if child in children:
                absence.student = children[child]  # the log says its name without asking for it
            absence.reason = reason
            absence.save()
