"""A child's absences of the term, on the child's page."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from qingshan.care.attendance.visibility import absences_visible_to
from qingshan.care.models import Absence
from qingshan.kit.words import tr
from qingshan.people.panels import Panel, on_the_page_of_a_student
from qingshan.school.queries import current_term

if TYPE_CHECKING:
    from qingshan.people.models import Student
    from qingshan.school.membership import Member

SHOWN = 5


@on_the_page_of_a_student(place=40)
def absences_of_a_child(member: Member, student: Student) -> Panel | None:
    """For those who may see the absences; left out where the child has been there all the time."""
    term = current_term(student.school, member.today)
    if term is None:
        return None
    found = absences_visible_to(member).filter(student=student, date__gte=term.starts_on)
    rows = list(found.order_by("-date", "session").values_list("date", "session", "reason"))
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
