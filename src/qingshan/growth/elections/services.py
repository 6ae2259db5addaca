"""Deeds on elections. Each locks its election, so that of two at once the second finds the first's.

That somebody has rated is a row of the audit log; how they rated is a row of nothing.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction

from qingshan.access.audit import note
from qingshan.access.doing import doing
from qingshan.growth.elections.conflicts import conflicts_of, how_many_may_rate, raters_of
from qingshan.growth.elections.honouring import honour_elected
from qingshan.growth.elections.recounting import count_again
from qingshan.growth.elections.rubrics import shipped
from qingshan.growth.elections.urn import put_in
from qingshan.growth.elections.visibility import may_run
from qingshan.growth.models import Candidate, Election, ElectionState, HandedIn, Objection
from qingshan.kit.words import tr
from qingshan.people.visibility import staff_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qingshan.people.models import Staff
    from qingshan.school.membership import Member

FEWEST_BALLOTS = 3
"""Of fewer the sum would tell how somebody rated."""


class NotNow(Exception):
    """The election is not, or no longer, in a state in which this can be done."""


class NotYours(Exception):
    """This is for somebody else to do."""


class AlreadyNominated(Exception):
    """The colleague was named before."""


class AlreadyHandedIn(Exception):
    """The colleague has rated before."""


class TooFew(Exception):
    """Some candidates have too few who may rate, or too few ballots; `names` are theirs."""

    def __init__(self, names: list[str]) -> None:
        super().__init__(tr("、").join(names))
        self.names = names


class ObjectionIsOpen(Exception):
    """An objection has not been answered."""


@transaction.atomic
def open_election(*, actor: Member, rubric: str, **told: Any) -> Election:
    """`rubric` is the key of one that is shipped; its text is kept with the election."""
    election = Election(
        school=actor.school,
        rubric=shipped()[rubric],
        opened_by=actor.account,
        opened_on=actor.today,
        **told,
    )
    with doing("open_election", actor=actor.account):
        election.save()
    return election


@transaction.atomic
def nominate(*, actor: Member, election: Election, staff: Staff, why: str) -> Candidate:
    """Oneself, which is accepted by it, or a colleague, who is asked. Raises `AlreadyNominated`."""
    held = _locked(election, ElectionState.NOMINATING)
    own = staff_of(actor)
    if own is None:
        raise NotYours
    if actor.today > held.nominate_until:
        raise NotNow
    candidate = Candidate(
        school_id=held.school_id,
        election=held,
        staff=staff,
        nominated_by=own,
        why=why,
        accepted=True if staff.pk == own.pk else None,
    )
    try:
        with transaction.atomic(), doing("nominate", actor=actor.account):
            candidate.save()
    except IntegrityError:
        raise AlreadyNominated from None
    return candidate


@transaction.atomic
def answer_nomination(*, actor: Member, candidate: Candidate, accepts: bool) -> Candidate:
    """The colleague stands or does not, and may say otherwise until rating begins."""
    _locked(candidate.election, ElectionState.NOMINATING)
    held = Candidate.objects.select_for_update().get(pk=candidate.pk)
    own = staff_of(actor)
    if own is None or own.pk != held.staff_id:
        raise NotYours
    held.accepted = accepts
    with doing("answer_nomination", actor=actor.account):
        held.save(update_fields=["accepted"])
    return held


@transaction.atomic
def begin_rating(*, actor: Member, election: Election) -> Election:
    """From the last day of nominating on. Raises `TooFew`."""
    held = _run(actor, election, ElectionState.NOMINATING)
    if actor.today < held.nominate_until:
        raise NotNow
    able = how_many_may_rate(held, actor.today)
    _mind_few(held, able)
    held.state = ElectionState.RATING
    return _kept(actor, held, "begin_rating", "state")


@transaction.atomic
def hand_in(*, actor: Member, election: Election, marks: Mapping[int, Mapping[str, int]]) -> None:
    """A colleague's ballots, candidate → criterion → points, for all they may rate, once.

    Raises `AlreadyHandedIn`, `NotYours`, and `UrnWasOpened` where the urn is not whole.
    """
    held = _locked(election, ElectionState.RATING)
    if actor.today > held.rate_until:
        raise NotNow
    rater = staff_of(actor)
    if rater is None or not raters_of(held).filter(pk=rater.pk).exists():
        raise NotYours
    may = {one.pk for one, why in conflicts_of(held, rater, actor.today) if not why}
    if not may or may != set(marks):
        raise NotYours
    if HandedIn.objects.filter(election=held, staff=rater).exists():
        raise AlreadyHandedIn
    HandedIn.objects.create(school_id=held.school_id, election=held, staff=rater)
    put_in(held, marks.items())
    note(actor=actor.account, deed="rate_candidates", subject=held, school_id=held.school_id)


@transaction.atomic
def extend_rating(*, actor: Member, election: Election, days: int) -> Election:
    held = _run(actor, election, ElectionState.RATING)
    held.rate_until = max(held.rate_until, actor.today) + timedelta(days=days)
    return _kept(actor, held, "extend_rating", "rate_until")


@transaction.atomic
def publish(*, actor: Member, election: Election) -> Election:
    """Counts, and makes the result public for the days of notice. Raises `TooFew`."""
    held = _run(actor, election, ElectionState.RATING)
    if actor.today < held.rate_until:
        raise NotNow
    found = count_again(held)
    _mind_few(held, {key: count.ballots for key, count in found.counts.items()})
    held.state, held.notice_from = ElectionState.NOTICE, actor.today
    held.notice_until = actor.today + timedelta(days=held.notice_days)
    with doing("publish_election", actor=actor.account):
        for candidate in Candidate.objects.filter(pk__in=found.counts):
            count = found.counts[candidate.pk]
            candidate.points, candidate.ballots = count.points, count.ballots
            candidate.elected = candidate.pk in found.elected
            candidate.save(update_fields=["points", "ballots", "elected"])
    return _kept(actor, held, "publish_election", "state", "notice_from", "notice_until")


@transaction.atomic
def make_objection(
    *, actor: Member, election: Election, words: str, candidate: Candidate | None
) -> Objection:
    """While the result is public."""
    held = _locked(election, ElectionState.NOTICE)
    if held.notice_until is None or actor.today > held.notice_until:
        raise NotNow
    objection = Objection(
        school_id=held.school_id,
        election=held,
        candidate=candidate,
        by=actor.account,
        on=actor.today,
        words=words,
    )
    with doing("make_objection", actor=actor.account):
        objection.save()
    return objection


@transaction.atomic
def answer_objection(
    *, actor: Member, objection: Objection, answer: str, upheld: bool
) -> Objection:
    """Whoever objects does not answer it. Upheld against a candidate, they are not elected."""
    held = _run(actor, objection.election, ElectionState.NOTICE)
    row = Objection.objects.select_for_update().get(pk=objection.pk)
    if row.answered_on is not None:
        raise NotNow
    if row.by_id == actor.account.pk:
        raise NotYours
    row.upheld, row.answered_by, row.answered_on = upheld, actor.account, actor.today
    setattr(row, "answer", answer)  # noqa: B010 - a sealed field takes text
    with doing("answer_objection", actor=actor.account):
        row.save()
        if upheld and row.candidate_id:
            struck = Candidate.objects.get(pk=row.candidate_id, election=held)
            struck.struck_on = actor.today
            struck.save(update_fields=["struck_on"])
    return row


@transaction.atomic
def finish(*, actor: Member, election: Election) -> Election:
    """The notice is over and every objection answered: who is elected gets the honour."""
    held = _run(actor, election, ElectionState.NOTICE)
    if held.notice_until is None or actor.today <= held.notice_until:
        raise NotNow
    if Objection.objects.filter(election=held, answered_on=None).exists():
        raise ObjectionIsOpen
    count_again(held)  # raises where the urn is not whole
    held.state, held.done_on = ElectionState.DONE, actor.today
    _kept(actor, held, "finish_election", "state", "done_on")
    honour_elected(actor=actor, election=held)
    return held


def _mind_few(election: Election, numbers: Mapping[int, int]) -> None:
    if not numbers:
        raise TooFew([])
    few = [key for key, number in numbers.items() if number < FEWEST_BALLOTS]
    if few:
        names = Candidate.objects.filter(pk__in=few).values_list("staff__name", flat=True)
        raise TooFew(list(names))


def _locked(election: Election, state: ElectionState) -> Election:
    held = Election.objects.select_for_update().get(pk=election.pk)
    if held.state != state:
        raise NotNow
    return held


def _run(actor: Member, election: Election, state: ElectionState) -> Election:
    held = _locked(election, state)
    if not may_run(actor, held):
        raise NotYours
    return held


def _kept(actor: Member, election: Election, deed: str, *fields: str) -> Election:
    with doing(deed, actor=actor.account):
        election.save(update_fields=fields)
    return election
