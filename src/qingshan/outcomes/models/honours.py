"""Honours of teachers, children and the school."""

from django.db import models

from qingshan.people.models import Staff, Student
from qingshan.school.models import SchoolOwned


class Level(models.TextChoices):
    SCHOOL = "school", "校级"
    DISTRICT = "district", "区级"
    CITY = "city", "市级"
    PROVINCE = "province", "省级"
    NATION = "nation", "国家级"


DISTRICT_OR_HIGHER = (Level.DISTRICT, Level.CITY, Level.PROVINCE, Level.NATION)


class Honour(SchoolOwned):
    """An honour of a teacher, a child or the school (荣誉)."""

    class Recipient(models.TextChoices):
        STAFF = "staff", "教师"
        STUDENT = "student", "学生"
        SCHOOL = "school", "学校"

    recipient = models.CharField("对象类型", max_length=8, choices=Recipient)
    staff = models.ForeignKey(Staff, models.CASCADE, null=True, blank=True, related_name="+")
    student = models.ForeignKey(Student, models.CASCADE, null=True, blank=True, related_name="+")
    name = models.CharField("名称", max_length=100)
    level = models.CharField("级别", max_length=10, choices=Level)
    awarded_by = models.CharField("授予单位", max_length=100, blank=True)
    date = models.DateField("日期")
    category = models.CharField("类别", max_length=30, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "荣誉"
        ordering = ("-date",)
        indexes = (models.Index(fields=("school", "recipient", "date")),)

    def __str__(self) -> str:
        return f"{self.date} {self.name}"
