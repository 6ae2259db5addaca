"""Tokens for programs, and what was answered to a deed that a program may send again."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from qingshan.access.fields import SealedTextField
from qingshan.school.models import SchoolOwned


class AccessToken(SchoolOwned):
    """What a program shows instead of a person's password (令牌). Only its hash is kept.

    It belongs to one account at one school and opens what that person may open there. `made_under`
    tells the password it was made under: a new password ends it. `asked` counts the requests of
    the minute `minute`, which is counted from 1970.
    """

    class Scope(models.TextChoices):
        READ = "read", "只读"
        RECORD = "record", "读，也能替我记"

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="账号"
    )
    name = models.CharField("叫什么", max_length=50)
    scope = models.CharField("能做什么", max_length=6, choices=Scope, default=Scope.READ)
    prefix = models.CharField("开头", max_length=12, editable=False)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    made_under = models.CharField(max_length=64, editable=False)
    made_on = models.DateField("哪天给的")
    expires_on = models.DateField("用到哪天")
    last_used_at = models.DateTimeField("上次用", null=True, blank=True)
    minute = models.PositiveIntegerField(default=0, editable=False)
    asked = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "接口令牌"
        ordering = ("-made_on", "-pk")
        indexes = (models.Index(fields=("account", "school")),)

    def __str__(self) -> str:
        return self.name

    @property
    def may_record(self) -> bool:
        return self.scope == self.Scope.RECORD


class AnsweredDeed(SchoolOwned):
    """The answer to a deed under the name its sender gave it, so that sending it again is safe.

    `told` is a fingerprint of what was asked, `answer` the JSON that was given. Of its sender only.
    """

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    key = models.CharField(max_length=200)
    told = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    answer = SealedTextField()
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "接口答过的"
        constraints = (
            models.UniqueConstraint(fields=("account", "school", "key"), name="one_answer_a_key"),
        )
        indexes = (models.Index(fields=("school", "made_at")),)

    def __str__(self) -> str:
        return self.key
