"""Accounts. Who someone is at a school is said by `school.Appointment` and `people.Staff`."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models

from qingshan.access.fields import SealedTextField
from qingshan.kit.words import tr


class Account(AbstractUser):
    """One person's sign-in. Never deleted, only closed: the audit log names it."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    name = models.CharField(tr("姓名"), max_length=50)
    must_change_password = models.BooleanField(tr("首次登录须改密码"), default=False)

    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        verbose_name = tr("账号")
        verbose_name_plural = tr("账号")

    def __str__(self) -> str:
        return self.name or self.username

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name


class KeyCheck(models.Model):
    """One row: a word sealed and hashed with the keys of this database, to tell them by."""

    word = SealedTextField(tr("一个词"))
    lookup = models.CharField(tr("它的散列"), max_length=64)

    class Meta:
        verbose_name = tr("密钥的对照")
        verbose_name_plural = tr("密钥的对照")

    def __str__(self) -> str:
        return tr("密钥的对照")
