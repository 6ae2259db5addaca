"""Attendance by exception (考勤): a roll that was taken, and who was not there."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from qingshan.kit.words import tr
from qingshan.people.models import Student
from qingshan.school.models import SchoolClass, SchoolOwned


class Session(models.TextChoices):
    MORNING = "morning", tr("早上到校")
    EVENING = "evening", tr("晚寝")


class RollCall(SchoolOwned):
    """A class's roll of a day (点名): everybody was there but those who have an `Absence`."""

    Session: ClassVar = Session

    date = models.DateField(tr("日期"))
    session = models.CharField(tr("时段"), max_length=8, choices=Session)
    school_class = models.ForeignKey(SchoolClass, models.PROTECT, related_name="+")
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    taken_at = models.DateTimeField(tr("点名时间"), default=timezone.now)

    class Meta:
        verbose_name = verbose_name_plural = tr("点名")
        ordering = ("-date", "school_class")
        constraints = (
            models.UniqueConstraint(
                fields=("school_class", "date", "session"), name="one_roll_a_class_and_session"
            ),
        )
        indexes = (models.Index(fields=("school", "session", "date")),)

    def __str__(self) -> str:
        return f"{self.date} {self.school_class}"


class Absence(SchoolOwned):
    """A child who was not there (缺勤). Why is kept to a word, and no more than that."""

    Session: ClassVar = Session

    class Reason(models.TextChoices):
        UNEXPLAINED = "unexplained", tr("原因不明")
        SICK = "sick", tr("病假")
        PERSONAL = "personal", tr("事假")
        LATE = "late", tr("迟到")

    ABSENT = (Reason.UNEXPLAINED, Reason.SICK, Reason.PERSONAL)

    date = models.DateField(tr("日期"))
    session = models.CharField(tr("时段"), max_length=8, choices=Session)
    student = models.ForeignKey(Student, models.CASCADE, related_name="+", verbose_name=tr("学生"))
    school_class = models.ForeignKey(
        SchoolClass, models.PROTECT, related_name="+", verbose_name=tr("班级")
    )
    reason = models.CharField(tr("原因"), max_length=12, choices=Reason)

    class Meta:
        verbose_name = verbose_name_plural = tr("缺勤")
        ordering = ("-date",)
        constraints = (
            models.UniqueConstraint(
                fields=("student", "date", "session"), name="one_absence_a_child_and_session"
            ),
        )
        indexes = (models.Index(fields=("school", "date")),)

    def __str__(self) -> str:
        return f"{self.date} {self.student}"
