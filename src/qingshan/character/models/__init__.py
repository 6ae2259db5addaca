"""Character: what its rooms keep, one module a room."""

from qingshan.character.models.courses import Course
from qingshan.character.models.drops import Drop, DropLesson, DropSetting
from qingshan.character.models.festivals import Festival, FestivalEntry, FestivalItem
from qingshan.character.models.offerings import (
    CourseRound,
    CourseSlot,
    CourseTogether,
    CourseWish,
    Offering,
    Placement,
)
from qingshan.character.models.photos import PhotoChild, PhotoConsent
from qingshan.character.models.plans import FourParties, ThemeChild, ThemePlan, ThemeSession
from qingshan.character.models.roles import ClassRole
from qingshan.character.models.sessions import CourseAbsence, CourseRecord
from qingshan.character.models.topics import Five, Theme

__all__ = [
    "ClassRole",
    "Course",
    "CourseAbsence",
    "CourseRecord",
    "CourseRound",
    "CourseSlot",
    "CourseTogether",
    "CourseWish",
    "Drop",
    "DropLesson",
    "DropSetting",
    "Festival",
    "FestivalEntry",
    "FestivalItem",
    "Five",
    "FourParties",
    "Offering",
    "PhotoChild",
    "PhotoConsent",
    "Placement",
    "Theme",
    "ThemeChild",
    "ThemePlan",
    "ThemeSession",
]
