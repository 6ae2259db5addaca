"""The only door to letters and robots, and to whom a leader's letter is about.

A letter is its reader's and nobody else's. Robots are kept by administrator and principal. The
people behind a leader's letter open to those who lead: secretary and principal for the school,
the head of a teaching group for its members.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qingshan.access.roles import Role
from qingshan.kit.words import tr
from qingshan.people.models import GroupHead, Staff
from qingshan.people.visibility import staff_of, staff_visible_to
from qingshan.reminders.models import GroupRobot, Letter

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from qingshan.school.membership import Member

LEAD_THE_SCHOOL = (Role.SECRETARY, Role.PRINCIPAL)
KEEP_ROBOTS = (Role.ADMINISTRATOR, Role.PRINCIPAL)


@dataclass(frozen=True)
class Led:
    """Whom somebody leads: `groups` by key and name; the whole school where `whole`."""

    whole: bool
    groups: tuple[tuple[int, str], ...] = ()

    @property
    def words(self) -> str:
        return tr("全校") if self.whole else tr("、").join(name for _, name in self.groups)


def letters_visible_to(member: Member) -> QuerySet[Letter]:
    """One's own, at the school one is in."""
    return Letter.objects.filter(account=member.account, school=member.school)


def robots_visible_to(member: Member) -> QuerySet[GroupRobot]:
    if member.school is None or not member.holds(*KEEP_ROBOTS):
        return GroupRobot.objects.none()
    return GroupRobot.objects.filter(school=member.school)


def led_by(member: Member) -> Led | None:
    """What the person leads today; None for those who lead nobody."""
    if member.holds(*LEAD_THE_SCHOOL):
        return Led(whole=True)
    staff = staff_of(member)
    if staff is None:
        return None
    headed = GroupHead.objects.filter(staff=staff, school=member.school)
    groups = tuple(headed.order_by("group__name").values_list("group", "group__name"))
    return Led(whole=False, groups=groups) if groups else None


def staff_led_by(member: Member) -> QuerySet[Staff]:
    """The colleagues whose promises a leader's letter sums up."""
    led = led_by(member)
    if led is None:
        return Staff.objects.none()
    everyone = staff_visible_to(member)
    return everyone if led.whole else everyone.filter(group__in=[pk for pk, _ in led.groups])
