"""Lessons held online: who was not there."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from qingshan.kit.words import tr
from qingshan.people.models import Staff, Student
from qingshan.school.models import SchoolClass, SchoolOwned, Subject
from qingshan.timetable.models import Slot, with_part


class OnlineRoll(SchoolOwned):
    """That the roll of a lesson online was called (线上课点名), and how many were on the list.

    It names class, part of it, day and bell, as a change of the timetable does, and outlives both.
    """

    date = models.DateField(tr("日期"))
    slot = models.ForeignKey(Slot, models.PROTECT, related_name="+", verbose_name=tr("节次"))
    school_class = models.ForeignKey(
        SchoolClass, models.PROTECT, related_name="+", verbose_name=tr("班级")
    )
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="+", verbose_name=tr("学科"))
    teacher = models.ForeignKey(Staff, models.PROTECT, related_name="+", verbose_name=tr("教师"))
    called = models.PositiveSmallIntegerField(tr("应到"))
    absent = models.PositiveSmallIntegerField(tr("没来"), default=0)
    part = models.CharField(tr("分组"), max_length=50, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = tr("线上课点名")
        ordering = ("-date", "slot__starts")
        constraints = (
            models.UniqueConstraint(
                fields=("school_class", "date", "slot", "part"), name="one_roll_of_a_part_online"
            ),
            models.CheckConstraint(
                condition=Q(absent__lte=F("called")), name="no_more_absent_than_called"
            ),
        )
        indexes = (models.Index(fields=("school", "date")),)

    def __str__(self) -> str:
        who = with_part(str(self.school_class), self.part)
        return f"{self.date} {self.slot} {who} {self.subject}"


class OnlineAbsence(SchoolOwned):
    """A child who was not there in a lesson online, and why as far as the teacher knows."""

    class Reason(models.TextChoices):
        UNEXPLAINED = "unexplained", tr("原因不明")
        NO_DEVICE = "no_device", tr("没有手机或电脑")
        NO_SIGNAL = "no_signal", tr("网络不通")
        SICK = "sick", tr("病假")
        PERSONAL = "personal", tr("事假")

    roll = models.ForeignKey(OnlineRoll, models.CASCADE, related_name="absences")
    student = models.ForeignKey(Student, models.CASCADE, related_name="+", verbose_name=tr("学生"))
    reason = models.CharField(tr("原因"), max_length=12, choices=Reason)

    class Meta:
        verbose_name = verbose_name_plural = tr("没来上线上课")
        ordering = ("roll", "student")
        constraints = (
            models.UniqueConstraint(
                fields=("roll", "student"), name="one_absence_a_child_of_a_lesson_online"
            ),
        )

    def __str__(self) -> str:
        return f"{self.roll} {self.student}"
