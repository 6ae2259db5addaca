"""Who cares for a left-behind child, when somebody last talked with it and with its parents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Max, OuterRef, Q, Subquery

from qingshan.care.left_behind.visibility import cared_for_by, left_behind_visible_to
from qingshan.care.models import CareRhythm
from qingshan.kit.prepared import Prepared
from qingshan.people.asking import AskedBy
from qingshan.people.models import Pairing
from qingshan.people.visibility import open_on
from qingshan.records.models import Record

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from qingshan.people.models import Student
    from qingshan.school.membership import Member
    from qingshan.school.models import School

TALK, CONTACT = "heart_talk", "guardian_contact"


@dataclass(frozen=True, slots=True)
class Since:
    """The first days on which a talk and a contact are still recent enough."""

    talk: date
    contact: date

    @property
    def no_talk(self) -> Q:
        return Q(talked_on__isnull=True) | Q(talked_on__lt=self.talk)

    @property
    def no_contact(self) -> Q:
        return Q(contacted_on__isnull=True) | Q(contacted_on__lt=self.contact)


def rhythm_of(school: School) -> CareRhythm:
    """As the school has set it, or as it is by default."""
    return _RHYTHM.row(school=school.pk) or CareRhythm(school=school)


def since(rhythm: CareRhythm, today: date) -> Since:
    return Since(
        today - timedelta(days=rhythm.talk_days), today - timedelta(days=rhythm.contact_days)
    )


def with_their_days(children: QuerySet[Student], today: date) -> QuerySet[Any]:
    """Children with `carer` (a name), `talked_on` and `contacted_on`."""
    pairs = Pairing.objects.filter(
        open_on(today), kind=Pairing.Kind.STUDENT_SUPPORT, student=OuterRef("pk")
    ).order_by("starts_on", "pk")
    return children.annotate(
        carer=Subquery(pairs.values("giver__name")[:1]),
        talked_on=_last(TALK, today),
        contacted_on=_last(CONTACT, today),
    )


def summed_up(children: QuerySet[Any], days: Since) -> dict[str, int]:
    """How many there are, have no carer, and wait for a talk or a contact. One query."""
    summed: dict[str, int] = children.aggregate(
        every=Count("pk"),
        alone=Count("pk", filter=Q(carer__isnull=True)),
        talk=Count("pk", filter=days.no_talk),
        contact=Count("pk", filter=days.no_contact),
    )
    return summed


def left_behind(member: Member) -> QuerySet[Any]:
    return with_their_days(left_behind_visible_to(member), member.today)


def own_children(member: Member) -> QuerySet[Any]:
    return with_their_days(cared_for_by(member), member.today).select_related("school_class")


def waiting_for_carer(member: Member, school: School) -> int:
    """How many of one's own left-behind children wait for a talk or a word with the parents."""
    days = since(rhythm_of(school), member.today)
    return _WAITING.count(member, talk=days.talk, contact=days.contact)


def _waiting(member: Member, talk: date, contact: date) -> QuerySet[Any]:
    days = Since(talk, contact)
    return own_children(member).filter(days.no_talk | days.no_contact).values("pk")


_WAITING = AskedBy(_waiting, names=("talk", "contact"), days=("talk", "contact"))
_RHYTHM = Prepared(lambda school: CareRhythm.objects.filter(school=school))


def _last(kind: str, today: date) -> Subquery:
    """The day of the child's latest record of a kind, whoever wrote it."""
    found = Record.objects.filter(kind=kind, student=OuterRef("pk"), date__lte=today)
    return Subquery(found.order_by().values("student").annotate(last=Max("date")).values("last"))
