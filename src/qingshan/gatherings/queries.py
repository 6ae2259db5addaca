"""Reading gatherings: what is coming for somebody, and who came."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, F, OuterRef
from django.shortcuts import get_object_or_404

from qingshan.gatherings import codes
from qingshan.gatherings.models import Attendance, Gathering, GatheringFile
from qingshan.gatherings.visibility import called_to, calls, gatherings_visible_to, may_lead
from qingshan.kit.prepared import Prepared
from qingshan.people.models import Staff
from qingshan.people.visibility import staff_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.db.models import QuerySet

    from qingshan.school.membership import Member

COMING_AT_MOST = 10


@dataclass(frozen=True, slots=True)
class Coming:
    """A gathering that one is called to: signed in already, or by one tap now."""

    gathering: Gathering
    came: bool
    by_tap: bool
    by_code: bool
    is_today: bool


@dataclass(frozen=True, slots=True)
class Sitting:
    """A colleague on the list of a gathering; `way` is "" for who has not come."""

    staff: Staff
    called: bool
    way: str


def gathering_seen_by(member: Member, pk: int) -> Gathering:
    """The gathering if the person may open it; otherwise `Http404`."""
    seen = gatherings_visible_to(member).select_related("leader")
    return get_object_or_404(seen, pk=pk)


def gathering_led_by(member: Member, pk: int) -> Gathering:
    """The gathering if it is theirs to lead; otherwise `Http404`."""
    gathering = gathering_seen_by(member, pk)
    if not may_lead(member, gathering):
        return get_object_or_404(Gathering.objects.none(), pk=pk)
    return gathering


def file_seen_by(member: Member, pk: int) -> GatheringFile:
    seen = gatherings_visible_to(member).values("pk")
    files = GatheringFile.objects.select_related("gathering")
    return get_object_or_404(files, pk=pk, gathering__in=seen)


def coming_for(member: Member, *, today_only: bool = False) -> list[Coming]:
    """What the person is called to from today on, the next first; one query."""
    staff = staff_of(member)
    if staff is None:
        return []
    ahead = AHEAD[today_only, staff.is_party_member].rows(
        staff=staff.pk,
        group=staff.group_id or 0,
        hired=staff.hired_on,
        school=staff.school_id,
        today=member.today,
    )
    return [_coming(member, one, came=one.came) for one in ahead]


def _ahead(*, today_only: bool, in_party: bool) -> Prepared:
    status = Staff.PARTY_MEMBERS[0] if in_party else ""

    def asks(staff: int, group: int, hired: date, school: int, today: date) -> QuerySet[Gathering]:
        own = Staff(pk=staff, group_id=group, hired_on=hired, political_status=status)
        days = {"date": today} if today_only else {"date__gte": today}
        mine = Attendance.objects.filter(gathering=OuterRef("pk"), staff=staff)
        return (
            Gathering.objects.filter(calls(own), school=school, called_off="", **days)
            .annotate(came=Exists(mine))
            .order_by("date", "starts_at", "pk")[:COMING_AT_MOST]
        )

    return Prepared(asks, days=("today", "hired"))


AHEAD = {
    (today_only, in_party): _ahead(today_only=today_only, in_party=in_party)
    for today_only in (True, False)
    for in_party in (True, False)
}
"""What is coming: of today or from today on; to a member of the party or not."""


def standing_at(member: Member, gathering: Gathering) -> Coming | None:
    """How it stands between the person and one gathering; None for who is not concerned."""
    staff = staff_of(member)
    if staff is None:
        return None
    came = Attendance.objects.filter(gathering=gathering, staff=staff).exists()
    if not came and not called_to(gathering).filter(pk=staff.pk).exists():
        return None
    return _coming(member, gathering, came=came)


def list_of(gathering: Gathering) -> list[Sitting]:
    """Everybody called, and who came besides; in the order of the staff numbers."""
    ways = dict(Attendance.objects.filter(gathering=gathering).values_list("staff", "way"))
    called = list(called_to(gathering).defer("id_number", "phone"))
    sitting = [Sitting(staff, True, ways.pop(staff.pk, "")) for staff in called]  # noqa: FBT003
    guests = Attendance.objects.filter(gathering=gathering, staff__in=ways).select_related("staff")
    return sitting + [Sitting(one.staff, False, one.way) for one in guests]  # noqa: FBT003


def with_counts(gatherings: Iterable[Gathering]) -> dict[int, int]:
    """How many came to each."""
    came = Attendance.objects.filter(gathering__in=gatherings).order_by()
    return dict(came.values(which=F("gathering")).annotate(n=Count("pk")).values_list("which", "n"))


def _coming(member: Member, gathering: Gathering, *, came: bool) -> Coming:
    is_open = gathering.is_open(codes.now())
    ways = Gathering.SignIn
    return Coming(
        gathering,
        came,
        by_tap=is_open and not came and gathering.sign_in == ways.TAP,
        by_code=is_open and not came and gathering.sign_in == ways.CODE,
        is_today=gathering.date == member.today,
    )
