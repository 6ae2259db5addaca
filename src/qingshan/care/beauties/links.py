"""The link on a child's slip: for one child, for a term, known by its signature alone.

Whoever holds it sees the child's given name and the tasks of its class, and no more.
"""

from __future__ import annotations

from django.core.signing import BadSignature, TimestampSigner

from crosscheck.names import surname_of
from qingshan.access.scope import whole_house
from qingshan.people.models import Student
from qingshan.people.roster import on_roster

LONGEST_LIFE = 200 * 24 * 3600  # seconds: a term

_signer = TimestampSigner(salt="care.beauties", sep=".")


def signed_for(child: Student) -> str:
    return _signer.sign(str(child.pk))


def whose(signed: str) -> Student | None:
    """The child a link is for; None for one not signed here, or a dead one."""
    try:
        told = _signer.unsign(signed, max_age=LONGEST_LIFE)
    except BadSignature:
        return None
    found = Student.objects.filter(on_roster(), pk=int(told))
    with whole_house():
        return found.select_related("school", "school_class").first()


def given_name(name: str) -> str:
    """The name without the surname: 欧阳小雨 is 小雨."""
    return name[len(surname_of(name)) :] or name
