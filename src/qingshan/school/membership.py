"""Who is asking: an account at one school (or county), with the offices it holds there."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone

from qingshan.access.roles import SCHOOL_WIDE, Role
from qingshan.access.scope import whole_house
from qingshan.kit.prepared import Prepared
from qingshan.school.models import Appointment, County, School

if TYPE_CHECKING:
    from datetime import date

    from qingshan.access.models import Account
    from qingshan.school.models import SchoolOwned


@dataclass(frozen=True, eq=False)
class Member:
    """The person a page is made for. `school` is None for a county officer and for nobody's.

    `offices` are the appointments of today; what follows from the staff's own rows (homeroom
    teacher, head of a group) is asked in `people.visibility`. `schools` are all that the account
    serves, for the choice between them.
    """

    account: Account
    school: School | None = None
    county: County | None = None
    offices: frozenset[Role] = field(default_factory=frozenset)
    schools: tuple[School, ...] = ()

    @property
    def sees_whole_school(self) -> bool:
        return bool(self.offices & SCHOOL_WIDE)

    @property
    def is_administrator(self) -> bool:
        return Role.ADMINISTRATOR in self.offices

    @property
    def is_county_officer(self) -> bool:
        return Role.COUNTY_OFFICER in self.offices

    def is_at(self, row: SchoolOwned) -> bool:
        """Whether the row is of the school one is at. Asked first by every yes or no about a row:
        an office is held at one school."""
        return self.school is not None and row.school_id == self.school.pk

    def holds_at(self, row: SchoolOwned, *roles: Role) -> bool:
        return self.is_at(row) and self.holds(*roles)

    @cached_property
    def today(self) -> date:
        return timezone.localdate()

    def holds(self, *roles: Role) -> bool:
        return not self.offices.isdisjoint(roles)


_HELD = Prepared(
    lambda account, today: (
        Appointment.objects.filter(account=account, since__lte=today)
        .filter(Q(until__isnull=True) | Q(until__gte=today))
        .select_related("school", "county")
        .order_by("school_id", "pk")
    )
)


def member_for(account: Account, *, school_id: int | None = None) -> Member:
    """The member `account` is today, at the school asked for or else at the first it serves."""
    today = timezone.localdate()
    with whole_house():  # one's own offices, wherever they are
        held = _HELD.rows(account=account.pk, today=today)
    schools = {a.school.pk: a.school for a in held if a.school}
    school = schools.get(school_id or 0) or next(iter(schools.values()), None)
    if school is None:
        county = next((a.county for a in held if a.county_id), None)
        offices = frozenset({Role.COUNTY_OFFICER}) if county else frozenset[Role]()
        return Member(account, county=county, offices=offices)
    offices = frozenset(Role(a.role) for a in held if a.school_id == school.pk)
    return Member(account, school=school, offices=offices, schools=tuple(schools.values()))
