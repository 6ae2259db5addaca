"""What of the school is watched for the audit log, and what its deeds are called."""

from __future__ import annotations

from qingshan.access.audit import watch
from qingshan.access.deeds import name_deeds
from qingshan.kit.words import tr
from qingshan.school.models import CalendarDay, SchoolClass, Term


def follow() -> None:
    """Called once, when the app is ready."""
    for model in (Term, CalendarDay, SchoolClass):
        watch(model)
    name_deeds(
        {
            "mark_days": tr("改校历"),
            "change_term": tr("改学期"),
            "start_year": tr("开始新学年"),
            "register_county": tr("登记县区"),
            "put_under_county": tr("划到县区"),
            "scrub": tr("到期清除"),
        }
    )
