"""Reading study: the plan of a campaign, what is next, and what a session is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, OuterRef, Q

from qingshan.gatherings.models import Attendance, Gathering
from qingshan.gatherings.queries import coming_for
from qingshan.ideals.models import Campaign, StudySession, Takeaway
from qingshan.ideals.study.role_models import all_role_models
from qingshan.ideals.visibility import (
    campaigns_visible_to,
    sessions_visible_to,
    takeaways_visible_to,
)
from qingshan.people.visibility import staff_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

    from qingshan.gatherings.queries import Coming
    from qingshan.ideals.study.role_models import RoleModel
    from qingshan.school.membership import Member

KINDS = ("study", "party_lesson")
SHARED_AT_MOST = 20


@dataclass(frozen=True, slots=True)
class Told:
    """What a session is about, and what of takeaways the person may see."""

    session: StudySession
    role_model: RoleModel | None
    own: Takeaway | None
    shared: Sequence[Takeaway]
    may_write: bool


@dataclass(frozen=True, slots=True)
class Planned:
    """A session in the plan of a campaign; `at` is done, next or ahead."""

    session: StudySession
    at: str
    came: bool


def about(member: Member, gathering: Gathering) -> Told | None:
    """None for a gathering that is not one of study."""
    session = (
        StudySession.objects.filter(gathering=gathering)
        .select_related("campaign", "version__lesson")
        .first()
    )
    if session is None:
        return None
    staff = staff_of(member)
    seen = list(
        takeaways_visible_to(member)
        .filter(session=session)
        .select_related("staff")[: SHARED_AT_MOST + 1]
    )
    own = None
    if staff is not None:
        own = Takeaway.objects.filter(session=session, staff=staff).first()
    shared = [one for one in seen if own is None or one.pk != own.pk]
    return Told(
        session,
        all_role_models().get(session.role_model),
        own,
        shared[:SHARED_AT_MOST],
        may_write=staff is not None and gathering.date <= member.today,
    )


def next_for(member: Member) -> list[Coming]:
    """What the person is called to study next."""
    return [one for one in coming_for(member) if one.gathering.kind in KINDS]


def campaigns_with_counts(member: Member) -> QuerySet[Campaign]:
    """Each with its sessions, and how many of them are over."""
    theirs = StudySession.objects.filter(campaign=OuterRef("pk"), gathering__called_off="")
    counted = theirs.order_by().values("campaign").annotate(n=Count("pk")).values("n")
    over = counted.filter(gathering__date__lt=member.today)
    return campaigns_visible_to(member).annotate(sessions=counted, over=over)


def plan_of(member: Member, campaign: Campaign) -> list[Planned]:
    """The sessions in the order of their days, with which one is next; one query."""
    came = Attendance.objects.filter(gathering=OuterRef("gathering"), staff=staff_of(member))
    sessions = (
        sessions_visible_to(member)
        .filter(campaign=campaign, gathering__called_off="")
        .select_related("gathering", "version__lesson")
        .annotate(came=Exists(came))
        .order_by("gathering__date", "gathering__starts_at")
    )
    planned, found_next = [], False
    for one in sessions:
        over = one.gathering.date < member.today
        at = "done" if over else "ahead" if found_next else "next"
        found_next = found_next or not over
        planned.append(Planned(one, at, came=one.came))
    return planned


def sessions_on(member: Member, role_model: str) -> QuerySet[StudySession]:
    """Sessions on a role model, the latest first."""
    seen = sessions_visible_to(member).filter(role_model=role_model)
    return seen.select_related("gathering").order_by("-gathering__date")


def studied(member: Member) -> dict[str, int]:
    """How many sessions there were on each role model."""
    rows = sessions_visible_to(member).filter(~Q(role_model=""), gathering__called_off="")
    counted = rows.order_by().values("role_model").annotate(n=Count("pk"))
    return dict(counted.values_list("role_model", "n"))
