"""Inspection files that were asked for: how far each is, and where it lies."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from qingshan.school.models import SchoolOwned


class InspectionFile(SchoolOwned):
    """A zip for an inspection (迎检资料). `file` is the name it lies under, "" once it is gone.

    How far it is stands in no table (`exchange.progress`).
    """

    class State(models.TextChoices):
        MAKING = "making", "正在备"
        READY = "ready", "备好了"
        FAILED = "failed", "没有做完"

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    term = models.PositiveBigIntegerField("学期")
    words = models.CharField("哪个学期", max_length=60)
    documents = models.JSONField("文档", default=list)
    evidence = models.JSONField("佐证", default=list)
    reason = models.CharField("给谁看", max_length=200)
    state = models.CharField("状态", max_length=8, choices=State, default=State.MAKING)
    file = models.CharField(max_length=40, blank=True, editable=False)
    size = models.PositiveBigIntegerField("大小", default=0)  # bytes
    held = models.PositiveIntegerField("几个文件", default=0)
    sentence = models.CharField("说明", max_length=200, blank=True)
    made_at = models.DateTimeField("要的时间", auto_now_add=True)
    begun_at = models.DateTimeField("开始做", default=timezone.now)

    class Meta:
        verbose_name = verbose_name_plural = "迎检资料"
        ordering = ("-made_at", "-pk")

    def __str__(self) -> str:
        return f"迎检资料 {self.words}"
