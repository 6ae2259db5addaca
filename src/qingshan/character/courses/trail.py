"""What of courses and class roles is watched for the audit log, and what its deeds are called."""

from __future__ import annotations

from qingshan.access.audit import watch
from qingshan.access.deeds import name_deeds
from qingshan.character.models import ClassRole


def follow() -> None:
    """Called once, when the app is ready."""
    watch(ClassRole)
    name_deeds(
        {
            "save_course_slot": "定课程时段",
            "remove_course_slot": "拿掉课程时段",
            "save_offering": "开课或改课",
            "remove_offering": "拿掉一门课",
            "repeat_courses": "照上学期开课",
            "open_course_wishes": "开始收选课志愿",
            "keep_course_wishes": "写选课志愿",
            "keep_course_wishes_at_home": "家里写了选课志愿",
            "tie_siblings": "兄弟姐妹排在一起",
            "untie_siblings": "兄弟姐妹不再一起",
            "propose_places": "排课",
            "decide_place": "给孩子定课",
            "adopt_places": "定课程名单",
            "hold_session": "记社团课",
            "show_work": "记成果展示",
            "give_class_role": "给孩子班级岗位",
            "end_class_role": "结束班级岗位",
        }
    )
