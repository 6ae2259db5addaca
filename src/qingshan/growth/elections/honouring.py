"""From a result to an honour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingshan.growth.models import Candidate
from qingshan.kit.words import tr
from qingshan.outcomes.honours.services import AlreadyHonoured, record_honour

if TYPE_CHECKING:
    from qingshan.growth.models import Election
    from qingshan.school.membership import Member


def honour_elected(*, actor: Member, election: Election) -> None:
    """An honour for each who is elected and was not struck; one who has it already keeps it."""
    elected = Candidate.objects.filter(election=election, elected=True, struck_on=None)
    for candidate in elected.select_related("staff"):
        try:
            record_honour(
                actor=actor,
                staff=candidate.staff,
                name=election.honour,
                level=election.level,
                date=actor.today,
                awarded_by=actor.school.name if actor.school else "",
                category=tr("评选"),
            )
        except AlreadyHonoured:
            continue
