"""What of the school is watched for the audit log, and what its deeds are called."""

from __future__ import annotations

from qingshan.access.audit import watch
from qingshan.access.deeds import name_deeds
from qingshan.school.models import CalendarDay, SchoolClass, Term


def follow() -> None:
    """Called once, when the app is ready."""
    for model in (Term, CalendarDay, SchoolClass):
        watch(model)
    name_deeds(
        {
            "mark_days": "改校历",
            "change_term": "改学期",
            "start_year": "开始新学年",
            "register_county": "登记县区",
            "put_under_county": "划到县区",
            "scrub": "到期清除",
        }
    )
