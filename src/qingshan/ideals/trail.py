"""What of ideals is watched for the audit log, and what its deeds are called."""

from __future__ import annotations

from qingshan.access.audit import watch
from qingshan.access.deeds import name_deeds
from qingshan.ideals.models import (
    Campaign,
    Lesson,
    LessonAward,
    LessonVersion,
    Piece,
    PiecePicture,
    PieceStep,
    StudySession,
    Takeaway,
)


def follow() -> None:
    """Called once, when the app is ready."""
    for model in (Campaign, Lesson, LessonAward, LessonVersion, StudySession):
        watch(model)
    watch(Piece, sealed=("title", "blocks"))  # a story that was taken back stays nowhere
    watch(PiecePicture)
    watch(PieceStep)
    watch(Takeaway, sealed=("words",))
    name_deeds(
        {
            "keep_campaign": "安排主题教育",
            "keep_session": "定学习内容",
            "keep_takeaway": "写学习收获",
            "share_takeaway": "分享学习收获",
            "unshare_takeaway": "收回学习收获",
            "write_lesson": "写党课",
            "revise_lesson": "改党课讲稿",
            "award_lesson": "记党课获奖",
            "drop_award": "去掉党课获奖",
            "begin_piece": "开始写风采",
            "save_piece": "存风采稿",
            "ask_piece_consent": "请本人看风采稿",
            "consent_to_piece": "同意发表风采稿",
            "withdraw_piece_consent": "收回发表的同意",
            "send_back_piece": "退回风采稿",
            "publish_piece": "发风采稿",
        }
    )
