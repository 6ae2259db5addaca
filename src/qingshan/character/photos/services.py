"""Deeds on photographs: noting who agreed, keeping one, taking consent back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from qingshan.access.audit import note
from qingshan.character.models import PhotoChild, PhotoConsent
from qingshan.kit.words import tr
from qingshan.people.models import Student
from qingshan.records.services import add_evidence

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from qingshan.records.models import Evidence, Record
    from qingshan.records.uploads import CheckedFile
    from qingshan.school.membership import Member
    from qingshan.school.models import SchoolClass


class NoConsent(Exception):
    """Children on the photograph whose families have not agreed; `names` in Chinese order."""

    def __init__(self, names: list[str]) -> None:
        super().__init__(tr("、").join(names))
        self.names = names


@transaction.atomic
def note_consents(
    *,
    actor: Member,
    school_class: SchoolClass,
    among: Collection[int],
    agreed: Collection[int],
    way: str,
) -> None:
    """Of the children `among` a class: who agrees from today on; the others' consent ends today."""
    children = Student.objects.select_for_update().filter(school_class=school_class, pk__in=among)
    keys = set(children.values_list("pk", flat=True))
    open_ = PhotoConsent.objects.filter(student__in=keys, withdrawn_on=None)
    held = set(open_.values_list("student", flat=True))
    gone = held - set(agreed)
    open_.filter(student__in=gone).update(withdrawn_on=actor.today)
    new = keys & set(agreed) - held
    PhotoConsent.objects.bulk_create(
        PhotoConsent(
            school_id=school_class.school_id,
            student_id=pk,
            way=way,
            since=actor.today,
            noted_by=actor.account,
        )
        for pk in sorted(new)
    )
    note(
        actor=actor.account,
        deed="note_photo_consents",
        subject=school_class,
        school_id=school_class.school_id,
        agreed=len(new),
        withdrawn=len(gone),
    )


@transaction.atomic
def keep_photo(
    *, actor: Member, record: Record, file: CheckedFile, children: Iterable[Student]
) -> Evidence:
    """Keeps a photograph with a record, naming who can be known on it.

    Raises `NoConsent` where a family has not agreed, and `TooMuchEvidence`.
    """
    shown = list(children)
    agreed = set(
        PhotoConsent.objects.filter(student__in=shown, withdrawn_on=None).values_list(
            "student", flat=True
        )
    )
    missing = [child.name for child in shown if child.pk not in agreed]
    if missing:
        raise NoConsent(missing)
    evidence = add_evidence(actor=actor, record=record, file=file)
    PhotoChild.objects.bulk_create(
        PhotoChild(school_id=record.school_id, evidence=evidence, student=child) for child in shown
    )
    return evidence
