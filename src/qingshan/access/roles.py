"""The roles a person can hold, in the field's words."""

from django.db import models

from qingshan.kit.words import tr


class Role(models.TextChoices):
    """What someone is at a school; the county officer is the only one outside it."""

    ADMINISTRATOR = "administrator", tr("管理员")
    PRINCIPAL = "principal", tr("校长")
    SECRETARY = "secretary", tr("党支部书记")
    STUDENT_AFFAIRS = "student_affairs", tr("学生事务主任")
    GROUP_HEAD = "group_head", tr("教研组长")
    HOMEROOM = "homeroom", tr("班主任")
    TEACHER = "teacher", tr("教师")
    COUNTY_OFFICER = "county_officer", tr("县区教育局人员")


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
