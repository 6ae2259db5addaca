"""What of care is watched for the audit log, and what its deeds are called."""

from __future__ import annotations

from qingshan.access.audit import watch
from qingshan.access.deeds import name_deeds
from qingshan.care.models import Absence, RollCall, SignLook, SignSetting


def follow() -> None:
    """Called once, when the app is ready."""
    watch(SignLook, sealed=("words",))
    for model in (SignSetting, RollCall, Absence):
        watch(model)
    name_deeds(
        {
            "take_roll": "点名",
            "look_into_signs": "看过预警",
            "set_sign_rules": "定预警规则",
        }
    )
