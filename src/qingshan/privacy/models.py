"""How long a school keeps what leaves by itself, where it chose other days than the house's."""

from __future__ import annotations

from django.db import models

from qingshan.school.models import SchoolOwned


class KeptDays(SchoolOwned):
    """Days after the end until one kind of rows (`kit.leaving`) leaves at a school."""

    key = models.CharField("哪一类", max_length=60)
    days = models.PositiveIntegerField("留多少天")

    class Meta:
        verbose_name = verbose_name_plural = "信息留多久"
        constraints = (
            models.UniqueConstraint(fields=("school", "key"), name="kept_days_once_a_kind"),
        )

    def __str__(self) -> str:
        return f"{self.key} {self.days}"
