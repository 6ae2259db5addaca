"""What families, colleagues and the public say, and what went wrong (四无)."""

from qingshan.voice.models.complaints import Complaint, ComplaintStep
from qingshan.voice.models.incidents import Incident, IncidentStep
from qingshan.voice.models.suggestions import Suggestion, SuggestionStep
from qingshan.voice.models.surveys import Survey, SurveyAnswer, SurveyQuestion, SurveySlip

__all__ = (
    "Complaint",
    "ComplaintStep",
    "Incident",
    "IncidentStep",
    "Suggestion",
    "SuggestionStep",
    "Survey",
    "SurveyAnswer",
    "SurveyQuestion",
    "SurveySlip",
)
