"""What of people is watched for the audit log, and what its deeds are called."""

from __future__ import annotations

from qingshan.access.audit import watch
from qingshan.access.deeds import name_deeds
from qingshan.kit.words import tr
from qingshan.people.models import (
    GroupHead,
    Guardian,
    HomeroomTeacher,
    Leave,
    Pairing,
    Staff,
    Student,
)


def follow() -> None:
    """Called once, when the app is ready."""
    derived = ("search_key", "id_number_hash")
    watch(Staff, sealed=("id_number", "phone"), derived=derived)
    watch(
        Student,
        sealed=("number", "id_number", "phone", "address", "left_words"),
        derived=(*derived, "village", "household", "left_noted_on", "unlisted_on"),
    )
    watch(Guardian, sealed=("phone",))
    watch(Pairing, derived=("own_end",))
    for model in (HomeroomTeacher, GroupHead, Leave):
        watch(model)
    name_deeds(
        {
            "add_staff": tr("添教职工"),
            "change_staff": tr("改教职工"),
            "add_student": tr("添孩子"),
            "change_student": tr("改孩子的资料"),
            "change_contacts": tr("改家里的联系方式"),
            "leave_school": tr("办离校"),
            "take_back_leaving": tr("收回离校"),
            "return_to_school": tr("办返校"),
            "add_class": tr("添班级"),
            "change_class": tr("改班级"),
            "set_group_head": tr("定教研组长"),
            "make_pairing": tr("结对"),
            "end_pairing": tr("结束结对"),
            "renew_pairings": tr("续结"),
            "grant_leave": tr("记请假"),
            "change_leave": tr("改请假"),
            "take_back_leave": tr("删请假"),
        }
    )
