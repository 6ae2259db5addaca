"""What the deeds on suggestions, complaints and surveys are called in the audit log."""

from __future__ import annotations

from qingshan.access.deeds import name_deeds


def follow() -> None:
    """Called once, when the app is ready."""
    name_deeds(
        {
            "take_up_suggestion": "接下建议",
            "hand_over_suggestion": "换人办建议",
            "tell_of_suggestion": "说建议的进展",
            "adopt_suggestion": "采纳建议",
            "decline_suggestion": "没有采纳建议",
            "finish_suggestion": "建议做成了",
        }
    )
