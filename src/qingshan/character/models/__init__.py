"""Character: what its rooms keep, one module a room."""

from qingshan.character.models.courses import Course
from qingshan.character.models.drops import Drop, DropLesson, DropSetting
from qingshan.character.models.photos import PhotoChild, PhotoConsent
from qingshan.character.models.plans import FourParties, ThemeChild, ThemePlan, ThemeSession
from qingshan.character.models.topics import Five, Theme

__all__ = [
    "Course",
    "Drop",
    "DropLesson",
    "DropSetting",
    "Five",
    "FourParties",
    "PhotoChild",
    "PhotoConsent",
    "Theme",
    "ThemeChild",
    "ThemePlan",
    "ThemeSession",
]
