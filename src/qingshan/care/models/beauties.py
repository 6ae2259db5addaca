"""Tasks at home (“四美”小主人) that a family said its child has done."""

from __future__ import annotations

from django.db import models

from qingshan.access.fields import SealedTextField
from qingshan.kit.words import tr
from qingshan.people.models import Student
from qingshan.records.models import Record
from qingshan.school.models import SchoolOwned


class TaskAtHome(SchoolOwned):
    """That a child did a task of its class, as its family said (家里确认); once a task."""

    task = models.ForeignKey(Record, models.CASCADE, related_name="+", verbose_name=tr("任务"))
    student = models.ForeignKey(Student, models.CASCADE, related_name="+", verbose_name=tr("学生"))
    said_on = models.DateField(tr("哪天说的"))
    words = SealedTextField(tr("家里的话"))

    class Meta:
        verbose_name = verbose_name_plural = tr("家里确认的任务")
        ordering = ("-said_on", "student")
        constraints = (
            models.UniqueConstraint(fields=("task", "student"), name="one_word_of_a_family_a_task"),
        )

    def __str__(self) -> str:
        return f"{self.said_on} {self.student}"
