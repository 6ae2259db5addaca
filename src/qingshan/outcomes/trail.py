"""What of outcomes is watched for the audit log, and what its deeds are called."""

from __future__ import annotations

from qingshan.access.audit import watch
from qingshan.access.deeds import name_deeds
from qingshan.kit.words import tr
from qingshan.outcomes.models import Mark


def follow() -> None:
    """Called once, when the app is ready."""
    watch(Mark, sealed=("exam", "subject", "points"))
    name_deeds(
        {
            "keep_marks": tr("登分"),
            "record_honour": tr("记荣誉"),
            "change_honour": tr("改荣誉"),
            "remove_honour": tr("拿掉荣誉"),
            "add_certificate": tr("放证书"),
            "remove_certificate": tr("拿掉证书"),
            "note_consent": tr("记下同意公开"),
            "withdraw_consent": tr("收回公开"),
            "record_inspection": tr("记上级检查"),
            "change_inspection": tr("改上级检查"),
            "name_finding": tr("写下问题或隐患"),
            "hand_finding": tr("换整改的人或期限"),
            "mend_finding": tr("整改好了"),
            "settle_finding": tr("复查过了"),
            "send_finding_back": tr("复查没过"),
        }
    )
