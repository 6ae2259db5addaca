"""The link with which a family writes its child's wishes at home, without an account.

The link is signed for one child and one round, and dies with the round. Whoever holds it sees the
child's given name and the courses that are open to it, and no more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.signing import BadSignature, TimestampSigner

from qingshan.access.limits import within
from qingshan.access.scope import whole_house
from qingshan.character.models import CourseRound
from qingshan.kit.words import tr
from qingshan.people.models import Student
from qingshan.people.roster import on_roster

if TYPE_CHECKING:
    from django.http import HttpRequest

LONGEST_LIFE = 60 * 24 * 3600  # seconds
TWO_CHARACTER_SURNAMES = frozenset(
    (
        tr("欧阳"),
        tr("司马"),
        tr("上官"),
        tr("诸葛"),
        tr("东方"),
        tr("皇甫"),
        tr("尉迟"),
        tr("公孙"),
        tr("慕容"),
        tr("令狐"),
        tr("夏侯"),
        tr("司徒"),
    )
)

_signer = TimestampSigner(salt="character.wishes", sep=".")


def signed_for(held: CourseRound, child: int) -> str:
    """What stands in the link of a child's slip."""
    return _signer.sign(f"{held.pk}-{child}")


def whose(signed: str) -> tuple[CourseRound, Student] | None:
    """The round and child a link is for; None for one not signed here, or a dead one."""
    try:
        told = _signer.unsign(signed, max_age=LONGEST_LIFE)
    except BadSignature:
        return None
    held_key, _, child_key = told.partition("-")
    with whole_house():
        held = CourseRound.objects.filter(pk=int(held_key)).select_related("term").first()
        here = Student.objects.filter(on_roster(), pk=int(child_key))
        child = here.select_related("school_class").first()
    if held is None or child is None or child.school_id != held.school_id:
        return None
    return held, child


def too_often(request: HttpRequest, signed: str) -> bool:
    """Whether wishes come from this link more often than a family would send them."""
    return not within(request, "wishes", key=signed)


def given_name(name: str) -> str:
    """The name without the surname: 欧阳小雨 is 小雨."""
    if len(name) > 2 and name[:2] in TWO_CHARACTER_SURNAMES:
        return name[2:]
    return name[1:] if len(name) > 1 else name
