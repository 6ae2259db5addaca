"""What gatherings there are, and which deeds coming to one and speaking at one are.

An app above brings its own in a module `gathered`, which is imported when the server starts::

    add_kind(GatheringKind("party_lesson", "党课", "flag", attended="group_study"))
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from qingshan.kit.words import tr

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django import forms
    from django.http import QueryDict

    from qingshan.gatherings.models import Gathering
    from qingshan.school.membership import Member


class Extra(Protocol):
    """What a wing asks besides where a gathering of its kind is called, and keeps with it."""

    def form(
        self,
        member: Member,
        data: QueryDict | None,
        gathering: Gathering | None,
        asked: QueryDict,
    ) -> forms.Form:
        """Its fields, below those of every gathering; `asked` is the query of the address."""

    def keep(self, member: Member, gathering: Gathering, form: forms.Form) -> None:
        """Called in the transaction that keeps the gathering."""


@dataclass(frozen=True, slots=True)
class GatheringKind:
    """`attended` and `spoken` are kinds of records: what it is to have come, and to have spoken.

    "" leaves no record.
    """

    key: str
    label: str
    icon: str
    attended: str = ""
    spoken: str = ""
    extra: Extra | None = None


_kinds: dict[str, GatheringKind] = {}


def add_kind(kind: GatheringKind) -> GatheringKind:
    _kinds[kind.key] = kind
    return kind


def all_gathering_kinds() -> Mapping[str, GatheringKind]:
    return _kinds


ETHICS_TALK = add_kind(
    GatheringKind("ethics_talk", tr("师德报告会"), "mic", "school_training", "ethics_talk")
)
TRAINING = add_kind(GatheringKind("training", tr("校本培训"), "graduation-cap", "school_training"))
MEETING = add_kind(GatheringKind("meeting", tr("会议"), "users"))
OUTING = add_kind(GatheringKind("outing", tr("集体活动"), "bus"))
