"""Titles won on the ladder (名师工程)."""

from __future__ import annotations

from django.db import models

from qingshan.kit.words import tr
from qingshan.people.models import Staff
from qingshan.school.models import SchoolOwned


class Title(SchoolOwned):
    """A title of a teacher (称号): 区级骨干教师, 市教学能手, 区人大代表 …"""

    staff = models.ForeignKey(Staff, models.CASCADE, related_name="+", verbose_name=tr("教师"))
    title = models.CharField(tr("称号"), max_length=50)
    level = models.CharField(tr("级别"), max_length=20)
    awarded_on = models.DateField(tr("取得日期"))

    class Meta:
        verbose_name = verbose_name_plural = tr("称号")
        ordering = ("-awarded_on",)

    def __str__(self) -> str:
        return f"{self.staff} {self.title}"
