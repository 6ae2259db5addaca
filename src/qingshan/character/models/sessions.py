"""What happens in a course: meetings, who was missing, and what was shown."""

from __future__ import annotations

from django.db import models

from qingshan.character.models.offerings import Offering
from qingshan.kit.words import tr
from qingshan.people.models import Student
from qingshan.records.models import Record
from qingshan.school.models import SchoolOwned


class CourseRecord(SchoolOwned):
    """A record of a course: a meeting of it, a showing of work, or one child's piece (作品).

    The deed itself, its day and its photographs are the record; a piece names its `student`.
    """

    class Kind(models.TextChoices):
        SESSION = "session", tr("上课")
        SHOWING = "showing", tr("展示")

    record = models.OneToOneField(Record, models.CASCADE, related_name="+", verbose_name=tr("记录"))
    offering = models.ForeignKey(
        Offering, models.PROTECT, related_name="+", verbose_name=tr("课程")
    )
    kind = models.CharField(tr("哪一种"), max_length=8, choices=Kind)
    student = models.ForeignKey(
        Student, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=tr("学生")
    )

    class Meta:
        verbose_name = verbose_name_plural = tr("课程记录")
        ordering = ("-record__date", "-pk")

    def __str__(self) -> str:
        return f"{self.record.date} {self.offering}"


class CourseAbsence(SchoolOwned):
    """A child who was not at a meeting of its course (没来上课)."""

    class Reason(models.TextChoices):
        UNEXPLAINED = "unexplained", tr("原因不明")
        SICK = "sick", tr("病假")
        PERSONAL = "personal", tr("事假")
        LATE = "late", tr("迟到")

    session = models.ForeignKey(CourseRecord, models.CASCADE, related_name="absences")
    student = models.ForeignKey(Student, models.CASCADE, related_name="+", verbose_name=tr("学生"))
    reason = models.CharField(tr("原因"), max_length=12, choices=Reason)

    class Meta:
        verbose_name = verbose_name_plural = tr("没来上课")
        ordering = ("session", "student")
        constraints = (
            models.UniqueConstraint(
                fields=("session", "student"), name="one_course_absence_a_child"
            ),
        )

    def __str__(self) -> str:
        return f"{self.session} {self.student}"
