"""What the deeds of gatherings are called in the audit log."""

from __future__ import annotations

from qingshan.access.deeds import name_deeds


def follow() -> None:
    """Called once, when the app is ready."""
    name_deeds(
        {
            "call_gathering": "安排活动",
            "change_gathering": "改活动",
            "call_off_gathering": "取消活动",
            "attend_gathering": "签到",
            "take_gathering_list": "活动点名",
            "write_up_gathering": "写活动纪要",
            "add_gathering_file": "放活动照片",
            "remove_gathering_file": "拿掉活动照片",
        }
    )
