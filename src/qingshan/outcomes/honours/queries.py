"""Reading honours: what is the same twice, one with its certificates, and what to offer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, F, OuterRef, Q
from django.shortcuts import get_object_or_404

from qingshan.outcomes.models import Certificate, Honour, HonourConsent
from qingshan.outcomes.visibility import honours_visible_to

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from qingshan.school.membership import Member

OFFERED = 200


def same_honours(honour: Honour) -> QuerySet[Honour]:
    """Others that look like it was entered twice: who, name, level and day are the same."""
    alike = Honour.objects.filter(
        school=honour.school,
        recipient=honour.recipient,
        staff=honour.staff,
        student=honour.student,
        name=honour.name,
        level=honour.level,
        date=honour.date,
    )
    return alike.exclude(pk=honour.pk).order_by("pk")


def entered_twice(honours: QuerySet[Honour]) -> QuerySet[Honour]:
    """Of these, those beside which the same stands once more."""
    whose = Q(staff=OuterRef("staff")) | Q(student=OuterRef("student")) | Q(recipient="school")
    alike = Honour.objects.filter(
        whose,
        school=OuterRef("school"),
        recipient=OuterRef("recipient"),
        name=OuterRef("name"),
        level=OuterRef("level"),
        date=OuterRef("date"),
    ).exclude(pk=OuterRef("pk"))
    return honours.filter(Exists(alike))


def honour_seen_by(member: Member, pk: int) -> Honour:
    """The honour if the person may see it; otherwise it does not exist (`Http404`)."""
    seen = honours_visible_to(member).select_related("staff", "student__school_class")
    return get_object_or_404(seen, pk=pk)


def certificate_seen_by(member: Member, pk: int) -> Certificate:
    seen = honours_visible_to(member).values("pk")
    found = Certificate.objects.select_related("honour")
    return get_object_or_404(found, pk=pk, honour__in=seen)


def consents_of(honour: Honour) -> QuerySet[HonourConsent]:
    """The newest first, each with who noted it."""
    found = HonourConsent.objects.filter(honour=honour).order_by("-since", "-pk")
    return found.annotate(noter=F("noted_by__name"))


def holds_on(honour: Honour, day: date) -> HonourConsent | None:
    """The consent by which the honour may be shown in public on a day."""
    found = HonourConsent.objects.filter(
        honour=honour, withdrawn_on=None, since__lte=day, until__gte=day
    )
    return found.first()


def known_words(member: Member, field: str) -> list[str]:
    """What was written in a field before, to pick from while typing."""
    words = honours_visible_to(member).exclude(**{field: ""}).order_by(field)
    return list(words.values_list(field, flat=True).distinct()[:OFFERED])
