"""What a child does for its class: a role from a day to a day (班级岗位)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from qingshan.kit.words import tr
from qingshan.people.models import Student
from qingshan.records.kinds import FIVES
from qingshan.school.models import SchoolOwned


class ClassRole(SchoolOwned):
    """A role that a child holds: 班长, 图书角管理员, 数学课代表 … Everyone can have one."""

    student = models.ForeignKey(Student, models.CASCADE, related_name="+", verbose_name=tr("学生"))
    name = models.CharField(tr("做什么"), max_length=30)
    five = models.CharField(tr("五成教育"), max_length=2, choices=[(five, five) for five in FIVES])
    since = models.DateField(tr("从哪天起"))
    until = models.DateField(tr("到哪天"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = tr("班级岗位")
        ordering = ("-since",)
        constraints = (
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="class_role_ends_after_start",
            ),
        )
        indexes = (models.Index(fields=("student", "since")),)

    def __str__(self) -> str:
        return f"{self.student} {self.name}"
