"""What the page of one colleague shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q
from django.shortcuts import get_object_or_404

from qingshan.kit.words import tr
from qingshan.people.models import GroupHead, Staff
from qingshan.people.visibility import open_on, pairings_visible_to, staff_visible_to
from qingshan.school.models import SchoolClass

if TYPE_CHECKING:
    from qingshan.school.membership import Member


@dataclass(frozen=True, slots=True)
class Bond:
    """A pairing of today from the side of one of the two: `words` say what, `name` with whom."""

    pairing: int
    words: str
    name: str


def staff_seen_by(member: Member, pk: int) -> Staff:
    """A colleague with subject and group; otherwise `Http404`."""
    seen = staff_visible_to(member).select_related("subject", "group")
    return get_object_or_404(seen, pk=pk)


def classes_led_by(staff: Staff) -> list[tuple[int, str]]:
    found = SchoolClass.objects.filter(homeroom__staff=staff)
    return list(found.values_list("pk", "name"))


def heads_group(staff: Staff) -> bool:
    return GroupHead.objects.filter(staff=staff, group=staff.group_id).exists()


def bonds_of(staff: Staff, member: Member) -> list[Bond]:
    """The colleague's pairings of today that the person may see; one query."""
    rows = (
        pairings_visible_to(member)
        .filter(open_on(member.today), Q(giver=staff) | Q(mentee=staff))
        .values_list(
            "pk",
            "giver",
            "giver__name",
            "mentee__name",
            "school_class__name",
            "student__name",
        )
    )
    return [
        _bond(pk, giver == staff.pk, giver_name, mentee, room, child)
        for pk, giver, giver_name, mentee, room, child in rows
    ]


def _bond(
    pk: int,
    gives: bool,  # noqa: FBT001 - a cell of the row
    giver: str,
    mentee: str | None,
    room: str | None,
    child: str | None,
) -> Bond:
    if not gives:
        return Bond(pk, tr("师傅"), giver)
    if mentee:
        return Bond(pk, tr("带徒弟"), mentee)
    return Bond(pk, tr("联系班级"), room) if room else Bond(pk, tr("帮扶孩子"), child or "")
