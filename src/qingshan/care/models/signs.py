"""Early signs: what a school asks its rules to look for, and what people saw when they looked."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from qingshan.access.fields import SealedTextField
from qingshan.kit.words import tr
from qingshan.people.models import Student
from qingshan.school.models import SchoolOwned


class SignSetting(SchoolOwned):
    """A rule as this school has set it; without a row the rule stands at its default."""

    rule = models.CharField(tr("规则"), max_length=32)
    threshold = models.PositiveSmallIntegerField(tr("几次起提醒"))
    is_on = models.BooleanField(tr("提醒"), default=True)

    class Meta:
        verbose_name = verbose_name_plural = tr("预警规则")
        ordering = ("rule",)
        constraints = (
            models.UniqueConstraint(fields=("school", "rule"), name="one_setting_a_sign_rule"),
        )

    def __str__(self) -> str:
        return f"{self.rule} ≥ {self.threshold}"


class SignLook(SchoolOwned):
    """Somebody looked into a child's signs (看过); those named in `rules` are quiet until a day."""

    class Outcome(models.TextChoices):
        WATCH = "watch", tr("继续留意")
        HELPED = "helped", tr("已经帮上了")
        UNFOUNDED = "unfounded", tr("查过，没有事")
        CASE = "case", tr("需要立个案")

    student = models.ForeignKey(Student, models.CASCADE, related_name="+", verbose_name=tr("学生"))
    rules = models.CharField(tr("规则"), max_length=300)  # keys with a space around each
    outcome = models.CharField(tr("看的结果"), max_length=10, choices=Outcome)
    words = SealedTextField(tr("说明"))
    looked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    looked_on = models.DateField(tr("日期"))
    quiet_until = models.DateField(tr("到哪天再提醒"))

    class Meta:
        verbose_name = verbose_name_plural = tr("预警查看")
        ordering = ("-looked_on", "-pk")
        indexes = (models.Index(fields=("student", "quiet_until")),)

    def __str__(self) -> str:
        return f"{self.looked_on} {self.get_outcome_display()}"
