"""Registers compared: a run over four files, the rows it lists, and what a person decided."""

from __future__ import annotations

import json

from django.conf import settings
from django.db import models
from django.utils import timezone

from qingshan.access.fields import SealedTextField
from qingshan.kit.words import tr
from qingshan.people.models import Student
from qingshan.school.models import SchoolOwned


class RegisterRun(SchoolOwned):
    """One comparison asked for by one person. Its files are gone when it ends.

    `folder` is its private room, "" afterwards; `counts` is list → rows, `files` register → file
    name. How far it is stands in no table (`exchange.progress`).
    """

    class State(models.TextChoices):
        RUNNING = "running", tr("正在比对")
        REFUSED = "refused", tr("名册有问题")
        DONE = "done", tr("比对好了")
        FAILED = "failed", tr("没有做完")

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    state = models.CharField(tr("状态"), max_length=10, choices=State, default=State.RUNNING)
    folder = models.CharField(max_length=64, blank=True, editable=False)
    files = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    notes = models.JSONField(default=list)
    born_from = models.DateField(tr("出生不早于"), null=True, blank=True)
    born_to = models.DateField(tr("出生不晚于"), null=True, blank=True)
    sentence = models.CharField(tr("说明"), max_length=300, blank=True)
    created_at = models.DateTimeField(tr("放进来"), auto_now_add=True)
    begun_at = models.DateTimeField(tr("开始做"), default=timezone.now)
    finished_at = models.DateTimeField(tr("做完"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = tr("名册比对")
        ordering = ("-created_at", "-pk")
        indexes = (models.Index(fields=("school", "-created_at")),)

    def __str__(self) -> str:
        return tr("{created_at:%Y-%m-%d} 名册比对").format(created_at=self.created_at)


class RegisterRow(SchoolOwned):
    """A row of a list. `cells`, all that its register holds of the child, and `why` are sealed.

    `student`: the child of this school, where it is one. `is_settled`: a person has decided that
    the child was found after all.
    """

    class Listed(models.TextChoices):
        NOT_ENROLLED = "not_enrolled", tr("有户籍没学籍")
        DROPOUTS = "dropouts", tr("有学籍不在校")
        RELIEF_DROPOUTS = "relief_dropouts", tr("脱贫户里不在校")
        UNREGISTERED = "unregistered", tr("在校没学籍")

    run = models.ForeignKey(RegisterRun, models.CASCADE, related_name="rows")
    listed = models.CharField(tr("名单"), max_length=20, choices=Listed)
    place = models.PositiveIntegerField(tr("次序"))
    number = models.CharField(tr("编号"), max_length=60)
    name = models.CharField(tr("姓名"), max_length=60)
    search_key = models.CharField(max_length=250, blank=True, editable=False)
    cells = SealedTextField(tr("这一行"))
    why = SealedTextField(tr("为什么"))
    nearest = models.CharField(tr("最像的编号"), max_length=60, blank=True)
    student = models.ForeignKey(
        Student,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=tr("本校孩子"),
    )
    is_settled = models.BooleanField(tr("已经找到"), default=False)

    class Meta:
        verbose_name = verbose_name_plural = tr("比对名单")
        ordering = ("place",)
        indexes = (models.Index(fields=("run", "listed", "place")),)

    def __str__(self) -> str:
        return self.get_listed_display()

    def columns(self) -> dict[str, str]:
        """The row as its register has it: column → cell."""
        found: dict[str, str] = json.loads(self.cells or "{}")
        return found


class RegisterDoubt(SchoolOwned):
    """A pair a person must decide, both rows side by side in `cells` (sealed)."""

    class Verdict(models.TextChoices):
        OPEN = "", tr("还没看")
        SAME = "same", tr("是同一个孩子")
        DIFFERENT = "different", tr("不是同一个孩子")

    run = models.ForeignKey(RegisterRun, models.CASCADE, related_name="doubts")
    place = models.PositiveIntegerField(tr("次序"))
    between = models.CharField(tr("比对"), max_length=40)
    question = models.CharField(tr("问题"), max_length=60)
    left_print = models.CharField(max_length=64, editable=False)
    right_print = models.CharField(max_length=64, editable=False)
    cells = SealedTextField(tr("两行"))
    why = SealedTextField(tr("为什么"))
    verdict = models.CharField(tr("判断"), max_length=10, choices=Verdict, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = tr("待看的两行")
        ordering = ("place",)
        indexes = (models.Index(fields=("run", "verdict", "place")),)

    def __str__(self) -> str:
        return self.question

    def columns(self) -> dict[str, str]:
        """The pair as `review.csv` has it: column → cell."""
        found: dict[str, str] = json.loads(self.cells or "{}")
        return found


class RegisterVerdict(SchoolOwned):
    """What a person decided about two rows, for every later run.

    Kept under keyed hashes of whom the rows speak of: without the installation's key they tell
    nothing, and a changed row puts the question again.
    """

    left_print = models.CharField(max_length=64, editable=False)
    right_print = models.CharField(max_length=64, editable=False)
    is_same = models.BooleanField(tr("是同一个孩子"))
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(tr("什么时候"), default=timezone.now)

    class Meta:
        verbose_name = verbose_name_plural = tr("名册比对的判断")
        constraints = (
            models.UniqueConstraint(
                fields=("school", "left_print", "right_print"), name="one_verdict_a_pair"
            ),
        )

    def __str__(self) -> str:
        return tr("是同一个孩子") if self.is_same else tr("不是同一个孩子")
