"""Reading gatherings: what is coming for somebody, and who came."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, F, OuterRef
from django.shortcuts import get_object_or_404

from qingshan.gatherings import codes
from qingshan.gatherings.models import Attendance, Gathering, GatheringFile
from qingshan.gatherings.visibility import called_to, calls, gatherings_visible_to, may_lead
from qingshan.people.visibility import staff_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qingshan.people.models import Staff
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
    days = {"date": member.today} if today_only else {"date__gte": member.today}
    ahead = (
        Gathering.objects.filter(calls(staff), school=member.school, called_off="", **days)
        .annotate(came=Exists(Attendance.objects.filter(gathering=OuterRef("pk"), staff=staff)))
        .order_by("date", "starts_at", "pk")
    )
    return [_coming(member, one, came=one.came) for one in ahead[:COMING_AT_MOST]]


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
