"""What ends the stage a case is on, and how much of it is done: the pack 助力—筑梦—铸人 says it.

Counted is what anybody did with the child since the case was opened, as for a supported pair.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qingshan.care.models import Case
from qingshan.kit.words import tr
from qingshan.programmes.packs import all_packs
from qingshan.programmes.paths import Milestone
from qingshan.records.models import Record

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from qingshan.programmes.packs.model import Duty

STEPS_PACK = "three-steps"


def duties_of(stage: int) -> list[Duty]:
    """What the school's own pack asks of a stage, from 1; nothing where its stages are others."""
    pack = all_packs().get(STEPS_PACK)
    if pack is None or pack.path is None or len(pack.path.stages) != Case.STAGES:
        return []
    wanted = pack.path.stages[stage - 1]
    return [duty for duty in pack.duties if duty.stage == wanted and duty.kinds]


def milestones_of(case: Case, today: date) -> list[Milestone]:
    """Each thing that ends the present stage, with how much of it is there. One query."""
    duties = duties_of(case.stage)
    if not duties:
        return []
    kinds = {kind for duty in duties for kind in duty.kinds}
    done = Record.objects.filter(
        student=case.student_id, kind__in=kinds, date__range=(case.opened_on, today)
    )
    rows = list(done.values("kind", "parts", "title", "words", "minutes", "content"))
    return [Milestone(duty, _amount(duty, rows)) for duty in duties]


def missing_from(milestones: list[Milestone]) -> str:
    """What is not done yet, as one says it; "" where all of it is."""
    return tr("、").join(
        tr("{duty}（还差 {missing_words}）").format(
            duty=one.duty.title, missing_words=one.missing_words
        )
        for one in milestones
        if not one.reached
    )


def _amount(duty: Duty, rows: Sequence[Any]) -> int:
    counted = [
        row
        for row in rows
        if row["kind"] in duty.kinds and (not duty.part or duty.part in row["parts"].split())
    ]
    if duty.measure == "sum":
        return sum(row[duty.field] or duty.each for row in counted)
    if duty.measure == "distinct" and duty.parts:
        return len({part for row in counted for part in row["parts"].split()} & set(duty.parts))
    return len(counted)
