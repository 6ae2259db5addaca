"""What growth keeps besides records: what is not a deed on a day."""

from qingshan.growth.models.closings import MentoringClosing
from qingshan.growth.models.elections import (
    Ballot,
    Candidate,
    Election,
    ElectionState,
    HandedIn,
    Objection,
)
from qingshan.growth.models.mentoring import MentoringRound, MentoringWish
from qingshan.growth.models.plans import (
    DevelopmentPlan,
    Direction,
    ModelPost,
    PlanState,
    PlanStep,
)
from qingshan.growth.models.reviews import (
    Gate,
    Opinion,
    OpinionEvidence,
    Review,
    ReviewReading,
    ReviewState,
    Verdict,
)
from qingshan.growth.models.stages import StageReview, StageVoice
from qingshan.growth.models.titles import Title

__all__ = (
    "Ballot",
    "Candidate",
    "DevelopmentPlan",
    "Direction",
    "Election",
    "ElectionState",
    "Gate",
    "HandedIn",
    "MentoringClosing",
    "MentoringRound",
    "MentoringWish",
    "ModelPost",
    "Objection",
    "Opinion",
    "OpinionEvidence",
    "PlanState",
    "PlanStep",
    "Review",
    "ReviewReading",
    "ReviewState",
    "StageReview",
    "StageVoice",
    "Title",
    "Verdict",
)
