"""What came of it: honours, inspections from above, examinations."""

from qingshan.outcomes.models.examinations import Examination, Mark
from qingshan.outcomes.models.honours import DISTRICT_OR_HIGHER, Honour, Level
from qingshan.outcomes.models.inspections import Inspection

__all__ = (
    "DISTRICT_OR_HIGHER",
    "Examination",
    "Honour",
    "Inspection",
    "Level",
    "Mark",
)
