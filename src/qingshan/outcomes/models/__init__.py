"""What came of it: honours, inspections from above, examinations."""

from qingshan.outcomes.models.examinations import Examination, Mark
from qingshan.outcomes.models.honours import (
    DISTRICT_OR_HIGHER,
    Certificate,
    Honour,
    HonourConsent,
    Level,
)
from qingshan.outcomes.models.inspections import Finding, FindingStep, Inspection

__all__ = (
    "DISTRICT_OR_HIGHER",
    "Certificate",
    "Examination",
    "Finding",
    "FindingStep",
    "Honour",
    "HonourConsent",
    "Inspection",
    "Level",
    "Mark",
)
