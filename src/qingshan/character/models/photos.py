"""Photographs of moral education: who is on them, and that their families agreed."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from qingshan.kit.words import tr
from qingshan.people.models import Student
from qingshan.records.models import Evidence
from qingshan.school.models import SchoolOwned


class PhotoConsent(SchoolOwned):
    """A family agreed that a child may be on photographs the school shows (拍照同意)."""

    student = models.ForeignKey(Student, models.CASCADE, related_name="+", verbose_name=tr("学生"))
    way = models.CharField(tr("怎么说的"), max_length=40)
    since = models.DateField(tr("从"))
    withdrawn_on = models.DateField(tr("收回日期"), null=True, blank=True)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = tr("拍照同意")
        constraints = (
            models.UniqueConstraint(
                fields=("student",),
                condition=models.Q(withdrawn_on__isnull=True),
                name="one_photo_consent_a_child",
            ),
        )

    def __str__(self) -> str:
        return f"{self.student} {self.since}"


class PhotoChild(SchoolOwned):
    """A child who can be known on a photograph."""

    evidence = models.ForeignKey(Evidence, models.CASCADE, related_name="+")
    student = models.ForeignKey(Student, models.CASCADE, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = tr("照片上的孩子")
        constraints = (
            models.UniqueConstraint(fields=("evidence", "student"), name="once_on_a_photo"),
        )

    def __str__(self) -> str:
        return str(self.student)
