"""What of growth is watched for the audit log, and what its deeds are called."""

from __future__ import annotations

from qingshan.access.audit import watch
from qingshan.access.deeds import name_deeds
from qingshan.growth.models import MentoringRound, MentoringWish


def follow() -> None:
    """Called once, when the app is ready."""
    for model in (MentoringWish, MentoringRound):
        watch(model)
    name_deeds({"keep_wish": "写结对意愿", "adopt_pairs": "定青蓝结对"})
