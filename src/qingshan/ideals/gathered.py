"""The gatherings of ideals: sessions of study and party lessons, with what they are about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingshan.gatherings.kinds import GatheringKind, add_kind
from qingshan.ideals.study.forms import AboutForm
from qingshan.ideals.study.services import keep_session
from qingshan.kit.words import tr

if TYPE_CHECKING:
    from django import forms
    from django.http import QueryDict

    from qingshan.gatherings.models import Gathering
    from qingshan.school.membership import Member


class About:
    """Asks on the sheet of a gathering what it is about."""

    def form(
        self,
        member: Member,
        data: QueryDict | None,
        gathering: Gathering | None,
        asked: QueryDict,
    ) -> forms.Form:
        return AboutForm(data, member=member, gathering=gathering, asked=asked)

    def keep(self, member: Member, gathering: Gathering, form: forms.Form) -> None:
        keep_session(actor=member, gathering=gathering, **form.cleaned_data)


STUDY = add_kind(
    GatheringKind("study", tr("集中学习"), "book-open-text", attended="group_study", extra=About())
)
PARTY_LESSON = add_kind(
    GatheringKind(
        "party_lesson",
        tr("党课"),
        "flag",
        attended="group_study",
        spoken="party_lesson",
        extra=About(),
    )
)
