"""People, and the relations between them that have dates."""

from qingshan.people.models.bonds import GroupHead, HomeroomTeacher, Leave, Pairing
from qingshan.people.models.persons import Gender, Guardian, Person, Staff, Student

__all__ = [
    "Gender",
    "GroupHead",
    "Guardian",
    "HomeroomTeacher",
    "Leave",
    "Pairing",
    "Person",
    "Staff",
    "Student",
]
