"""What of courses and class roles is watched for the audit log, and what its deeds are called."""

from __future__ import annotations

from qingshan.access.audit import watch
from qingshan.access.deeds import name_deeds
from qingshan.character.models import ClassRole
from qingshan.kit.words import tr


def follow() -> None:
    """Called once, when the app is ready."""
    watch(ClassRole)
    name_deeds(
        {
            "save_course_slot": tr("定课程时段"),
            "remove_course_slot": tr("拿掉课程时段"),
            "save_offering": tr("开课或改课"),
            "remove_offering": tr("拿掉一门课"),
            "repeat_courses": tr("照上学期开课"),
            "open_course_wishes": tr("开始收选课志愿"),
            "keep_course_wishes": tr("写选课志愿"),
            "keep_course_wishes_at_home": tr("家里写了选课志愿"),
            "tie_siblings": tr("兄弟姐妹排在一起"),
            "untie_siblings": tr("兄弟姐妹不再一起"),
            "propose_places": tr("排课"),
            "decide_place": tr("给孩子定课"),
            "adopt_places": tr("定课程名单"),
            "hold_session": tr("记社团课"),
            "show_work": tr("记成果展示"),
            "give_class_role": tr("给孩子班级岗位"),
            "end_class_role": tr("结束班级岗位"),
        }
    )
