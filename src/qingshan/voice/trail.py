"""What the deeds on suggestions, complaints and surveys are called in the audit log."""

from __future__ import annotations

from qingshan.access.deeds import name_deeds
from qingshan.kit.words import tr


def follow() -> None:
    """Called once, when the app is ready."""
    name_deeds(
        {
            "take_up_suggestion": tr("接下建议"),
            "hand_over_suggestion": tr("换人办建议"),
            "tell_of_suggestion": tr("说建议的进展"),
            "adopt_suggestion": tr("采纳建议"),
            "decline_suggestion": tr("没有采纳建议"),
            "finish_suggestion": tr("建议做成了"),
            "receive_complaint": tr("收到家长投诉"),
            "take_complaint": tr("接下投诉"),
            "answer_complaint": tr("答复家长"),
            "note_on_complaint": tr("记投诉的处理"),
            "send_complaint_up": tr("投诉上报县里"),
            "settle_complaint": tr("投诉办结"),
            "keep_away_from_complaint": tr("投诉里请人回避"),
            "make_survey": tr("做家长调查"),
            "print_slips": tr("印调查的条子"),
            "record_incident": tr("记事件"),
            "handle_incident": tr("写事件的处理"),
            "settle_incident": tr("事件办结"),
        }
    )
