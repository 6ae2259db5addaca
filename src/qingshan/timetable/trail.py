"""What of the timetable is watched for the audit log, and what its deeds are called."""

from __future__ import annotations

from qingshan.access.audit import watch
from qingshan.access.deeds import name_deeds
from qingshan.kit.words import tr
from qingshan.timetable.models import Lesson, LessonChange, MakeUpPlan, Room, Slot


def follow() -> None:
    """Called once, when the app is ready."""
    for model in (Slot, Room, Lesson, LessonChange, MakeUpPlan):
        watch(model)
    name_deeds(
        {
            "set_bells": tr("定节次时间"),
            "plan_make_up_day": tr("定补课按星期几"),
            "keep_lesson": tr("改一节课"),
            "remove_lesson": tr("删一节课"),
            "change_lesson_of_a_day": tr("调代课"),
            "take_back_change": tr("撤销调代课"),
            "adopt_timetable": tr("换课表"),
        }
    )
