"""What the school keeps of who serves where; the rest of it is about nobody."""

from __future__ import annotations

from qingshan.kit.personal import Basis, Kind, Of

KINDS = (
    Kind(
        key="school.offices",
        title="任职",
        of=Of.STAFF,
        what="担任什么职责，从哪天到哪天",
        purpose="谁能看什么、做什么",
        basis=Basis.EMPLOYMENT,
        law="《教师法》第十七条",
        holder="管理员",
        models=("Appointment",),
        kept="离职以后，可以请学校删去",
    ),
)

IMPERSONAL = {
    "County": "县区",
    "School": "学校",
    "SchoolYear": "学年",
    "Term": "学期",
    "CalendarDay": "校历",
    "Subject": "学科",
    "TeachingGroup": "教研组的名称",
    "SchoolClass": "班级的名称",
}
