"""Fields that are masked on a page, and the one way to see one in the clear."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from qingshan.access.audit import note_reveal
from qingshan.access.fields import masked
from qingshan.kit.words import tr
from qingshan.people.models import Staff

if TYPE_CHECKING:
    from qingshan.people.models import Guardian, Student
    from qingshan.school.membership import Member


@dataclass(frozen=True, slots=True)
class Mask:
    """How much of a field is shown by default."""

    label: str
    head: int = 0
    tail: int = 4

    def over(self, value: str) -> str:
        return masked(value, head=self.head, tail=self.tail)


ID_NUMBER = Mask(tr("身份证件号"), head=4)
PHONE = Mask(tr("电话"), head=3, tail=2)
STUDENT_FIELDS = {
    "number": Mask(tr("学籍号")),  # which holds the identity number
    "id_number": ID_NUMBER,
    "phone": PHONE,
    "address": Mask(tr("现住址"), head=3, tail=0),
}
STAFF_FIELDS = {"id_number": ID_NUMBER, "phone": PHONE}


@dataclass(frozen=True, slots=True)
class Sealed:
    """A masked field on a page. `shown` is the clear text where it was just asked for."""

    id: str
    label: str
    masked: str
    reveal: str = ""  # the address that shows it; "" for whom it is not
    shown: str = ""


def of_student(student: Student, field: str, shown: str = "") -> Sealed:
    """A field of a child that the person may open, and so may reveal."""
    mask = STUDENT_FIELDS[field]
    held = mask.over(getattr(student, field))
    reveal = reverse("people:student_reveal", args=[student.pk, field]) if held else ""
    return Sealed(f"student-{field}", mask.label, held, reveal, shown)


def of_guardian(guardian: Guardian, shown: str = "") -> Sealed:
    held = PHONE.over(guardian.phone)
    reveal = reverse("people:guardian_reveal", args=[guardian.pk]) if held else ""
    return Sealed(f"guardian-{guardian.pk}", PHONE.label, held, reveal, shown)


def of_staff(staff: Staff, field: str, *, may_reveal: bool, shown: str = "") -> Sealed:
    mask = STAFF_FIELDS[field]
    held = mask.over(getattr(staff, field))
    allowed = bool(held) and may_reveal
    reveal = reverse("people:staff_reveal", args=[staff.pk, field]) if allowed else ""
    return Sealed(f"staff-{field}", mask.label, held, reveal, shown)


def unsealed(*, actor: Member, subject: Student | Staff | Guardian, field: str) -> str:
    """The value in the clear, after the audit log knows that it was looked at."""
    fields = STAFF_FIELDS if isinstance(subject, Staff) else STUDENT_FIELDS
    label = fields[field].label
    note_reveal(actor=actor.account, subject=subject, school_id=subject.school_id, field=label)
    return str(getattr(subject, field))
