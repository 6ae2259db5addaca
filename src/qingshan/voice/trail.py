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
            "receive_complaint": "收到家长投诉",
            "take_complaint": "接下投诉",
            "answer_complaint": "答复家长",
            "note_on_complaint": "记投诉的处理",
            "send_complaint_up": "投诉上报县里",
            "settle_complaint": "投诉办结",
            "keep_away_from_complaint": "投诉里请人回避",
            "make_survey": "做家长调查",
            "print_slips": "印调查的条子",
            "record_incident": "记事件",
            "handle_incident": "写事件的处理",
            "settle_incident": "事件办结",
        }
    )
