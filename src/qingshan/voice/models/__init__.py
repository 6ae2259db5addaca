"""What families, colleagues and the public say, and what went wrong (四无)."""

from qingshan.voice.models.incidents import Incident
from qingshan.voice.models.suggestions import Suggestion, SuggestionStep

__all__ = ("Incident", "Suggestion", "SuggestionStep")
