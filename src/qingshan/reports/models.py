"""Inspection files that were asked for: how far each is, and where it lies."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from qingshan.kit.words import tr
from qingshan.school.models import SchoolOwned


class InspectionFile(SchoolOwned):
    """A zip for an inspection (迎检资料). `file` is the name it lies under, "" once it is gone.

    How far it is stands in no table (`exchange.progress`).
    """

    class State(models.TextChoices):
        MAKING = "making", tr("正在备")
        READY = "ready", tr("备好了")
        FAILED = "failed", tr("没有做完")

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    term = models.PositiveBigIntegerField(tr("学期"))
    words = models.CharField(tr("哪个学期"), max_length=60)
    documents = models.JSONField(tr("文档"), default=list)
    evidence = models.JSONField(tr("佐证"), default=list)
    reason = models.CharField(tr("给谁看"), max_length=200)
    state = models.CharField(tr("状态"), max_length=8, choices=State, default=State.MAKING)
    file = models.CharField(max_length=40, blank=True, editable=False)
    size = models.PositiveBigIntegerField(tr("大小"), default=0)  # bytes
    held = models.PositiveIntegerField(tr("几个文件"), default=0)
    sentence = models.CharField(tr("说明"), max_length=200, blank=True)
    made_at = models.DateTimeField(tr("要的时间"), auto_now_add=True)
    begun_at = models.DateTimeField(tr("开始做"), default=timezone.now)

    class Meta:
        verbose_name = verbose_name_plural = tr("迎检资料")
        ordering = ("-made_at", "-pk")

    def __str__(self) -> str:
        return tr("迎检资料 {words}").format(words=self.words)
