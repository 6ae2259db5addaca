"""Character: what its rooms keep, one module a room."""

from qingshan.character.models.courses import Course

__all__ = ["Course"]
