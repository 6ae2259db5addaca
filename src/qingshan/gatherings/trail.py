"""What the deeds of gatherings are called in the audit log."""

from __future__ import annotations

from qingshan.access.deeds import name_deeds
from qingshan.kit.words import tr


def follow() -> None:
    """Called once, when the app is ready."""
    name_deeds(
        {
            "call_gathering": tr("安排活动"),
            "change_gathering": tr("改活动"),
            "call_off_gathering": tr("取消活动"),
            "attend_gathering": tr("签到"),
            "take_gathering_list": tr("活动点名"),
            "write_up_gathering": tr("写活动纪要"),
            "add_gathering_file": tr("放活动照片"),
            "remove_gathering_file": tr("拿掉活动照片"),
        }
    )
