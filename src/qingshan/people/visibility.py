"""The only door to rows of people. Every page, export and search goes through here.

Rules: those who hold a school-wide office see their school. A teacher sees the staff directory,
the classes without their children, and the children they are bound to: of the class they lead, of
a class they are paired with, and the children they support. A county officer sees nobody.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from qingshan.access.roles import Role
from qingshan.kit.prepared import Prepared
from qingshan.people.models import HomeroomTeacher, Leave, Pairing, Staff, Student
from qingshan.school.models import SchoolClass

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from qingshan.school.membership import Member

KEEPERS = (Role.ADMINISTRATOR, Role.PRINCIPAL)
"""Who keeps the rosters of staff, classes and children."""

PAIRERS = (Role.ADMINISTRATOR, Role.PRINCIPAL, Role.SECRETARY)
"""Who makes and ends pairings."""

HELPERS_OF_ALL = (Role.PRINCIPAL, Role.STUDENT_AFFAIRS)
"""Who answers for every child, and sees what is known only to those who help."""

REGISTRARS = (*KEEPERS, Role.STUDENT_AFFAIRS)
"""Who writes down that a child left the school, and that it came back."""

LEAVE_LOOKERS = (*KEEPERS, Role.SECRETARY)
"""Who may see when colleagues are away; of what kind their leave is, only the keepers."""


OWN = Prepared(  # asked on every page: nothing to unseal
    lambda account, school: (
        Staff.objects.filter(account=account, school=school)
        .order_by("number")
        .defer("id_number", "phone")[:1]
    )
)


def staff_of(member: Member) -> Staff | None:
    """The staff row of the person who asks, if they are staff of this school."""
    if "staff" not in member.__dict__:  # once a request: the member lives as long as the page
        school = member.school
        own = OWN.row(account=member.account.pk, school=school.pk) if school else None
        member.__dict__["staff"] = own
    found: Staff | None = member.__dict__["staff"]
    return found


def staff_visible_to(member: Member) -> QuerySet[Staff]:
    """The directory of one's own school; sealed fields stay masked (`can_reveal_staff`)."""
    if member.school is None:
        return Staff.objects.none()
    return Staff.objects.filter(school=member.school)


def classes_bound_to(member: Member) -> QuerySet[SchoolClass]:
    """Classes the person leads or is paired with today."""
    staff = staff_of(member)
    if staff is None:
        return SchoolClass.objects.none()
    paired = _open_pairings(staff, member).filter(kind=Pairing.Kind.CLASS_CONTACT)
    return SchoolClass.objects.filter(school=member.school).filter(
        Q(homeroom__staff=staff) | Q(pk__in=paired.values("school_class"))
    )


def students_visible_to(member: Member) -> QuerySet[Student]:
    """Children a person may open: their own by relation, all for the school-wide offices."""
    if member.school is None:
        return Student.objects.none()
    everyone = Student.objects.filter(school=member.school)
    if member.sees_whole_school:
        return everyone
    staff = staff_of(member)
    if staff is None:
        return Student.objects.none()
    supported = _open_pairings(staff, member).filter(kind=Pairing.Kind.STUDENT_SUPPORT)
    return everyone.filter(
        Q(school_class__in=classes_bound_to(member).values("pk"))
        | Q(pk__in=supported.values("student"))
    )


def children_bound_to(member: Member) -> tuple[int, ...]:
    """Keys of the children of a person without a school-wide office: a few dozen, asked once.

    For rows about children: a database finds them by these far quicker than by the rules above.
    """
    if "children" not in member.__dict__:
        rows = students_visible_to(member).order_by().values_list("pk", flat=True)
        member.__dict__["children"] = tuple(rows)
    found: tuple[int, ...] = member.__dict__["children"]
    return found


def children_helped_by(member: Member) -> QuerySet[Student]:
    """Children whose troubles a person may know: narrower than who may open a child's page.

    All for `HELPERS_OF_ALL`; else those of the class one leads and those one supports today. A
    colleague paired with a class, the secretary and the administrator are not among them.
    """
    everyone = Student.objects.filter(school=member.school)
    if member.school is None:
        return everyone.none()
    if member.holds(*HELPERS_OF_ALL):
        return everyone
    staff = staff_of(member)
    if staff is None:
        return everyone.none()
    supported = _open_pairings(staff, member).filter(kind=Pairing.Kind.STUDENT_SUPPORT)
    return everyone.filter(
        Q(school_class__homeroom__staff=staff) | Q(pk__in=supported.values("student"))
    )


def classes_visible_to(member: Member) -> QuerySet[SchoolClass]:
    """The classes of one's own school: who leads them and how many children, not which."""
    if member.school is None:
        return SchoolClass.objects.none()
    return SchoolClass.objects.filter(school=member.school)


def pairings_visible_to(member: Member) -> QuerySet[Pairing]:
    """One's own, on either side; all for the school-wide offices."""
    if member.school is None:
        return Pairing.objects.none()
    everything = Pairing.objects.filter(school=member.school)
    if member.sees_whole_school:
        return everything
    staff = staff_of(member)
    if staff is None:
        return Pairing.objects.none()
    return everything.filter(Q(giver=staff) | Q(mentee=staff))


def service_visible_to(member: Member) -> QuerySet[Staff]:
    """Colleagues whose hiring date and party matters a person may see (`can_see_service`)."""
    everyone = staff_visible_to(member)
    return everyone if member.holds(*PAIRERS) else everyone.filter(account=member.account)


def leaves_visible_to(member: Member) -> QuerySet[Leave]:
    """One's own; everybody's for those who plan around it (`can_see_kind_of_leave`)."""
    everything = Leave.objects.filter(school=member.school)
    if member.school is None:
        return everything.none()
    if member.holds(*LEAVE_LOOKERS):
        return everything
    return everything.filter(staff__account=member.account)


def can_see_kind_of_leave(member: Member, staff: Staff) -> bool:
    """Why someone is away, in its one word: one's own, and for the keepers."""
    return member.is_at(staff) and (staff.account_id == member.account.pk or member.holds(*KEEPERS))


def can_see_service(member: Member, staff: Staff) -> bool:
    """Hiring date and party matters: one's own, and for those who lead the school or its branch."""
    return member.is_at(staff) and (staff.account_id == member.account.pk or member.holds(*PAIRERS))


def can_change_contacts(member: Member, student: Student) -> bool:
    """Where the family lives and is reached: the keepers, and whoever leads the child's class."""
    if member.holds_at(student, *KEEPERS):
        return True
    staff = staff_of(member)
    leads = HomeroomTeacher.objects.filter(school_class=student.school_class_id)
    return staff is not None and leads.filter(staff=staff).exists()


def can_reveal_staff(member: Member, staff: Staff) -> bool:
    """Own fields, or the administrator's and principal's for their school."""
    if not member.is_at(staff):
        return False
    return staff.account_id == member.account.pk or member.holds(*KEEPERS)


def can_reveal_student(member: Member, student: Student) -> bool:
    """Whoever may open the child may see how to reach the family; each look is logged."""
    return students_visible_to(member).filter(pk=student.pk).exists()


def open_on(day: date) -> Q:
    """Pairings that hold on a day."""
    return Q(starts_on__lte=day) & (Q(ends_on__isnull=True) | Q(ends_on__gte=day))


def _open_pairings(staff: Staff, member: Member) -> QuerySet[Pairing]:
    return Pairing.objects.filter(open_on(member.today), giver=staff)
