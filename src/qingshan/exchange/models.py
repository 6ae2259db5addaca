"""Workbooks brought in through the browser: one run for each file, and the problems found in it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from qingshan.access.fields import SealedTextField
from qingshan.kit.words import tr
from qingshan.school.models import School


class LoadRun(models.Model):
    """One file put in by one person, checked and perhaps loaded.

    `school` is None for the first school of an installation until it is made. `file` is the name
    of the stored workbook, "" once it is gone; `counts` is sheet → [created, updated, unchanged].
    How far a run is stands in no table (`exchange.progress`): a load holds the database's lock.
    """

    class State(models.TextChoices):
        CHECKING = "checking", tr("正在核对")
        REFUSED = "refused", tr("有要改的地方")
        READY = "ready", tr("核对好了，还没载入")
        LOADING = "loading", tr("正在载入")
        LOADED = "loaded", tr("载入好了")
        FAILED = "failed", tr("没有做完")

    school = models.ForeignKey(
        School, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=tr("学校")
    )
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=tr("谁")
    )
    name = models.CharField(tr("文件名"), max_length=200)
    file = models.CharField(max_length=100, blank=True, editable=False)
    state = models.CharField(tr("状态"), max_length=10, choices=State, default=State.CHECKING)
    counts = models.JSONField(default=dict)
    errors = models.PositiveIntegerField(tr("要改的地方"), default=0)
    sentence = models.CharField(tr("说明"), max_length=300, blank=True)
    created_at = models.DateTimeField(tr("放进来"), auto_now_add=True)
    begun_at = models.DateTimeField(tr("开始做"), default=timezone.now)
    finished_at = models.DateTimeField(tr("做完"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = tr("载入")
        ordering = ("-created_at", "-pk")
        indexes = (models.Index(fields=("school", "-created_at")),)

    def __str__(self) -> str:
        return self.name

    @property
    def is_under_way(self) -> bool:
        return self.state in {self.State.CHECKING, self.State.LOADING}


class LoadProblem(models.Model):
    """A problem of a run at its cell; `row` as the spreadsheet numbers it.

    `value` is sealed: it may be part of an identity number.
    """

    school = models.ForeignKey(School, models.CASCADE, null=True, blank=True, related_name="+")
    run = models.ForeignKey(LoadRun, models.CASCADE, related_name="problems")
    place = models.PositiveIntegerField(tr("次序"))
    sheet = models.CharField(tr("表"), max_length=31)
    row = models.PositiveIntegerField(tr("行"))
    column = models.CharField(tr("列"), max_length=100, blank=True)
    code = models.CharField(tr("代码"), max_length=30)
    value = SealedTextField(tr("填的是"))
    message = models.TextField(tr("怎么改"))
    is_error = models.BooleanField(tr("必须改"), default=True)

    class Meta:
        verbose_name = verbose_name_plural = tr("载入时的问题")
        ordering = ("place",)
        indexes = (models.Index(fields=("run", "sheet", "place")),)

    def __str__(self) -> str:
        return tr("{sheet} 第 {row} 行 {column}").format(
            sheet=self.sheet, row=self.row, column=self.column
        )
