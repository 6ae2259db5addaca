"""Registers compared: a run over four files, the rows it lists, and what a person decided."""

from __future__ import annotations

import json

from django.conf import settings
from django.db import models
from django.utils import timezone

from qingshan.access.fields import SealedTextField
from qingshan.people.models import Student
from qingshan.school.models import SchoolOwned


class RegisterRun(SchoolOwned):
    """One comparison asked for by one person. Its files are gone when it ends.

    `folder` is its private room, "" afterwards; `counts` is list → rows, `files` register → file
    name. How far it is stands in no table (`exchange.progress`).
    """

    class State(models.TextChoices):
        RUNNING = "running", "正在比对"
        REFUSED = "refused", "名册有问题"
        DONE = "done", "比对好了"
        FAILED = "failed", "没有做完"

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    state = models.CharField("状态", max_length=10, choices=State, default=State.RUNNING)
    folder = models.CharField(max_length=64, blank=True, editable=False)
    files = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    notes = models.JSONField(default=list)
    born_from = models.DateField("出生不早于", null=True, blank=True)
    born_to = models.DateField("出生不晚于", null=True, blank=True)
    sentence = models.CharField("说明", max_length=300, blank=True)
    created_at = models.DateTimeField("放进来", auto_now_add=True)
    begun_at = models.DateTimeField("开始做", default=timezone.now)
    finished_at = models.DateTimeField("做完", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "名册比对"
        ordering = ("-created_at", "-pk")
        indexes = (models.Index(fields=("school", "-created_at")),)

    def __str__(self) -> str:
        return f"{self.created_at:%Y-%m-%d} 名册比对"


class RegisterRow(SchoolOwned):
    """A row of a list. `cells`, all that its register holds of the child, and `why` are sealed.

    `student`: the child of this school, where it is one. `is_settled`: a person has decided that
    the child was found after all.
    """

    class Listed(models.TextChoices):
        NOT_ENROLLED = "not_enrolled", "有户籍没学籍"
        DROPOUTS = "dropouts", "有学籍不在校"
        RELIEF_DROPOUTS = "relief_dropouts", "脱贫户里不在校"
        UNREGISTERED = "unregistered", "在校没学籍"

    run = models.ForeignKey(RegisterRun, models.CASCADE, related_name="rows")
    listed = models.CharField("名单", max_length=20, choices=Listed)
    place = models.PositiveIntegerField("次序")
    number = models.CharField("编号", max_length=60)
    name = models.CharField("姓名", max_length=60)
    search_key = models.CharField(max_length=250, blank=True, editable=False)
    cells = SealedTextField("这一行")
    why = SealedTextField("为什么")
    nearest = models.CharField("最像的编号", max_length=60, blank=True)
    student = models.ForeignKey(
        Student, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="本校孩子"
    )
    is_settled = models.BooleanField("已经找到", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "比对名单"
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
        OPEN = "", "还没看"
        SAME = "same", "是同一个孩子"
        DIFFERENT = "different", "不是同一个孩子"

    run = models.ForeignKey(RegisterRun, models.CASCADE, related_name="doubts")
    place = models.PositiveIntegerField("次序")
    between = models.CharField("比对", max_length=40)
    question = models.CharField("问题", max_length=60)
    left_print = models.CharField(max_length=64, editable=False)
    right_print = models.CharField(max_length=64, editable=False)
    cells = SealedTextField("两行")
    why = SealedTextField("为什么")
    verdict = models.CharField("判断", max_length=10, choices=Verdict, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "待看的两行"
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
    is_same = models.BooleanField("是同一个孩子")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField("什么时候", default=timezone.now)

    class Meta:
        verbose_name = verbose_name_plural = "名册比对的判断"
        constraints = (
            models.UniqueConstraint(
                fields=("school", "left_print", "right_print"), name="one_verdict_a_pair"
            ),
        )

    def __str__(self) -> str:
        return "是同一个孩子" if self.is_same else "不是同一个孩子"
