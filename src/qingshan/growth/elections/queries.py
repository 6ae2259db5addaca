"""What the pages of an election show to one person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import F

from qingshan.growth.elections.conflicts import conflicts_of, raters_of
from qingshan.growth.elections.rubrics import rubric_of
from qingshan.growth.elections.visibility import (
    candidates_visible_to,
    elections_visible_to,
    may_run,
    objections_visible_to,
)
from qingshan.growth.models import Candidate, Election, ElectionState, HandedIn
from qingshan.kit.words import tr
from qingshan.people.asking import AskedBy
from qingshan.people.visibility import staff_of

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from qingshan.growth.models import Objection
    from qingshan.school.membership import Member


@dataclass(frozen=True, slots=True)
class Standing:
    """One candidate as the page tells of them; `count` only where it is for this person."""

    candidate: Candidate
    mine: bool
    named_by_me: bool
    count: str = ""

    @property
    def waits(self) -> bool:
        return self.candidate.accepted is None


@dataclass(frozen=True, slots=True)
class Turn:
    """One's own part in the rating: whether one has rated, whom one may, and why not the others."""

    done: bool
    may: tuple[Candidate, ...] = ()
    may_not: tuple[tuple[Candidate, str], ...] = ()


def standings(member: Member, election: Election) -> list[Standing]:
    """Candidates by number, each as far as this person may know of them. One query."""
    own = staff_of(member)
    key = own.pk if own else None
    runs, most = may_run(member, election), rubric_of(election).most
    seen = candidates_visible_to(member, election).select_related("staff", "nominated_by")
    sealed = [f"{side}__{name}" for side in ("staff", "nominated_by") for name in SEALED]
    found = []
    for one in seen.defer(*sealed).order_by("staff__number"):
        mine = one.staff_id == key
        count = _count_of(one, most) if runs or mine or one.elected else ""
        found.append(Standing(one, mine, one.nominated_by_id == key, count))
    return found


def _count_of(candidate: Candidate, most: int) -> str:
    """`most` are the points of a ballot at its best; "" before the count."""
    number = candidate.ballots
    if number is None:
        return ""
    return tr("{number} 张评议表，共 {points} 分（满分 {number2} 分）").format(
        number=number, points=candidate.points, number2=number * most
    )


SEALED = ("id_number", "phone")


def turn_of(member: Member, election: Election) -> Turn | None:
    """None for whoever does not rate in this election. Four queries."""
    rater = staff_of(member)
    if rater is None or not raters_of(election).filter(pk=rater.pk).exists():
        return None
    held = conflicts_of(election, rater, member.today)
    return Turn(
        done=HandedIn.objects.filter(election=election, staff=rater).exists(),
        may=tuple(one for one, why in held if not why),
        may_not=tuple((one, why) for one, why in held if why),
    )


def turnout(election: Election) -> tuple[int, int]:
    """How many have rated, of how many who may rate somebody: candidates rate nobody."""
    standing = Candidate.objects.filter(election=election, accepted=True).values("staff")
    rated = HandedIn.objects.filter(election=election)
    able = raters_of(election).exclude(pk__in=standing).exclude(pk__in=rated.values("staff"))
    number = rated.count()  # some of them may have left since
    return number, number + able.count()


def objections_of(member: Member, election: Election) -> QuerySet[Objection]:
    seen = objections_visible_to(member, election).select_related("candidate__staff")
    return seen.annotate(objector=F("by__name"), answerer=F("answered_by__name"))


def elections_waiting_for(member: Member) -> tuple[int, int]:
    """How many nominations wait for one's word, and how many elections for one's ballots."""
    own = staff_of(member)
    if own is None:
        return 0, 0
    open_ones = [one for one in RATING.rows(member) if (turn_of(member, one) or NOBODY).may]
    return ASKED.count(member), len(open_ones)


def _asked(member: Member) -> QuerySet[Candidate]:
    nominating = elections_visible_to(member).filter(state=ElectionState.NOMINATING)
    return Candidate.objects.filter(
        staff=staff_of(member), accepted=None, election__in=nominating
    ).order_by()


def _rating(member: Member) -> QuerySet[Election]:
    done = HandedIn.objects.filter(staff=staff_of(member)).values("election")
    here = elections_visible_to(member).exclude(pk__in=done)
    return here.filter(state=ElectionState.RATING, rate_until__gte=member.today)


ASKED, RATING = AskedBy(_asked), AskedBy(_rating)
NOBODY = Turn(done=False)
