"""Elections of the demonstration: one of last year that is over, one in which one rates now."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING

from qingshan.growth.elections.recounting import count_again
from qingshan.growth.elections.rubrics import rubric_of, shipped
from qingshan.growth.elections.urn import put_in
from qingshan.growth.models import Candidate, Election, ElectionState, HandedIn
from qingshan.outcomes.models import Honour
from qingshan.people.models import Staff

if TYPE_CHECKING:
    from datetime import date

    from qingshan.access.models import Account
    from qingshan.growth.elections.rubrics import Rubric
    from qingshan.school.models import School

WHY = (
    "班上四个留守的孩子，她每周都陪着打一次电话回家。",
    "两个学期上了五节公开课，教案谁来要都给。",
    "雨天路滑，他把最后一个孩子送上车才走。",
    "值周从不缺，食堂、宿舍哪里有事哪里有他。",
    "读书笔记写了三本，带着徒弟一起读。",
)
RATERS = 24
FEWEST_STAFF = 12


def hold_elections(school: School, leader: Account, *, seed: int, today: date) -> None:
    """`leader` opens them. Of the accounts of the demonstration nobody has rated yet."""
    rng = Random(seed)  # noqa: S311 - invented rows
    teaching = Staff.objects.filter(school=school, subject__isnull=False).order_by("number")
    there = [one for one in teaching if one.account_id is None]
    if len(there) < FEWEST_STAFF:
        return
    last = _election(school, leader, there, rng, today - timedelta(days=200), ElectionState.DONE)
    _rate(last, there, rng)
    _publish(last, today)
    now = _election(school, leader, there, rng, today - timedelta(days=9), ElectionState.RATING)
    _rate(now, there, rng)


def _election(
    school: School,
    leader: Account,
    there: list[Staff],
    rng: Random,
    day: date,
    state: ElectionState,
) -> Election:
    told = shipped()["four-haves"]
    election = Election.objects.create(
        school=school,
        title=f"{day.year}年{day.month}月{told['title']}",
        rubric=told,
        honour=told["honour"],
        level=told["level"],
        seats=2,
        state=state,
        opened_by=leader,
        opened_on=day,
        nominate_until=day + timedelta(days=7),
        rate_until=day + timedelta(days=16),
    )
    for staff, why in zip(rng.sample(there, len(WHY)), WHY, strict=True):
        Candidate.objects.create(
            school=school,
            election=election,
            staff=staff,
            nominated_by=rng.choice(there),
            why=why,
            accepted=True,
        )
    return election


def _rate(election: Election, there: list[Staff], rng: Random) -> None:
    rubric = rubric_of(election)
    standing = list(Candidate.objects.filter(election=election).select_related("staff"))
    stands = {one.staff_id for one in standing}
    raters = [one for one in there if one.pk not in stands][:RATERS]
    ballots = []
    for rater in raters:
        may = [one for one in standing if one.staff.group_id != rater.group_id]
        if may:
            HandedIn.objects.create(school_id=election.school_id, election=election, staff=rater)
        ballots += [(one.pk, _marks(rubric, rng)) for one in may]
    put_in(election, ballots)


def _marks(rubric: Rubric, rng: Random) -> dict[str, int]:
    return {criterion.key: rng.choice((2, 3, 3, 4, 4)) for criterion in rubric.criteria}


def _publish(election: Election, today: date) -> None:
    found = count_again(election)
    election.notice_from = election.rate_until
    election.notice_until = election.rate_until + timedelta(days=election.notice_days)
    election.done_on = min(election.notice_until + timedelta(days=1), today)
    election.save()
    for candidate in Candidate.objects.filter(election=election):
        count = found.counts[candidate.pk]
        candidate.points, candidate.ballots = count.points, count.ballots
        candidate.elected = candidate.pk in found.elected
        candidate.save()
        if candidate.elected:
            Honour.objects.create(
                school_id=election.school_id,
                recipient=Honour.Recipient.STAFF,
                staff_id=candidate.staff_id,
                name=election.honour,
                level=election.level,
                awarded_by=election.school.name,
                date=election.done_on,
                category="评选",
            )
