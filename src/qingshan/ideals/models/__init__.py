"""What ideals keeps: study and what somebody takes from it, lessons, the series."""

from qingshan.ideals.models.lessons import Lesson, LessonAward, LessonVersion
from qingshan.ideals.models.series import Piece, PiecePicture, PieceStep
from qingshan.ideals.models.study import Campaign, StudySession, Takeaway

__all__ = (
    "Campaign",
    "Lesson",
    "LessonAward",
    "LessonVersion",
    "Piece",
    "PiecePicture",
    "PieceStep",
    "StudySession",
    "Takeaway",
)
