from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from qingshan.access.doing import doing
from qingshan.people.models import Student
from qingshan.people.roster import on_roster
from qingshan.school.models import SchoolClass
from qingshan.teaching.models import OnlineAbsence, OnlineRoll

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qingshan.school.membership import Member
    from qingshan.timetable.queries import Held


@transaction.atomic
def call_online_roll(
    *, actor: Member, lesson: Held, absent: Mapping[int, str], number: int | None = None
) -> OnlineRoll:
    """Everyone of the class was there but `absent` (child → reason); called again it corrects.

    Of a part of the class nobody wrote down who is in it: `number` says how many they are.
    """
    room = SchoolClass.objects.select_for_update().get(pk=lesson.class_id)
    called = Student.objects.filter(on_roster(lesson.day), school_class=room)
    here = set(called.values_list("pk", flat=True))
    missing = {child: reason for child, reason in absent.items() if child in here}
    with doing("call_online_roll", actor=actor.account):
        roll, _ = OnlineRoll.objects.update_or_create(
            school_class=room,
            date=lesson.day,
            slot_id=lesson.slot,
            part=lesson.part,
            defaults={
                "school_id": room.school_id,
                "subject_id": lesson.subject_id,
                "teacher_id": lesson.teacher_id,
                "called": len(here) if number is None else number,
                "absent": len(missing),
            },
        )
        OnlineAbsence.objects.filter(roll=roll).delete()
        for child, reason in sorted(missing.items()):
            OnlineAbsence.objects.create(
                school_id=room.school_id, roll=roll, student_id=child, reason=reason
            )
    return roll
