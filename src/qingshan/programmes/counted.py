"""The programmes that a record counts for, said after it is saved and on its page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from qingshan.programmes.models import PeriodDay
from qingshan.programmes.packs import in_order
from qingshan.programmes.packs.model import BY_HAND
from qingshan.programmes.people import person_of
from qingshan.programmes.visibility import sees_programme_of_others
from qingshan.records.counted import Counted, counts

if TYPE_CHECKING:
    from qingshan.programmes.packs import Duty, Pack, Person
    from qingshan.records.models import Record
    from qingshan.school.membership import Member


@counts(place=20)
def programmes_of(member: Member, record: Record) -> list[Counted]:
    """Those that bind the writer and ask for such a deed on such a day. Three queries at most."""
    own = member.account.pk == record.staff.account_id
    packs = [pack for pack in in_order() if own or sees_programme_of_others(member, pack)]
    asking = [
        (pack, duty)
        for pack in packs
        for duty in pack.duties
        if duty.counts(record.kind, record.parts)
    ]
    if not asking:
        return []
    person, _ = person_of(record.staff, record.date)
    days = PeriodDay.objects.filter(school=record.school_id, date=record.date)
    cadences = {*days.values_list("cadence", flat=True), *BY_HAND}
    found: dict[str, tuple[Pack, Duty]] = {}
    for pack, duty in asking:
        if duty.cadence in cadences and _binds(pack, duty, person, record):
            found.setdefault(pack.key, (pack, duty))
    return [Counted(pack.title, _page(pack, duty, record)) for pack, duty in found.values()]


def _binds(pack: Pack, duty: Duty, person: Person, record: Record) -> bool:
    if not pack.audience.holds(person, record.date) or not duty.binds(person, record.date):
        return False
    return duty.cadence not in BY_HAND or record.date >= person.hired_on


def _page(pack: Pack, duty: Duty, record: Record) -> str:
    if duty in pack.of_people:
        return reverse("programmes:duty_of", args=[pack.key, duty.slug, record.staff_id])
    return reverse("programmes:programme", args=[pack.key])
