"""What of growth is watched for the audit log, and what its deeds are called."""

from __future__ import annotations

from qingshan.access.audit import watch
from qingshan.access.deeds import name_deeds
from qingshan.growth.models import MentoringRound, MentoringWish, Opinion, Review


def follow() -> None:
    """Called once, when the app is ready."""
    for model in (MentoringWish, MentoringRound):
        watch(model)
    watch(Review, sealed=("why", "state", "verdict", "answer", "appeal", "decision"))
    watch(Opinion, sealed=("reasons", "verdict"))
    name_deeds(
        {
            "keep_wish": "写结对意愿",
            "adopt_pairs": "定青蓝结对",
            "open_review": "开始关口评议",
            "write_opinion": "写评议意见",
            "answer_review": "答复评议",
            "appeal_review": "申诉",
            "decide_appeal": "答复申诉",
            "settle_review": "评议定下来",
        }
    )
