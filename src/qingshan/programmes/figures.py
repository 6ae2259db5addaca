"""Figures of what members promised: the five, by who keeps each today."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Q

from qingshan.kit.figures import Figure
from qingshan.kit.measures import Distinct, HowMany
from qingshan.kit.words import tr
from qingshan.people.dimensions import of_staff
from qingshan.people.figures import BRANCH, MEMBERS, PAIRINGS, PARTY_MATTERS, STAFF
from qingshan.people.models import Pairing, Staff
from qingshan.people.visibility import open_on
from qingshan.records.models import Record

if TYPE_CHECKING:
    from datetime import date

KIND = Pairing.Kind
A_YEAR = timedelta(days=365)


def _keeps_all_five(as_of: date) -> Q:
    kept = MEMBERS & Q(group__isnull=False)
    for kind in KIND:
        givers = Pairing.objects.filter(open_on(as_of), kind=kind).order_by().values("giver")
        kept &= Q(pk__in=givers)
    suggested = Record.objects.filter(
        kind="suggestion", date__gt=as_of - A_YEAR, date__lte=as_of
    ).order_by()
    return kept & Q(pk__in=suggested.values("staff"))


def _of_members(key: str, title: str, words: str, kind: Pairing.Kind) -> Figure:
    """How many members keep a pairing of a kind: one of the five they promised."""
    return Figure(
        key=f"members.{key}",
        title=title,
        unit=tr("人"),
        definition=tr("统计日当天有在{words}的党员（含预备党员），一人计一次。").format(
            words=words
        ),
        chapter=BRANCH,
        source=PAIRINGS,
        measure=Distinct("giver"),
        people=STAFF,
        where=Q(kind=kind, giver__political_status__in=Staff.PARTY_MEMBERS),
        system="F2",
        is_stock=True,
        dimensions=of_staff("giver"),
    )


FIGURES = (
    _of_members("mentors", tr("带徒弟的党员"), tr("带的徒弟（青蓝结对）"), KIND.MENTORING),
    _of_members("with_class", tr("联系班级的党员"), tr("联系的班级"), KIND.CLASS_CONTACT),
    _of_members("with_child", tr("帮扶学生的党员"), tr("帮扶的学生"), KIND.STUDENT_SUPPORT),
    Figure(
        key="members.all_five",
        title=tr("五个一都做到的党员"),
        unit=tr("人"),
        definition=tr(
            "统计日当天在带徒弟、联系班级、帮扶学生、在一个教研组里，"
            "并且统计日前一年内"
            "提过合理建议的党员（含预备党员）。"
        ),
        chapter=BRANCH,
        source=PARTY_MATTERS,
        measure=HowMany(),
        where=_keeps_all_five,
        system="F2",
        is_stock=True,
    ),
)
