"""What of people is watched for the audit log, and what its deeds are called."""

from __future__ import annotations

from qingshan.access.audit import watch
from qingshan.access.deeds import name_deeds
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
        sealed=("number", "id_number", "phone", "address"),
        derived=(*derived, "village", "household"),
    )
    watch(Guardian, sealed=("phone",))
    for model in (HomeroomTeacher, GroupHead, Pairing, Leave):
        watch(model)
    name_deeds(
        {
            "add_staff": "添教职工",
            "change_staff": "改教职工",
            "add_student": "添孩子",
            "change_student": "改孩子的资料",
            "change_contacts": "改家里的联系方式",
            "add_class": "添班级",
            "change_class": "改班级",
            "set_group_head": "定教研组长",
            "make_pairing": "结对",
            "end_pairing": "结束结对",
            "renew_pairings": "续结",
            "grant_leave": "记请假",
            "change_leave": "改请假",
            "take_back_leave": "删请假",
        }
    )
