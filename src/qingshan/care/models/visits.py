"""Visits that are planned (走访安排). One that was made is a record, as everywhere."""

from __future__ import annotations

from uuid import uuid4

from django.conf import settings
from django.db import models

from qingshan.access.fields import SealedTextField
from qingshan.kit.words import tr
from qingshan.people.models import Staff, Student
from qingshan.school.models import SchoolOwned


class VisitPlan(SchoolOwned):
    """Who goes to see which child's home on which day, and what for.

    `once` is the name of the record that the visit will be: on whatever device it is written, and
    however often it is sent, the plan is carried out once.
    """

    student = models.ForeignKey(Student, models.CASCADE, related_name="+", verbose_name=tr("学生"))
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="+", verbose_name=tr("谁去"))
    date = models.DateField(tr("哪天去"))
    words = SealedTextField(tr("去做什么"))
    once = models.UUIDField(default=uuid4, unique=True, editable=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = tr("走访安排")
        ordering = ("date", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("student", "staff", "date"), name="one_planned_visit_a_day"
            ),
        )
        indexes = (models.Index(fields=("staff", "date")),)

    def __str__(self) -> str:
        return f"{self.date} {self.student}"
