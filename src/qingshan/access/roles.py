"""The roles a person can hold, in the field's words."""

from django.db import models


class Role(models.TextChoices):
    """What someone is at a school; the county officer is the only one outside it."""

    ADMINISTRATOR = "administrator", "管理员"
    PRINCIPAL = "principal", "校长"
    SECRETARY = "secretary", "党支部书记"
    STUDENT_AFFAIRS = "student_affairs", "学生事务主任"
    GROUP_HEAD = "group_head", "教研组长"
    HOMEROOM = "homeroom", "班主任"
    TEACHER = "teacher", "教师"
    COUNTY_OFFICER = "county_officer", "县区教育局人员"


# Held by appointment. Homeroom teacher and head of a group follow from the staff's own rows, so
# that nobody keeps the same fact twice.
APPOINTED = (
    Role.ADMINISTRATOR,
    Role.PRINCIPAL,
    Role.SECRETARY,
    Role.STUDENT_AFFAIRS,
    Role.TEACHER,
    Role.COUNTY_OFFICER,
)

# See the whole school, each for the office they hold.
SCHOOL_WIDE = frozenset({Role.ADMINISTRATOR, Role.PRINCIPAL, Role.SECRETARY, Role.STUDENT_AFFAIRS})
