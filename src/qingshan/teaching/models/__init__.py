"""What the teaching wing keeps besides records, from draws and designs to trips and rolls."""

from qingshan.teaching.models.designs import DesignFile, LessonDesign, Phase
from qingshan.teaching.models.findings import Finding
from qingshan.teaching.models.observation import (
    Draw,
    Observation,
    ObservationLevel,
    ObservationNote,
)
from qingshan.teaching.models.online import OnlineAbsence, OnlineRoll
from qingshan.teaching.models.trips import Trip, TripCost, TripHearer

__all__ = [
    "DesignFile",
    "Draw",
    "Finding",
    "LessonDesign",
    "Observation",
    "ObservationLevel",
    "ObservationNote",
    "OnlineAbsence",
    "OnlineRoll",
    "Phase",
    "Trip",
    "TripCost",
    "TripHearer",
]
