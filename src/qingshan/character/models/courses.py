"""Character: the school's courses (国家、地方、校本课程)."""

from django.db import models

from qingshan.kit.words import tr
from qingshan.people.models import Staff
from qingshan.school.models import SchoolOwned


class Course(SchoolOwned):
    """A course by its name; `category` is its club category, `grades` as the school words it."""

    class Nature(models.TextChoices):
        NATIONAL = "national", tr("国家课程")
        LOCAL = "local", tr("地方课程")
        SCHOOL = "school", tr("校本课程")

    name = models.CharField(tr("课程名称"), max_length=50)
    category = models.CharField(tr("类别"), max_length=30)
    nature = models.CharField(tr("课程性质"), max_length=10, choices=Nature)
    teacher = models.ForeignKey(
        Staff, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=tr("教师")
    )
    capacity = models.PositiveIntegerField(tr("容量"), null=True, blank=True)
    grades = models.CharField(tr("年级范围"), max_length=50, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = tr("课程")
        ordering = ("category", "name")
        constraints = (
            models.UniqueConstraint(fields=("school", "name"), name="one_course_a_name"),
        )

    def __str__(self) -> str:
        return self.name
