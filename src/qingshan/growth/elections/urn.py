"""The urn: ballots sealed and chained, mixed anew whenever some are put in.

Each ballot's link is a keyed hash of the one before it, its place, its candidate and its marks; the
election's seal closes the chain. Whoever changes, adds, swaps or takes away a row without the
installation's key is noticed when it is opened. Mixing writes all rows anew in another order, so
that neither their order nor the hour in which they were sealed says whose they are.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from random import SystemRandom
from typing import TYPE_CHECKING

from cryptography.fernet import InvalidToken
from django.conf import settings

from qingshan.growth.models import Ballot, Election

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import TypeAlias

    Content: TypeAlias = tuple[int, dict[str, int]]

BATCH = 500


class UrnWasOpened(Exception):
    """What lies in the urn is not what was put in."""


def put_in(election: Election, ballots: Iterable[tuple[int, Mapping[str, int]]]) -> None:
    """Adds ballots (candidate, marks) and mixes. The caller holds the election's row.

    Raises `UrnWasOpened` where the urn is not whole: nothing is covered up by mixing.
    """
    held = opened(election)
    held += [(candidate, dict(marks)) for candidate, marks in ballots]
    SystemRandom().shuffle(held)
    Ballot.objects.filter(election=election).delete()
    rows, link = [], _first_link(election)
    for place, (candidate, marks) in enumerate(held, start=1):
        text = json.dumps(marks, sort_keys=True)
        link = _link(link, place, candidate, text)
        rows.append(
            Ballot(
                school_id=election.school_id,
                election=election,
                place=place,
                candidate_id=candidate,
                marks=text,
                link=link,
            )
        )
    Ballot.objects.bulk_create(rows, batch_size=BATCH)
    election.seal = _seal(election, len(rows), link)
    election.save(update_fields=["seal"])


def opened(election: Election) -> list[Content]:
    """Every ballot, in the order in which they lie. Raises `UrnWasOpened`. One query."""
    rows = _rows(election)
    link = _first_link(election)
    for place, row in enumerate(rows, start=1):
        link = _link(link, place, row.candidate_id, str(row.marks))
        if row.place != place or not hmac.compare_digest(link, row.link):
            raise UrnWasOpened(place)
    if not rows and not election.seal:
        return []
    if not hmac.compare_digest(election.seal, _seal(election, len(rows), link)):
        raise UrnWasOpened(len(rows))
    return [(row.candidate_id, json.loads(str(row.marks))) for row in rows]


def _rows(election: Election) -> Sequence[Ballot]:
    try:
        return list(Ballot.objects.filter(election=election).order_by("place"))
    except InvalidToken:
        raise UrnWasOpened(0) from None


def _first_link(election: Election) -> str:
    return _keyed("election", str(election.pk))


def _link(before: str, place: int, candidate: int, marks: str) -> str:
    return _keyed("ballot", before, str(place), str(candidate), marks)


def _seal(election: Election, number: int, last: str) -> str:
    return _keyed("seal", str(election.pk), str(number), last)


def _keyed(*words: str) -> str:
    text = json.dumps(words, ensure_ascii=False)
    return hmac.new(settings.LOOKUP_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()
