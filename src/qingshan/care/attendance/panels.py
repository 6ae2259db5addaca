"""A child's absences of the term, on the child's page."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from qingshan.care.attendance.visibility import absences_of
from qingshan.care.models import Absence
from qingshan.kit.words import tr
from qingshan.people.asking import AskedBy
from qingshan.people.panels import Panel, on_the_page_of_a_student
from qingshan.school.queries import current_term

if TYPE_CHECKING:
    from qingshan.people.models import Student
    from qingshan.school.membership import Member

SHOWN = 5


_ABSENCES = AskedBy(
    lambda member, child, since: (
        absences_of(member, child)
        .filter(date__gte=since)
        .order_by("-date", "session")
        .values_list("date", "session", "reason")
    ),
    names=("child", "since"),
    days=("since",),
)


@on_the_page_of_a_student(place=40)
def absences_of_a_child(member: Member, student: Student) -> Panel | None:
    """For those who may see the absences; left out where the child has been there all the time."""
    term = current_term(member.school, member.today) if member.school else None
    if term is None:
        return None
    rows = _ABSENCES.rows(member, child=student.pk, since=term.starts_on)
    if not rows:
        return None
    reasons = Counter(reason for _, _, reason in rows)
    words = tr("、").join(
        tr("{reason} {n} 次").format(reason=Absence.Reason(key).label, n=n)
        for key, n in reasons.most_common()
    )
    lines = [
        (day, Absence.Session(session).label, Absence.Reason(reason).label)
        for day, session, reason in rows[:SHOWN]
    ]
    context = {"words": words, "lines": lines, "student": student.pk, "since": term.starts_on}
    return Panel(tr("出勤"), "care/_absences.html", context)
