"""What of outcomes is watched for the audit log, and what its deeds are called."""

from __future__ import annotations

from qingshan.access.audit import watch
from qingshan.access.deeds import name_deeds
from qingshan.outcomes.models import Mark


def follow() -> None:
    """Called once, when the app is ready."""
    watch(Mark)
    name_deeds(
        {
            "keep_marks": "登分",
            "record_honour": "记荣誉",
            "change_honour": "改荣誉",
            "remove_honour": "拿掉荣誉",
            "add_certificate": "放证书",
            "remove_certificate": "拿掉证书",
            "note_consent": "记下同意公开",
            "withdraw_consent": "收回公开",
            "record_inspection": "记上级检查",
            "change_inspection": "改上级检查",
            "name_finding": "写下问题或隐患",
            "hand_finding": "换整改的人或期限",
            "mend_finding": "整改好了",
            "settle_finding": "复查过了",
            "send_finding_back": "复查没过",
        }
    )
