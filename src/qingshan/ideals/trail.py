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
from qingshan.kit.words import tr


def follow() -> None:
    """Called once, when the app is ready."""
    for model in (Campaign, Lesson, LessonAward, StudySession):
        watch(model)
    watch(LessonVersion, sealed=("text",))
    watch(Piece, sealed=("title", "blocks"))  # a story that was taken back stays nowhere
    watch(PiecePicture)
    watch(PieceStep, sealed=("words",))
    watch(Takeaway, sealed=("words",))
    name_deeds(
        {
            "keep_campaign": tr("安排主题教育"),
            "keep_session": tr("定学习内容"),
            "keep_takeaway": tr("写学习收获"),
            "share_takeaway": tr("分享学习收获"),
            "unshare_takeaway": tr("收回学习收获"),
            "write_lesson": tr("写党课"),
            "revise_lesson": tr("改党课讲稿"),
            "award_lesson": tr("记党课获奖"),
            "drop_award": tr("去掉党课获奖"),
            "begin_piece": tr("开始写风采"),
            "save_piece": tr("存风采稿"),
            "ask_piece_consent": tr("请本人看风采稿"),
            "consent_to_piece": tr("同意发表风采稿"),
            "withdraw_piece_consent": tr("收回发表的同意"),
            "send_back_piece": tr("退回风采稿"),
            "publish_piece": tr("发风采稿"),
        }
    )
