"""What growth keeps besides records: what is not a deed on a day."""

from qingshan.growth.models.mentoring import MentoringRound, MentoringWish
from qingshan.growth.models.reviews import (
    Gate,
    Opinion,
    OpinionEvidence,
    Review,
    ReviewReading,
    ReviewState,
    Verdict,
)
from qingshan.growth.models.titles import Title

__all__ = (
    "Gate",
    "MentoringRound",
    "MentoringWish",
    "Opinion",
    "OpinionEvidence",
    "Review",
    "ReviewReading",
    "ReviewState",
    "Title",
    "Verdict",
)
