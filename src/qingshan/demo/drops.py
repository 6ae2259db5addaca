"""The drops of the demonstration: the library, a proposal that waits, a term laid and told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingshan.character.drops.library import not_taken_in
from qingshan.character.drops.planning import plan_of
from qingshan.character.models import Drop, DropLesson, DropSetting, Theme
from qingshan.people.models import Staff
from qingshan.records.models import Record
from qingshan.school.queries import current_term

if TYPE_CHECKING:
    from datetime import date

    from qingshan.access.models import Account
    from qingshan.school.models import School

WEEKDAYS = "135"
PROPOSED = {
    "title": "村口的豆腐摊",
    "of": Drop.Of.PERSON,
    "story": "村口卖豆腐的奶奶从不催账。孩子忘了带钱，她摆摆手说下次给。"
    "二十年了，本子上没有一笔收不回来的。",
    "principle": "信得过别人，别人也信得过你。",
    "sentence": "说下次，就真的有下次。",
    "theme": Theme.MANNERS,
    "five": "文明",
}
BATCH = 1000


def lay_the_term(school: School, keeper: Account, teacher: Account, *, today: date) -> None:
    """Between terms the library alone."""
    Drop.objects.bulk_create(
        Drop(
            school=school,
            state=Drop.State.ACCEPTED,
            reviewed_by=keeper,
            reviewed_on=today,
            **fields,
        )
        for fields in not_taken_in(school)
    )
    writer = Staff.objects.filter(school=school, account=teacher).first()
    Drop.objects.create(school=school, proposed_by=writer, **PROPOSED)
    setting = DropSetting.objects.create(school=school, weekdays=WEEKDAYS)
    term = current_term(school, today)
    if term is None:
        return
    outcome = plan_of(term, setting, since=term.starts_on)
    DropLesson.objects.bulk_create(outcome.rows(), batch_size=BATCH)
    _tell(school, today)


def _tell(school: School, today: date) -> None:
    """The drops that the classes' records speak of are those that were laid for these days."""
    records = {
        (record.school_class_id, record.date): record
        for record in Record.objects.filter(school=school, kind="moral_drop")
    }
    told = []
    for lesson in DropLesson.objects.filter(school=school, date__lt=today).select_related("drop"):
        record = records.get((lesson.school_class_id, lesson.date))
        if record is not None:
            lesson.record, record.title = record, lesson.drop.title
            record.five = lesson.drop.five
            told.append(lesson)
    DropLesson.objects.bulk_update(told, ["record"], batch_size=BATCH)
    Record.objects.bulk_update([one.record for one in told if one.record], ["title", "five"], BATCH)
