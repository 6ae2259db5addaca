"""Visits from above."""

from django.db import models

from qingshan.school.models import SchoolOwned


class Inspection(SchoolOwned):
    """A visit from above and its result (检查)."""

    class Result(models.TextChoices):
        EXCELLENT = "excellent", "优秀"
        GOOD = "good", "良好"
        PASSED = "passed", "合格"
        FAILED = "failed", "不合格"

    date = models.DateField("日期")
    level = models.CharField("级别", max_length=20)
    content = models.CharField("内容", max_length=200)
    result = models.CharField("结果", max_length=10, choices=Result)

    class Meta:
        verbose_name = verbose_name_plural = "检查"
        ordering = ("-date",)

    def __str__(self) -> str:
        return f"{self.date} {self.content}"
