"""Who came and who spoke, as records of the log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingshan.gatherings import codes
from qingshan.gatherings.kinds import all_gathering_kinds
from qingshan.gatherings.models import Attendance, Gathering, Speaker
from qingshan.records.kinds import all_kinds
from qingshan.records.services import record_for

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qingshan.people.models import Staff
    from qingshan.records.models import Record
    from qingshan.school.membership import Member


def record_coming(
    actor: Member, gathering: Gathering, staff: Staff, way: Attendance.Way
) -> Attendance:
    """That somebody came, as the log has it and as the gathering's list does."""
    kind = all_gathering_kinds().get(gathering.kind)
    record = _deed(actor, gathering, staff, kind.attended if kind else "", gathering.title)
    return Attendance.objects.create(
        school_id=gathering.school_id,
        gathering=gathering,
        staff=staff,
        way=way,
        noted_by=actor.account,
        noted_at=codes.now(),
        record=record,
    )


def record_talk(actor: Member, gathering: Gathering, speaker: Speaker) -> Record | None:
    """The talk of a colleague, once; nothing of a guest."""
    kind = all_gathering_kinds().get(gathering.kind)
    if speaker.staff is None or speaker.record_id is not None or kind is None:
        return None
    title = speaker.topic or gathering.title
    speaker.record = _deed(actor, gathering, speaker.staff, kind.spoken, title)
    speaker.save(update_fields=["record"])
    return speaker.record


def _deed(
    actor: Member, gathering: Gathering, staff: Staff, kind: str, title: str
) -> Record | None:
    known = all_kinds().get(kind)
    if known is None:
        return None
    return record_for(
        actor=actor,
        staff=staff,
        kind=known,
        date=gathering.date,
        title=title,
        minutes=gathering.minutes,
    )


def records_of(gathering: Gathering) -> Iterable[Record]:
    """What was recorded of those who came and spoke."""
    for model in (Attendance, Speaker):
        rows = model.objects.filter(gathering=gathering, record__isnull=False)
        for row in rows.select_related("record"):
            if row.record is not None:
                yield row.record
